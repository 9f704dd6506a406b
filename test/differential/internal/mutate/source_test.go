package mutate

import (
	"bytes"
	"testing"

	"github.com/mediamesh/events/catalog"
)

func newSource(t *testing.T, seed uint64) *Source {
	t.Helper()
	s, err := NewSource(seed)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNumberIsDocument(t *testing.T) {
	a, b, c := newSource(t, 1), newSource(t, 1), newSource(t, 2)
	same := 0
	for n := range uint64(2000) {
		d := a.Document(n)
		if again := b.Document(n); !bytes.Equal(d.Data, again.Data) {
			t.Fatalf("document %d is %q, and again %q", n, d.Data, again.Data)
		}
		if bytes.Equal(d.Data, c.Document(n).Data) {
			same++
		}
	}
	if same > 20 {
		t.Errorf("%d documents are the same with another seed", same)
	}
}

// What is not mutated is valid, and no two documents change each other.
func TestDocumentsWithoutMutationsAreValid(t *testing.T) {
	s := newSource(t, 3)
	types, valid := map[string]bool{}, 0
	for n := range uint64(10_000) {
		d := s.Document(n)
		if len(d.Kinds) > 0 {
			continue
		}
		if _, err := catalog.Decode(d.Data); err != nil {
			t.Fatalf("document %d: %v\n%s", n, err, d.Data)
		}
		types[d.Type] = true
		valid++
	}
	if valid < 300 || len(types) != len(catalog.Types()) {
		t.Errorf("%d documents of %d types", valid, len(types))
	}
}

func TestEveryKindIsUsed(t *testing.T) {
	s := newSource(t, 4)
	used := map[string]int{}
	for n := range uint64(20_000) {
		for _, name := range s.Document(n).Kinds {
			used[name]++
		}
	}
	for _, name := range Kinds() {
		if used[name] == 0 {
			t.Errorf("%s is never used", name)
		}
	}
}
