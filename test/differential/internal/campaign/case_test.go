package campaign

import (
	"strings"
	"testing"

	"github.com/mediamesh/events/test/differential/internal/judge"
)

// Judges that are not of one mind are found out, whichever it is.
func TestCompare(t *testing.T) {
	title, other := judge.Verdict{"/payload/title"}, judge.Verdict{"/payload/id"}
	for _, test := range []struct {
		name, document string
		change         func(c *Case)
		want           string // "" if they agree
	}{
		{"all agree", `{}`, func(c *Case) {}, ""},
		{"santhosh", `{}`, func(c *Case) { c.santhosh = nil }, "santhosh-tekuri/jsonschema valid"},
		{"ajv and santhosh", `{}`, func(c *Case) { c.ajv, c.santhosh = other, other }, "typed decoding says violations at /payload/title, and Ajv violations at /payload/id"},
		{"dynamic", `{}`, func(c *Case) { c.dynamic.Verdict = nil }, "dynamic decoding says valid"},
		{"zero copy", `{}`, func(c *Case) { c.zeroCopy.Verdict = other }, "without copying"},
		{"a fault in sound JSON", `{}`, func(c *Case) { c.typed = judge.Ours{Faults: []string{"syntax"}} }, "typed decoding says unsound"},
		{"no fault in unsound JSON", `{`, func(c *Case) {}, "but the document is unsound"},
		{"another major, and Ajv does not see it", `{}`, func(c *Case) { c.typed = judge.Ours{Unsupported: true, Verdict: title} }, "another major version"},
		{"a wrong fault", `{"a":1,"a":2}`, func(c *Case) {
			faults := judge.Ours{Faults: []string{"utf8"}}
			c.dynamic, c.typed, c.zeroCopy = faults, faults, faults
		}, "all that is wrong is a repeated name"},
	} {
		t.Run(test.name, func(t *testing.T) {
			ours := judge.Ours{Verdict: title}
			c := Case{schema: &Schema{Type: "t"}, named: "t", dynamic: ours, typed: ours, zeroCopy: ours, ajv: title, santhosh: title}
			c.Data = []byte(test.document)
			c.syntax.Read(c.Data)
			test.change(&c)
			c.compare()
			if got := strings.Join(c.Disagreements, "\n"); (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSeedLines(t *testing.T) {
	seed, number, d, err := parseSeed("7:72900\tauth.user.login\t\"{\\xff\\u00e9\"")
	if err != nil || seed != 7 || number != 72900 || d.Type != "auth.user.login" || string(d.Data) != "{\xffé" {
		t.Errorf("%d:%d %v, %v", seed, number, d, err)
	}
	for _, bad := range []string{"7", "7:1\tt", "7:1\tt\tx", "x:1\tt\t\"\""} {
		if _, _, _, err := parseSeed(bad); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
}
