package wire

import (
	"strings"
	"testing"
)

func TestElementsAreCountedAhead(t *testing.T) {
	for _, c := range []struct {
		rest    string // from an element on
		items   int
		strings int // of at least one byte
	}{
		{`"a"]`, 1, 1},
		{`"a" , "b" ,"c"] , "d"`, 3, 3},
		{`"a\"]","\\",",",", ["]`, 4, 4},
		{`"a","","b"]`, 3, 1},
		{`"a",0,"b"]`, 3, 1},
		{`"k":{"a":[1,2],"b":3},"l":[4,5]}`, 2, 1},
		{`{},[],[[]]]`, 3, 0},
		{`"a","b`, 2, 1}, // unsound from here on, where the number need only be small
		{`"a","b\`, 2, 1},
		{"\"a\",\"\n\"", 2, 2},
		{``, 1, 0},
	} {
		if n := itemsFrom(c.rest, 0); n != c.items {
			t.Errorf("%s: %d items, want %d", c.rest, n, c.items)
		}
		if n := stringsFrom(c.rest, 0, 1); n < c.strings || n > c.strings+1 {
			t.Errorf("%s: %d strings, want %d", c.rest, n, c.strings)
		}
	}
}

// Lists and maps around the number from which they are counted come back whole.
func TestLongListsAndMaps(t *testing.T) {
	for _, n := range []int{many - 1, many, many + 1, many + 2, 5 * many} {
		var list []string
		read(t, `[`+strings.Repeat(`"a\n", `, n-1)+`"b"]`, func(r *Reader, i int) int {
			return Strings(r, i, &list, &List{Max: n}, &Text{Min: 1, Max: 9})
		})
		if len(list) != n || list[0] != "a\n" || list[n-1] != "b" {
			t.Errorf("%d strings, want %d", len(list), n)
		}
		var numbers []int64
		integer := func(r *Reader, i int, v *int64) int { return r.Integer(i, v, &Integer{}) }
		read(t, `[`+strings.Repeat(`7,`, n-1)+`8]`, func(r *Reader, i int) int {
			return ReadList(r, i, &numbers, &List{Max: n}, integer)
		})
		if len(numbers) != n || numbers[0] != 7 || numbers[n-1] != 8 {
			t.Errorf("%d numbers, want %d", len(numbers), n)
		}
		var entries Map[int64]
		var names strings.Builder
		for i := range n {
			names.WriteString(`,"` + strings.Repeat("k", i+1) + `":1`)
		}
		read(t, `{`+names.String()[1:]+`}`, func(r *Reader, i int) int {
			return ReadMap(r, i, &entries, &Value{}, integer)
		})
		if len(entries) != n || len(entries[n-1].Name) != n || entries[n-1].Value != 1 {
			t.Errorf("%d entries, want %d", len(entries), n)
		}
	}
}

func read(t *testing.T, document string, value func(r *Reader, i int) int) {
	t.Helper()
	r, i := NewReader([]byte(document))
	defer r.Release()
	r.End(value(r, i))
	if list, _ := r.Violations(); list != nil {
		t.Fatal(list)
	}
}
