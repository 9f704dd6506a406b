package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog"
	"github.com/twmb/franz-go/pkg/sr"
	"github.com/twmb/franz-go/pkg/sr/srfake"
)

// registered is a registry with the published schema of content.created under
// a subject.
func registered(t *testing.T, subject string) *srfake.Registry {
	t.Helper()
	schema, err := os.ReadFile("../../catalog/schemas/content.created.v1.json")
	if err != nil {
		t.Fatal(err)
	}
	r := srfake.New(srfake.WithAuth("Basic YWRhOmh1bnRlcjI=")) // ada:hunter2
	t.Cleanup(r.Close)
	r.SeedSchema(subject, 3, 1, sr.Schema{Schema: string(schema), Type: sr.TypeJSON})
	return r
}

// TestBreakingAgainstARegistry compares with what a schema registry holds, by
// each way to name its subjects.
func TestBreakingAgainstARegistry(t *testing.T) {
	longer := proposed(t, "maxLength: 300")
	for _, c := range []struct {
		subject string
		args    []string
	}{
		{"content.created", nil},
		{"content.events-content.created", []string{"--subjects", "topic-record"}},
		{"prod.content.created-value", []string{"--subjects", "topic", "--topic-scheme", "type", "--topic-prefix", "prod."}},
	} {
		r := registered(t, c.subject)
		env := map[string]string{"MEDIAMESH_REGISTRY_PASSWORD": "hunter2"}
		args := append([]string{"breaking", "--against", r.URL(), "--registry-user", "ada"}, c.args...)

		code, stdout, stderr := mediamesh(env, append(args, "--contract", "../../contract")...)
		if added := strings.Count(stdout, "EVENT_ADDED"); code != 0 || added != len(catalog.Types())-1 || strings.Count(stdout, "\n") != added {
			t.Errorf("%s: the same contract: code %d, %d events added\n%s%s", c.subject, code, added, stdout, stderr)
		}
		code, stdout, stderr = mediamesh(env, append(args, "--contract", longer)...)
		for _, want := range []string{
			"/types/Title.yaml:", ": MAX_LENGTH_RAISED: content.created /payload/title ", "has at most 300 characters, was 200",
			"old readers refuse what new writers produce: /payload/title must have at most 200 characters, has 201",
			"content.created: 1.0.0, was 1.0.0: the smallest legal version is 2.0.0 (MAJOR)",
		} {
			if code != 100 || !strings.Contains(stdout, want) {
				t.Errorf("%s: a longer title: code %d, no %q in\n%s%s", c.subject, code, want, stdout, stderr)
			}
		}
	}
}

func TestBreakingAgainstARegistryThatSaysNo(t *testing.T) {
	r := registered(t, "content.created")
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "mediamesh: the schema registry cannot be read: it answers 401: "},
		{[]string{"--registry-user", "ada"}, "mediamesh: the schema registry cannot be read: it answers 403: "},
		{[]string{"--registry-user", "ada", "--subjects", "topic"}, "mediamesh: the schema registry has no subject of this contract's events\nNext: check --subjects, --topic-scheme and --topic-prefix"},
	} {
		env := map[string]string{"MEDIAMESH_REGISTRY_PASSWORD": "hunter"}
		if len(c.args) > 2 {
			env["MEDIAMESH_REGISTRY_PASSWORD"] = "hunter2"
		}
		code, stdout, stderr := mediamesh(env, append([]string{"breaking", "--against", r.URL(), "--contract", "../../contract"}, c.args...)...)
		if code != 1 || !strings.HasPrefix(stderr, c.want) || strings.Contains(stdout+stderr, "hunter") {
			t.Errorf("%v: code %d, stderr %q, want %q", c.args, code, stderr, c.want)
		}
	}
}

// proposed is the contract with another limit for titles.
func proposed(t *testing.T, limit string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../contract")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "types", "Title.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), "maxLength: 200", limit, 1)
	if changed == string(text) {
		t.Fatal(fmt.Errorf("%s has no maxLength: 200", file))
	}
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}
