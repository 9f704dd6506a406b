package registry_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/internal/cli/clitest"
	"github.com/twmb/franz-go/pkg/sr"
	"github.com/twmb/franz-go/pkg/sr/srfake"
)

// TestRegistry_RegistersChecksAndPulls brings a contract into an empty registry and back.
func TestRegistry_RegistersChecksAndPulls(t *testing.T) {
	r := srfake.New(srfake.WithAuth("Basic YWRhOmh1bnRlcjI=")) // ada:hunter2
	t.Cleanup(r.Close)
	env := map[string]string{"MEDIAMESH_REGISTRY": r.URL(), "MEDIAMESH_REGISTRY_PASSWORD": "hunter2", "MEDIAMESH_REGISTRY_USER": "ada", "MEDIAMESH_CONTRACT": "../../../contract"}
	pulled := filepath.Join(t.TempDir(), "released")
	all := len(catalog.Types())
	schemas := fmt.Sprintf("%d schemas ", all)
	for _, c := range []struct {
		args  []string
		code  int
		line  string // of stdout
		lines int
		said  string
	}{
		{[]string{"check"}, 100, "../../../contract/content/created.yaml:1: SCHEMA_NOT_REGISTERED: content.created 1.0.0 is not in the registry, under content.created\n", all, schemas + fmt.Sprintf("of %d events ", all) + "not in the registry: mediamesh registry register\n"},
		{[]string{"register", "--dry-run"}, 0, "content.created: content.created 1.0.0 to register\n", all, schemas + fmt.Sprintf("of %d events ", all) + "to register\n"},
		{[]string{"register"}, 0, "content.created: content.created 1.0.0 registered, version 1, id ", all, schemas + "registered, 0 unchanged\n"},
		{[]string{"register"}, 0, "content.created: content.created 1.0.0 unchanged, version 1, id ", all, fmt.Sprintf("0 schemas registered, %d unchanged\n", all)},
		{[]string{"check"}, 0, "", 0, fmt.Sprintf("the registry has the schemas of all %d events\n", all)},
		{[]string{"pull", pulled, "--dry-run"}, 0, "content.created.v1.json: content.created 1.0.0 to write, version 1, id ", all, schemas + "in " + pulled + "\n"},
		{[]string{"pull", pulled}, 0, "content.created.v1.json: content.created 1.0.0 written, version 1, id ", all, schemas + "in " + pulled + "\n"},
		{[]string{"pull", pulled}, 0, "content.created.v1.json: content.created 1.0.0 unchanged, version 1, id ", all, schemas + "in " + pulled + "\n"},
	} {
		code, stdout, stderr := clitest.RunWith(env, append([]string{"registry"}, c.args...)...)
		if code != c.code || !strings.Contains(stdout, c.line) || strings.Count(stdout, "\n") != c.lines || stderr != c.said {
			t.Fatalf("%v: code %d\n%s%s", c.args, code, stdout, stderr)
		}
	}
	got, err := os.ReadFile(filepath.Join(pulled, "content.created.v1.json"))
	if err != nil || strings.TrimSpace(string(got)) != strings.TrimSpace(content.Created{}.EventType().Schema()) {
		t.Errorf("pulled another schema than that of the compiled type: %v", err)
	}
	if code, stdout, stderr := clitest.RunWith(env, "breaking", "--against", pulled); code != 0 || stdout != "" {
		t.Errorf("breaking against what was pulled: %d\n%s%s", code, stdout, stderr)
	}
}

// TestRegistry_WarnsOfLevels has a registry that checks by itself, as Confluent's do
// by default.
func TestRegistry_WarnsOfLevels(t *testing.T) {
	r := clitest.SchemaRegistry(t, "content.events-content.created")
	env := map[string]string{"MEDIAMESH_REGISTRY_PASSWORD": "hunter2"}
	flags := []string{"--registry", r.URL(), "--registry-user", "ada", "--subjects", "topic-record", "--contract", "../../../contract"}
	code, stdout, _ := clitest.RunWith(env, append([]string{"registry", "check"}, flags...)...)
	want := "SUBJECT_LEVEL: content.created is checked by the registry itself, level BACKWARD of content.events-content.created: it will refuse a new optional field\n"
	if code != 100 || !strings.Contains(stdout, want) {
		t.Errorf("check: code %d\n%s", code, stdout)
	}
	for _, c := range []struct{ args, level, said string }{
		{"keep", "BACKWARD", "content.events-content.deleted: content.deleted 1.0.0 registered, version 1, id "},
		{"none", "NONE", "content.events-content.deleted: content.deleted 1.0.0 unchanged, version 1, id "},
	} {
		code, stdout, stderr := clitest.RunWith(env, append([]string{"registry", "register", "--compatibility", c.args}, flags...)...)
		if code != 0 || !strings.Contains(stdout, c.said) {
			t.Errorf("%s: code %d\n%s%s", c.args, code, stdout, stderr)
		}
	}
}

// TestRegister_RegistersNoBreakingChange registers nothing if the contract is not legal, and
// registers a minor, whose subject is no longer checked from then on.
func TestRegister_RegistersNoBreakingChange(t *testing.T) {
	r := clitest.SchemaRegistry(t, "content.created")
	env := map[string]string{"MEDIAMESH_REGISTRY_PASSWORD": "hunter2", "MEDIAMESH_REGISTRY": r.URL(), "MEDIAMESH_REGISTRY_USER": "ada"}
	code, stdout, stderr := clitest.RunWith(env, "registry", "register", "--contract", clitest.ContractWithTitles(t, "maxLength: 300"))
	if code != 100 || !strings.Contains(stdout, "MAX_LENGTH_RAISED: content.created /payload/title ") || !strings.Contains(stderr, "nothing was registered") {
		t.Errorf("code %d\n%s%s", code, stdout, stderr)
	}
	client, err := sr.NewClient(sr.URLs(r.URL()), sr.BasicAuth("ada", "hunter2"))
	if err != nil {
		t.Fatal(err)
	}
	if list, err := client.Subjects(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("subjects %v, %v", list, err)
	}
	minor := withField(t)
	code, stdout, stderr = clitest.RunWith(env, "registry", "register", "--contract", minor, "--format", "json")
	if code != 0 {
		t.Fatalf("code %d\n%s%s", code, stdout, stderr)
	}
	for line := range strings.Lines(stdout) {
		var row struct {
			EventType, Version, Subject, Action, Level string
			SchemaVersion                              int
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.EventType == "content.created" && (row.Version != "1.1.0" || row.Action != "registered" || row.SchemaVersion != 4 || row.Level != "NONE") {
			t.Errorf("%+v", row)
		}
	}
}

// withField is the contract with a new optional field in content.created 1.1.0.
func withField(t *testing.T) string {
	t.Helper()
	dir := clitest.ContractWithTitles(t, "maxLength: 200 ")
	file := filepath.Join(dir, "content", "created.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), "version: 1.0.0", "version: 1.1.0", 1)
	changed = strings.Replace(changed, "    title:\n", "    note:\n      type: string\n      description: A remark.\n    title:\n", 1)
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestRegistry_ErrorTexts(t *testing.T) {
	r := clitest.SchemaRegistry(t, "content.created")
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"check"}, 2, "mediamesh: no registry was given\nNext: add --registry https://registry:8081, or set MEDIAMESH_REGISTRY\n"},
		{[]string{"check", "--registry", "localhost:8081"}, 2, "mediamesh: --registry is not a URL\nNext: use --registry https://registry:8081\n"},
		{[]string{"check", "--registry", "http://ada:hunter2@localhost"}, 2, "mediamesh: --registry contains a user, and everyone on this machine can see the command line\nNext: use --registry-user USER and MEDIAMESH_REGISTRY_PASSWORD\n"},
		{[]string{"register", "--registry", r.URL(), "--subjects", "topic"}, 2, "mediamesh: content.created and content.updated would both be under the subject content.events-value\nNext: use --subjects record or topic-record, or --topic-scheme type\n"},
		{[]string{"register", "--registry", r.URL(), "--compatibility", "non"}, 2, "mediamesh: unknown --compatibility \"non\"; did you mean \"none\"?\nNext: use --compatibility none or --compatibility keep\n"},
		{[]string{"pull", "x", "--registry", r.URL()}, 1, "mediamesh: the schema registry cannot be read: it answers 401: "},
		{[]string{"regster"}, 2, "mediamesh: registry has no command \"regster\"; did you mean \"register\"?\nNext: mediamesh registry --help\n"},
	} {
		code, stdout, stderr := clitest.RunWith(nil, append([]string{"registry"}, append(c.args, "--contract", "../../../contract")...)...)
		if c.args[0] == "regster" {
			code, stdout, stderr = clitest.RunWith(nil, "registry", "regster")
		}
		if code != c.code || !strings.HasPrefix(stderr, c.want) || strings.Contains(stdout+stderr, "hunter2") {
			t.Errorf("%v: code %d, stderr %q, want %q", c.args, code, stderr, c.want)
		}
	}
}
