package gen

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/jsontree"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"
)

// Whatever JSON says, the YAML says to a reader of YAML.
func TestYAMLSaysWhatJSONSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := object().Add("v", drawTree(t, 4))
		var got any
		text := yamlText(value)
		if err := yaml.Unmarshal(text, &got); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if diff := cmp.Diff(plain(value), got); diff != "" {
			t.Fatalf("(-JSON +YAML):\n%s\n%s", diff, text)
		}
	})
}

// YAML takes a name of more than 1024 characters for a key only if a question mark
// says so. Names of up to 1000 bytes, with their quotes, stand without.
func TestYAMLMarksLongKeys(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{strings.Repeat("a", 1000), strings.Repeat("a", 1000) + ": 1\n"},
		{strings.Repeat("a", 1001), "? " + strings.Repeat("a", 1001) + "\n: 1\n"},
		{"1" + strings.Repeat("a", 997), `"1` + strings.Repeat("a", 997) + "\": 1\n"},
		{"1" + strings.Repeat("a", 998), `? "1` + strings.Repeat("a", 998) + "\"\n: 1\n"},
	} {
		if got := string(yamlText(object().Add(c.name, 1))); got != c.want {
			t.Errorf("a name of %d bytes is written as %s, want %s", len(c.name), got, c.want)
		}
	}
	nested := object().Add("v", object().Add(strings.Repeat("b", 1001), 1))
	if got, want := string(yamlText(nested)), "v:\n  ? "+strings.Repeat("b", 1001)+"\n  : 1\n"; got != want {
		t.Errorf("a long name within an object is written as %s, want %s", got, want)
	}
}

var oddText = rapid.OneOf(
	rapid.String(),
	rapid.StringMatching(`[ -~]{0,8}`),
	rapid.StringMatching(`[a-z \n]{0,8}`),
	rapid.StringMatching(`[a-z]{600,700}[ a-z]{500,600}`),
	rapid.SampledFrom([]string{
		"", "~", "null", "Null", "yes", "NO", "on", "true", "1", "0x1f", "0o7", "1e3", ".inf", ".nan", "2026-01-31", "<<", "=", "-", "- a",
		"? a", "a: b", "a #b", "{}", "[]", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "\ta", "a\n", "\na", "a\n b", "---", "...", "a\u0085b", "\ufeff",
	}),
)

func drawTree(t *rapid.T, depth int) any {
	kinds := 7
	if depth == 0 {
		kinds = 5 // nothing with something inside
	}
	switch rapid.IntRange(0, kinds).Draw(t, "kind") {
	case 0:
		return nil
	case 1:
		return rapid.Bool().Draw(t, "bool")
	case 2:
		return rapid.Int32().Draw(t, "number")
	case 3, 4, 5:
		return oddText.Draw(t, "text")
	case 6:
		list := jsontree.Array()
		for range rapid.IntRange(0, 3).Draw(t, "elements") {
			list.Add("", drawTree(t, depth-1))
		}
		return list
	}
	o := object()
	for _, name := range rapid.SliceOfNDistinct(oddText, 0, 3, rapid.ID).Draw(t, "names") {
		o.Add(name, drawTree(t, depth-1))
	}
	return o
}

// plain is a tree as a reader of YAML returns it.
func plain(v *jsontree.Value) any {
	switch v.Kind() {
	case '{':
		m := map[string]any{}
		for _, member := range v.Members() {
			m[member.Name] = plain(member.Value)
		}
		return m
	case '[':
		list := []any{}
		for _, item := range v.Members() {
			list = append(list, plain(item.Value))
		}
		return list
	case '0':
		n, _ := strconv.Atoi(v.String())
		return n
	case '"':
		return v.Text()
	case 'n':
		return nil
	}
	return v.Kind() == 't'
}
