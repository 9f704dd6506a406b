package gen

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// An empty text is the blank line between the standard library and the others.
func TestSortedImports(t *testing.T) {
	for _, c := range []struct {
		name          string
		imports, want []string
	}{
		{"none", nil, nil},
		{"standard library", []string{"time", "fmt"}, []string{"fmt", "time"}},
		{"others", []string{"example.com/b", "example.com/a"}, []string{"example.com/a", "example.com/b"}},
		{"both", []string{"example.com/b", "time", "example.com/a", "fmt"}, []string{"fmt", "time", "", "example.com/a", "example.com/b"}},
		{"repeated", []string{"time", "example.com/a", "time", "example.com/a"}, []string{"time", "", "example.com/a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, sortedImports(c.imports), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
