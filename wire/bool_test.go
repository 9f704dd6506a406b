package wire_test

import (
	"testing"

	"github.com/mediamesh/events/wire"
)

func TestBooleans(t *testing.T) {
	rule := &wire.Value{Key: fieldKey}
	for _, c := range []struct {
		where, value string
		want         bool
		list         []wire.Violation
	}{
		{here(), "true", true, nil},
		{here(), " false ", false, nil},
		{here(), "null", false, found(violation("/f", "type", "boolean", "must be a boolean, not null"))},
		{here(), `"true"`, false, found(violation("/f", "type", "boolean", "must be a boolean, not a string"))},
		{here(), "1", false, found(violation("/f", "type", "boolean", "must be a boolean, not a number"))},
		{here(), "[]", false, found(violation("/f", "type", "boolean", "must be a boolean, not an array"))},
		{here(), "{}", false, found(violation("/f", "type", "boolean", "must be a boolean, not an object"))},
		{here(), "TRUE", false, syntax("/f", "is malformed at byte 5: expected a value")},
		{here(), "truth", true, syntax("/f", "is malformed at byte 5: expected true")},
		{here(), "falsetto", false, syntax("", "is malformed at byte 10: expected a comma or a closing brace")},
	} {
		var v bool
		list := read(field(c.value), func(r *wire.Reader, i int) int { return r.Bool(i, &v, rule) })
		same(t, c.where, c.list, list)
		if v != c.want {
			t.Errorf("%s: %s reads as %v", c.where, c.value, v)
		}
	}
	for value, want := range map[bool]string{true: `{"f":true}`, false: `{"f":false}`} {
		if got, list := write(func(w *wire.Writer) { w.Bool(value, rule) }); got != want || list != nil {
			t.Errorf("%v is written as %s, %v", value, got, list)
		}
	}
}
