package bout

import (
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/hostile"

	"github.com/mediamesh/events/bench/internal/pair"
)

func all(t *testing.T) []Bout {
	t.Helper()
	bouts, err := All()
	if err != nil {
		t.Fatal(err)
	}
	return bouts
}

// Every contender of every case, with every example: what it decodes equals what
// we do, field by field, and what it encodes is the document.
func TestContendersAreRight(t *testing.T) {
	for _, b := range all(t) {
		t.Run(b.Name(), func(t *testing.T) {
			contenders, err := b.Contenders(nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range contenders {
				c.Do()
				if c.Check == nil {
					continue
				}
				if err := c.Check(); err != nil {
					t.Errorf("%s: %v", c.Name, err)
				}
			}
		})
	}
}

func TestChecksAreNotVacuous(t *testing.T) {
	for _, b := range all(t) {
		contenders, err := b.Contenders(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range contenders {
			if c.Name == "floor: memcpy" {
				continue
			}
			if c.Check == nil || c.Check() == nil {
				t.Errorf("%s: %s is content before it has done anything", b.Name(), c.Name)
			}
		}
	}
}

func TestCases(t *testing.T) {
	count := map[string]int{}
	for _, b := range all(t) {
		count[b.Kind+"/"+b.Example]++
	}
	types := len(fields)
	for name, want := range map[string]int{
		"decode/minimal": types, "decode/full": types, "decode/heavy": 3, "decode/heavy-materialized": 1,
		"encode/minimal": types, "encode/full": types, "encode/heavy": 3,
		"scale/":   4,
		"hostile/": len(hostile.Shapes()),
	} {
		if count[name] != want {
			t.Errorf("%d cases of %s, want %d", count[name], name, want)
		}
	}
}

func TestHeavyDocuments(t *testing.T) {
	documents, err := documents()
	if err != nil {
		t.Fatal(err)
	}
	for event, size := range map[string]int{"content.created": 1250, "ingest.progress": 510, "search.performed": 680} {
		doc, err := find(documents, event, "heavy")
		if err != nil || len(doc) < size-20 || len(doc) > size+20 {
			t.Errorf("%s: %d bytes, want about %d; %v", event, len(doc), size, err)
		}
	}
}

func TestScalesReachTheirSizes(t *testing.T) {
	for _, b := range all(t) {
		if b.Kind != "scale" || b.Event == "registered-types" {
			continue
		}
		contenders, err := b.Contenders(nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range contenders {
			if i > 0 && c.Bytes != sizes[i] {
				t.Errorf("%s: %s has %d bytes", b.Name(), c.Name, c.Bytes)
			}
		}
		if names := names(contenders); names[len(names)-1] != "1 MiB" || !strings.HasSuffix(names[0], " B") {
			t.Errorf("%s: %v", b.Name(), names)
		}
	}
}

func TestContenderNames(t *testing.T) {
	for _, b := range all(t) {
		contenders, err := b.Contenders(nil)
		if err != nil {
			t.Fatal(err)
		}
		if sorted := slices.Sorted(slices.Values(names(contenders))); len(slices.Compact(sorted)) != len(contenders) {
			t.Errorf("%s: a name comes twice in %v", b.Name(), names(contenders))
		}
		if (b.Kind == "decode" || b.Kind == "encode") && contenders[0].Name != "events" {
			t.Errorf("%s: the reference is %s", b.Name(), contenders[0].Name)
		}
	}
}

func names(contenders []pair.Contender) []string {
	var list []string
	for _, c := range contenders {
		list = append(list, c.Name)
	}
	return list
}
