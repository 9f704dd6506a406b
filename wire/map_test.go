package wire_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/wire"
)

var item = wire.Text{Min: 1, Max: 3}

func readMap(value string, rule *wire.Value) (m wire.Map[string], list []wire.Violation) {
	list = read(field(value), func(r *wire.Reader, i int) int {
		return wire.ReadMap(r, i, &m, rule, func(r *wire.Reader, i int, v *string) int { return r.String(i, v, &item) })
	})
	return m, list
}

func writeMap(m wire.Map[string], rule *wire.Value) (string, []wire.Violation) {
	return write(func(w *wire.Writer) {
		wire.WriteMap(w, m, rule, func(w *wire.Writer, v *string) { w.String(*v, &item) })
	})
}

func TestMapsKeepTheirOrder(t *testing.T) {
	rule := &wire.Value{Key: fieldKey}
	m, list := readMap(`{ "z":"1", "a" : "2","m":"3","\u0065":"4","":"5"}`, rule)
	same(t, "read", nil, list)
	want := wire.Map[string]{{"z", "1"}, {"a", "2"}, {"m", "3"}, {"e", "4"}, {"", "5"}}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	document, list := writeMap(m, rule)
	same(t, "written", nil, list)
	if document != field(`{"z":"1","a":"2","m":"3","e":"4","":"5"}`) {
		t.Errorf("written as %s", document)
	}
	if v, ok := m.Get("m"); v != "3" || !ok {
		t.Errorf("Get(m) = %q, %v", v, ok)
	}
	if v, ok := m.Get("x"); v != "" || ok {
		t.Errorf("Get(x) = %q, %v", v, ok)
	}
}

func TestMapViolations(t *testing.T) {
	required, optional := &wire.Value{Key: fieldKey}, &wire.Value{Key: fieldKey, Optional: true}
	for _, c := range []struct {
		where, value string
		rule         *wire.Value
		want         []wire.Violation
	}{
		{here(), `{}`, required, nil},
		{here(), `null`, optional, nil},
		{here(), `null`, required, found(violation("/f", "type", "object", "must be an object, not null"))},
		{here(), `[]`, required, found(violation("/f", "type", "object", "must be an object, not an array"))},
		{here(), `{"a":1,"b/c":"","d~e":"long"}`, required, found(
			violation("/f/a", "type", "string", "must be a string, not a number"),
			violation("/f/b~1c", "minLength", "1", "must not be empty"),
			violation("/f/d~0e", "maxLength", "3", "must have at most 3 characters, has 4"),
		)},
		{here(), `{"a":"1","a":"2"}`, required, found(violation("/f/a", "duplicateKey", "", "is there more than once"))},
		{here(), `{"a":`, required, syntax("/f/a", "is malformed at byte 10: expected a value")},
		{here(), `{"a" "1"}`, required, syntax("/f", "is malformed at byte 10: expected a colon")},
	} {
		_, list := readMap(c.value, c.rule)
		same(t, c.where, c.want, list)
	}
}

func TestMapsThatCannotBeWritten(t *testing.T) {
	rule := &wire.Value{Key: fieldKey}
	repeated := violation("/f/a", "duplicateKey", "", "is there more than once")
	for _, c := range []struct {
		where string
		m     wire.Map[string]
		want  []wire.Violation
	}{
		{here(), wire.Map[string]{{"a", "1"}, {"b", "1"}, {"a", "2"}}, found(repeated)},
		{here(), wire.Map[string]{{"a", "1"}, {"a", ""}}, found(repeated)},
		{here(), wire.Map[string]{{"", "1"}, {"", "2"}}, found(violation("/f/", "duplicateKey", "", "is there more than once"))},
		{here(), wire.Map[string]{{"a", ""}, {"b", "long"}}, found(
			violation("/f/a", "minLength", "1", "must not be empty"),
			violation("/f/b", "maxLength", "3", "must have at most 3 characters, has 4"))},
		{here(), wire.Map[string]{{"\xff", "1"}}, found(violation("/f/\xff", "utf8", "", "has a name that is not valid UTF-8"))},
	} {
		_, list := writeMap(c.m, rule)
		same(t, c.where, c.want, list)
	}
	for _, width := range []int{15, 16, 17, 40} {
		var m wire.Map[string]
		for n := range width {
			m = append(m, wire.Entry[string]{Name: fmt.Sprint("n", n), Value: "1"})
		}
		_, list := writeMap(m, rule)
		same(t, fmt.Sprint(width, " distinct"), nil, list)
		m = append(m, m[width/2])
		_, list = writeMap(m, rule)
		same(t, fmt.Sprint(width, " and one more"), found(violation(fmt.Sprint("/f/n", width/2), "duplicateKey", "", "is there more than once")), list)
	}
}

func TestAbsentMaps(t *testing.T) {
	required, optional := &wire.Value{Key: fieldKey}, &wire.Value{Key: fieldKey, Optional: true}
	for _, c := range []struct {
		where string
		m     wire.Map[string]
		rule  *wire.Value
		want  string
	}{
		{here(), nil, optional, `{}`},
		{here(), nil, required, `{"f":{}}`},
		{here(), wire.Map[string]{}, optional, `{"f":{}}`},
	} {
		document, list := writeMap(c.m, c.rule)
		same(t, c.where, nil, list)
		if document != c.want {
			t.Errorf("%s: written as %s, want %s", c.where, document, c.want)
		}
	}
	if m, list := readMap("null", optional); m != nil || list != nil {
		t.Errorf("null reads as %v, %v", m, list)
	}
	if m, list := readMap("{}", optional); m == nil || len(m) > 0 || list != nil {
		t.Errorf("{} reads as %#v, %v", m, list)
	}
}
