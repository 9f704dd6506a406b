package breaking_test

import (
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/cli/clitest"
)

// TestBreaking_AgainstARegistry compares with what a schema registry holds, by
// each way to name its subjects.
func TestBreaking_AgainstARegistry(t *testing.T) {
	longer := clitest.ContractWithTitles(t, "maxLength: 300")
	for _, c := range []struct {
		subject string
		args    []string
	}{
		{"content.created", nil},
		{"content.events-content.created", []string{"--subjects", "topic-record"}},
		{"prod.content.created-value", []string{"--subjects", "topic", "--topic-scheme", "type", "--topic-prefix", "prod."}},
	} {
		r := clitest.SchemaRegistry(t, c.subject)
		env := map[string]string{"MEDIAMESH_REGISTRY_PASSWORD": "hunter2"}
		args := append([]string{"breaking", "--against", r.URL(), "--registry-user", "ada"}, c.args...)

		code, stdout, stderr := clitest.RunWith(env, append(args, "--contract", "../../../contract")...)
		if added := strings.Count(stdout, "EVENT_ADDED"); code != 0 || added != len(catalog.Types())-1 || strings.Count(stdout, "\n") != added {
			t.Errorf("%s: the same contract: code %d, %d events added\n%s%s", c.subject, code, added, stdout, stderr)
		}
		code, stdout, stderr = clitest.RunWith(env, append(args, "--contract", longer)...)
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

func TestBreaking_AgainstARegistryThatRefuses(t *testing.T) {
	r := clitest.SchemaRegistry(t, "content.created")
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
		code, stdout, stderr := clitest.RunWith(env, append([]string{"breaking", "--against", r.URL(), "--contract", "../../../contract"}, c.args...)...)
		if code != 1 || !strings.HasPrefix(stderr, c.want) || strings.Contains(stdout+stderr, "hunter") {
			t.Errorf("%v: code %d, stderr %q, want %q", c.args, code, stderr, c.want)
		}
	}
}
