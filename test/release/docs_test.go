package release

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/mod/semver"
)

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(repository(t), file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// CHANGELOG.md is as Keep a Changelog has it: Unreleased first, then versions from the newest
// with their days, and known headings within.
func TestChangelog(t *testing.T) {
	text := read(t, "CHANGELOG.md")
	heading := regexp.MustCompile(`(?m)^## (.*)$`)
	version := regexp.MustCompile(`^\[(\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?)\] - \d{4}-\d{2}-\d{2}$`)
	var last string
	for i, m := range heading.FindAllStringSubmatch(text, -1) {
		if i == 0 {
			if m[1] != "[Unreleased]" {
				t.Errorf("the first section is %s, want [Unreleased]", m[1])
			}
			continue
		}
		of := version.FindStringSubmatch(m[1])
		if of == nil {
			t.Errorf("section %q, want [1.2.3] - 2026-01-31", m[1])
			continue
		}
		if last != "" && semver.Compare("v"+of[1], last) >= 0 {
			t.Errorf("section %s is not older than the one before, %s", of[1], last)
		}
		last = "v" + of[1]
		if !strings.Contains(text, "\n["+of[1]+"]: https://") {
			t.Errorf("version %s has no link", of[1])
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^### (.*)$`).FindAllStringSubmatch(text, -1) {
		switch m[1] {
		case "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security":
		default:
			t.Errorf("heading %q is none of Keep a Changelog's", m[1])
		}
	}
}

// The versioning page names each public package.
func TestVersioning_NamesPackages(t *testing.T) {
	page := read(t, "docs/versioning.md")
	list := exec.CommandContext(t.Context(), "go", "list", "./...")
	list.Dir = repository(t)
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range strings.Lines(string(out)) {
		rest := strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(pkg), "github.com/mediamesh/events"), "/")
		first, _, _ := strings.Cut(rest, "/")
		switch {
		case rest == "", strings.Contains("/"+rest+"/", "/internal/"):
			continue
		case first == "catalog", first == "test", first == "bench", first == "examples", first == "contract":
			rest = first + "/"
		case first == "cmd":
			rest = "mediamesh"
		}
		if !strings.Contains(page, "`"+rest+"`") {
			t.Errorf("docs/versioning.md does not say whether package %s is API", rest)
		}
	}
}

// Every action has a version, and no script of a workflow has an expression that others choose.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(repository(t), ".github", "workflows", "*.yaml"))
	if err != nil || len(files) != 3 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		var workflow struct {
			Permissions map[string]string `yaml:"permissions"`
			Jobs        map[string]struct {
				Steps []step `yaml:"steps"`
			} `yaml:"jobs"`
		}
		rel, err := filepath.Rel(repository(t), file)
		if err != nil {
			t.Fatal(err)
		}
		readYAML(t, rel, &workflow)
		if len(workflow.Permissions) != 1 || workflow.Permissions["contents"] != "read" {
			t.Errorf("%s: permissions %v, want contents: read; jobs ask for more", rel, workflow.Permissions)
		}
		for name, job := range workflow.Jobs {
			for _, s := range job.Steps {
				if s.Uses != "" && s.Uses != "./" && !regexp.MustCompile(`@v\d+$`).MatchString(s.Uses) {
					t.Errorf("%s: job %s uses %s, without a version", rel, name, s.Uses)
				}
				if strings.Contains(s.Run, "${{") {
					t.Errorf("%s: a script of job %s has an expression: pass it by env", rel, name)
				}
			}
		}
	}
}

// Scripts and workflows call stages of .ci/run that exist.
func TestStages(t *testing.T) {
	needBash(t)
	code, out := script(t, repository(t), ".ci/run --list")
	if code != 0 {
		t.Fatal(out)
	}
	known := map[string]bool{}
	for line := range strings.Lines(out) {
		stage, _, _ := strings.Cut(line, " ")
		known[stage] = true
	}
	for _, file := range []string{".github/workflows/test.yaml", ".github/workflows/lint.yaml", ".github/workflows/release.yaml"} {
		for _, m := range regexp.MustCompile(`\.ci/run((?: [a-z]+)+)`).FindAllStringSubmatch(read(t, file), -1) {
			for stage := range strings.FieldsSeq(m[1]) {
				if !known[stage] {
					t.Errorf("%s calls a stage %s, which .ci/run does not have", file, stage)
				}
			}
		}
	}
}

func TestReleaseNotes(t *testing.T) {
	needBash(t)
	code, out := script(t, repository(t), ".ci/release-notes Unreleased")
	if code != 0 || !strings.HasPrefix(out, "### Added\n") || strings.Contains(out, "[Unreleased]") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if code, out := script(t, repository(t), ".ci/release-notes v99.0.0"); code != 1 || out != "CHANGELOG.md has nothing about 99.0.0\n" {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

// docs/ci.md lists the inputs and outputs of the action and the variables of the template.
func TestCIPage(t *testing.T) {
	page := read(t, "docs/ci.md")
	var a struct {
		Inputs  map[string]any `yaml:"inputs"`
		Outputs map[string]any `yaml:"outputs"`
	}
	readYAML(t, "action.yml", &a)
	var template struct {
		Variables map[string]string `yaml:"variables"`
	}
	readYAML(t, "templates/gitlab/mediamesh.yml", &template)
	var names []string
	for _, m := range []map[string]any{a.Inputs, a.Outputs} {
		for name := range m {
			names = append(names, name)
		}
	}
	for name := range template.Variables {
		names = append(names, name)
	}
	for _, name := range names {
		if !strings.Contains(page, "\n| `"+name+"` |") {
			t.Errorf("docs/ci.md has no row for %s", name)
		}
	}
}
