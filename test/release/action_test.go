package release

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v4"
)

// action is what the tests read of action.yml.
type action struct {
	Inputs map[string]struct {
		Description string `yaml:"description"`
		Default     string `yaml:"default"`
	} `yaml:"inputs"`
	Runs struct {
		Using string `yaml:"using"`
		Steps []step `yaml:"steps"`
	} `yaml:"runs"`
}

type step struct {
	ID    string            `yaml:"id"`
	Uses  string            `yaml:"uses"`
	Run   string            `yaml:"run"`
	Shell string            `yaml:"shell"`
	Env   map[string]string `yaml:"env"`
}

func (a action) step(t *testing.T, id string) step {
	t.Helper()
	for _, s := range a.Runs.Steps {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("action.yml has no step %s", id)
	return step{}
}

func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func readYAML(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(repository(t), file))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func needBash(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the scripts are run by bash")
	}
	for _, tool := range []string{"bash", "git"} {
		if _, err := exec.LookPath(tool); err != nil && os.Getenv("CI") == "true" {
			t.Fatal(err)
		} else if err != nil {
			t.Skipf("the scripts need %s: %v", tool, err)
		}
	}
}

// environment is that of a build server: nothing of this process's but what programs need.
func environment(add ...string) []string {
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "LC_ALL=C"}
	for _, name := range []string{"GOPATH", "GOMODCACHE", "GOCACHE", "GOPROXY", "GOSUMDB", "GOTOOLCHAIN", "TMPDIR"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return append(env, add...)
}

// script runs a script as a step of a build server, and returns its exit code and output.
func script(t *testing.T, dir, text string, env ...string) (code int, out string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", text)
	cmd.Dir, cmd.Env = dir, environment(env...)
	data, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(data)
}

var runnerTemp = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "runner") })

// built runs the action's build step once, and returns the runner's folder for temporary files.
func built(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the command")
	}
	temp, err := runnerTemp()
	if err != nil {
		t.Fatal(err)
	}
	var a action
	readYAML(t, "action.yml", &a)
	if _, err := os.Stat(filepath.Join(temp, "mediamesh", "mediamesh")); err == nil {
		return temp
	}
	code, out := script(t, t.TempDir(), a.step(t, "build").Run, "ACTION_PATH="+repository(t), "RUNNER_TEMP="+temp)
	if code != 0 || !strings.Contains(out, "mediamesh (devel)") {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	return temp
}

func TestMain(m *testing.M) {
	code := m.Run()
	if temp, err := runnerTemp(); err == nil {
		_ = os.RemoveAll(temp)
	}
	os.Exit(code)
}

// sample is a repository with a contract on its branch main, and what is generated from it.
func sample(t *testing.T, temp string) string {
	t.Helper()
	dir := t.TempDir()
	code, out := script(t, dir, `
		git init --quiet --initial-branch=main
		git config user.name test && git config user.email test@example.com
		printf 'module example.com/shop\n\ngo 1.26\n' >go.mod
		"$RUNNER_TEMP/mediamesh/mediamesh" init
		"$RUNNER_TEMP/mediamesh/mediamesh" generate
		git add --all && git commit --quiet --message shop
		git update-ref refs/remotes/origin/main main`, "RUNNER_TEMP="+temp)
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	return dir
}

// broken changes the contract so that lint, generate --check and breaking have findings.
const broken = `
	sed -i.bak -e '/^owner:/d' -e 's/maxLength: [0-9]*/maxLength: 3/' contract/order/placed.yaml contract/types/Id.yaml
	rm contract/order/placed.yaml.bak contract/types/Id.yaml.bak`

// stale changes the contract so that generate --check and breaking have findings.
const stale = `
	sed -i.bak -e 's/maxLength: [0-9]*/maxLength: 3/' contract/types/Id.yaml
	rm contract/types/Id.yaml.bak`

// check runs the action's check step with inputs.
func check(t *testing.T, temp, dir string, inputs ...string) (code int, out string, outputs []string, sarif map[string]int) {
	t.Helper()
	var a action
	readYAML(t, "action.yml", &a)
	s := a.step(t, "check")
	file := filepath.Join(t.TempDir(), "output")
	env := []string{"RUNNER_TEMP=" + temp, "GITHUB_OUTPUT=" + file}
	for name, expression := range s.Env {
		input := strings.TrimSuffix(strings.TrimPrefix(expression, "${{ inputs."), " }}")
		value, ok := a.Inputs[input]
		if !ok {
			t.Fatalf("step check reads an input %s, which action.yml does not have", input)
		}
		if !strings.HasPrefix(value.Default, "${{") {
			env = append(env, name+"="+value.Default)
		} else {
			env = append(env, name+"=")
		}
	}
	code, out = script(t, dir, s.Run, append(env, inputs...)...)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return code, out, strings.Fields(string(data)), results(t, filepath.Join(temp, "mediamesh", "sarif"))
}

// results counts the results in each SARIF file of a folder.
func results(t *testing.T, dir string) map[string]int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.sarif"))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var log struct {
			Version string `json:"version"`
			Runs    []struct {
				Results []struct {
					RuleID    string `json:"ruleId"`
					Locations []struct {
						PhysicalLocation struct {
							ArtifactLocation struct {
								URI string `json:"uri"`
							} `json:"artifactLocation"`
						} `json:"physicalLocation"`
					} `json:"locations"`
				} `json:"results"`
			} `json:"runs"`
		}
		if err := json.Unmarshal(data, &log); err != nil {
			t.Fatalf("%s: %v\n%s", file, err, data)
		}
		if log.Version != "2.1.0" || len(log.Runs) != 1 {
			t.Errorf("%s is SARIF %s with %d runs, want 2.1.0 with one", file, log.Version, len(log.Runs))
		}
		for _, r := range log.Runs[0].Results {
			if len(r.Locations) > 0 && !filepath.IsLocal(r.Locations[0].PhysicalLocation.ArtifactLocation.URI) {
				t.Errorf("%s: %s is at %s, which is outside the repository", file, r.RuleID, r.Locations[0].PhysicalLocation.ArtifactLocation.URI)
			}
		}
		counts[filepath.Base(file)] = len(log.Runs[0].Results)
	}
	return counts
}

func TestAction_PassesWithoutFindings(t *testing.T) {
	needBash(t)
	temp := built(t)
	dir := sample(t, temp)
	for name, c := range map[string]struct {
		inputs []string
		files  []string
	}{
		"push":         {nil, []string{"1-lint.sarif", "2-generate.sarif"}},
		"pull request": {[]string{"INPUT_AGAINST=git#branch=origin/main"}, []string{"1-lint.sarif", "2-generate.sarif", "3-breaking.sarif"}},
		"lint alone":   {[]string{"INPUT_GENERATE=false", "INPUT_STRICT_SUNSET=true"}, []string{"1-lint.sarif"}},
		"strict, twice": {[]string{"INPUT_CONTRACT=contract contract", "INPUT_GENERATE=false", "INPUT_AGAINST=git#branch=main git#branch=origin/main", "INPUT_STRICT=true"},
			[]string{"1-lint.sarif", "2-breaking.sarif", "3-lint.sarif", "4-breaking.sarif"}},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, outputs, sarif := check(t, temp, dir, c.inputs...)
			if code != 0 || strings.Contains(out, "::error") {
				t.Errorf("exit code %d, want 0\n%s", code, out)
			}
			if !slices.Contains(outputs, "findings=false") || !slices.Contains(outputs, "sarif="+filepath.Join(temp, "mediamesh", "sarif")) {
				t.Errorf("outputs %q", outputs)
			}
			for _, file := range c.files {
				if n, ok := sarif[file]; !ok || n != 0 {
					t.Errorf("SARIF %v, want %s without results", sarif, file)
				}
			}
			if len(sarif) != len(c.files) {
				t.Errorf("SARIF %v, want %v", sarif, c.files)
			}
		})
	}
}

func TestAction_AnnotatesFindings(t *testing.T) {
	needBash(t)
	temp := built(t)
	dir := sample(t, temp)
	if code, out := script(t, dir, stale); code != 0 {
		t.Fatal(out)
	}
	code, out, outputs, sarif := check(t, temp, dir, "INPUT_AGAINST=git#branch=origin/main")
	if code != 100 || !slices.Contains(outputs, "findings=true") {
		t.Errorf("exit code %d and outputs %q, want 100 and findings=true\n%s", code, outputs, out)
	}
	for _, annotation := range []string{
		"::error file=catalog/",
		"::error file=contract/types/Id.yaml,line=",
		"title=MAX_LENGTH_LOWERED",
	} {
		if !strings.Contains(out, annotation) {
			t.Errorf("no annotation has %q:\n%s", annotation, out)
		}
	}
	if sarif["1-lint.sarif"] != 0 && sarif["2-generate.sarif"] == 0 || sarif["3-breaking.sarif"] == 0 {
		t.Errorf("SARIF %v, want results of generate and breaking", sarif)
	}
	if code, out := script(t, dir, broken); code != 0 {
		t.Fatal(out)
	}
	code, out, _, sarif = check(t, temp, dir)
	if code != 100 || sarif["1-lint.sarif"] == 0 || !strings.Contains(out, "title=owner::") {
		t.Errorf("exit code %d and SARIF %v, want 100 and results of lint\n%s", code, sarif, out)
	}
}

// What is no finding fails the step with the command's exit code.
func TestAction_FailsOnWrongInputs(t *testing.T) {
	needBash(t)
	temp := built(t)
	dir := sample(t, temp)
	for name, c := range map[string]struct {
		input string
		want  string
	}{
		"a branch that is not there": {"INPUT_AGAINST=git#branch=nowhere", "::error title=mediamesh breaking::failed with exit code 1"},
		"no reference":               {"INPUT_AGAINST=git#nonsense", "::error title=mediamesh breaking::failed with exit code "},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, _, _ := check(t, temp, dir, c.input)
			if code == 0 || code == 100 || !strings.Contains(out, c.want) {
				t.Errorf("exit code %d, want another than 0 and 100, and %q\n%s", code, c.want, out)
			}
		})
	}
}

// Inputs are data: of a pull request, its author may choose some.
func TestAction_InputsAreNotCode(t *testing.T) {
	needBash(t)
	temp := built(t)
	dir := sample(t, temp)
	for _, name := range []string{"INPUT_CONTRACT", "INPUT_AGAINST", "INPUT_GENERATE", "INPUT_STRICT"} {
		for _, value := range []string{"$(touch planted)", "`touch planted`", "contract; touch planted", "a[$(touch planted)]", "' \" && touch planted"} {
			_, _, _, _ = check(t, temp, dir, name+"="+value)
			if _, err := os.Stat(filepath.Join(dir, "planted")); err == nil {
				t.Fatalf("%s=%s was executed", name, value)
			}
		}
	}
	var a action
	readYAML(t, "action.yml", &a)
	for _, s := range a.Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("the script of step %q has an expression: pass it by env", s.ID)
		}
		if s.Run != "" && s.Shell != "bash" {
			t.Errorf("the script of step %q is run by %q", s.ID, s.Shell)
		}
	}
}
