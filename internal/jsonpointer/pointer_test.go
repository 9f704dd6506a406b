package jsonpointer

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestJoin_Escapes(t *testing.T) {
	for _, c := range []struct {
		pointer string
		names   []string
		want    string
	}{
		{"", nil, ""},
		{"/a", nil, "/a"},
		{"", []string{""}, "/"},
		{"/payload", []string{"a/b", "m~n", "0"}, "/payload/a~1b/m~0n/0"},
		{"", []string{"~1", "~01"}, "/~01/~001"},
	} {
		if got := Join(c.pointer, c.names...); got != c.want {
			t.Errorf("%q and %q make %q, want %q", c.pointer, c.names, got, c.want)
		}
	}
}

func TestSplit_ReturnsWhatWasJoined(t *testing.T) {
	if got := Split(""); got != nil {
		t.Errorf("the whole document has the names %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.StringOf(rapid.SampledFrom([]rune("~/01aé"))), 1, 4).Draw(t, "names")
		if got := Split(Join("", names...)); !slices.Equal(got, names) {
			t.Errorf("%q, want %q", got, names)
		}
	})
}
