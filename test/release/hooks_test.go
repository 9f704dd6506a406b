package release

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestPreCommitHooks_Run(t *testing.T) {
	needBash(t)
	temp := built(t)
	dir := sample(t, temp)
	var hooks []struct {
		ID            string   `yaml:"id"`
		Name          string   `yaml:"name"`
		Language      string   `yaml:"language"`
		Entry         string   `yaml:"entry"`
		Args          []string `yaml:"args"`
		Files         string   `yaml:"files"`
		PassFilenames *bool    `yaml:"pass_filenames"`
	}
	readYAML(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 3 {
		t.Fatalf("%d hooks", len(hooks))
	}
	run := func(t *testing.T, change string, want int) {
		t.Helper()
		if code, out := script(t, dir, change); code != 0 {
			t.Fatal(out)
		}
		for _, h := range hooks {
			if h.Name == "" || h.Language != "golang" || h.Files == "" || h.PassFilenames == nil || *h.PassFilenames {
				t.Errorf("hook %+v", h)
			}
			command := h.Entry
			for _, arg := range h.Args {
				command += " '" + arg + "'"
			}
			if code, out := script(t, dir, command, "PATH="+filepath.Join(temp, "mediamesh")+":"+os.Getenv("PATH")); code != want {
				t.Errorf("%s: exit code %d, want %d\n%s", command, code, want, out)
			}
		}
	}
	run(t, ":", 0)
	run(t, broken, 100)
}

// job is what the tests read of a job of the GitLab template.
type job struct {
	Extends string   `yaml:"extends"`
	Script  []string `yaml:"script"`
	Before  []string `yaml:"before_script"`
}

func TestGitLabTemplate_Runs(t *testing.T) {
	needBash(t)
	temp := built(t)
	dir := sample(t, temp)
	const file = "templates/gitlab/mediamesh.yml"
	var jobs map[string]job
	readYAML(t, file, &jobs)
	var settings struct {
		Variables map[string]string `yaml:"variables"`
	}
	readYAML(t, file, &settings)
	env := []string{"PATH=" + filepath.Join(temp, "mediamesh") + ":" + os.Getenv("PATH"), "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main"}
	for name, value := range settings.Variables {
		env = append(env, name+"="+value)
	}
	if code, out := script(t, dir, "git remote add origin "+dir+"/.git"); code != 0 {
		t.Fatal(out)
	}
	for _, c := range []struct {
		change string
		want   int
	}{{":", 0}, {broken, 100}} {
		if code, out := script(t, dir, c.change); code != 0 {
			t.Fatal(out)
		}
		for _, name := range []string{"mediamesh-lint", "mediamesh-generate", "mediamesh-breaking"} {
			if jobs[name].Extends != ".mediamesh" {
				t.Fatalf("job %s: %+v", name, jobs[name])
			}
			code, out := script(t, dir, strings.Join(jobs[name].Script, "\n"), env...)
			if code != c.want {
				t.Errorf("%s: exit code %d, want %d\n%s", name, code, c.want, out)
			}
			report, err := os.ReadFile(filepath.Join(dir, "mediamesh.xml"))
			if err != nil || !strings.Contains(string(report), "<testsuites ") || strings.Contains(string(report), "<failure") != (c.want == 100) {
				t.Errorf("%s: the report is %.300s, %v", name, report, err)
			}
		}
	}
	if before := jobs[".mediamesh"].Before; !slices.Contains(before, `go install "github.com/mediamesh/events/cmd/mediamesh@$MEDIAMESH_RELEASE"`) {
		t.Errorf("before_script %q does not install the command", before)
	}
}
