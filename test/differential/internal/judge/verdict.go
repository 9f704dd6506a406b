// Package judge holds the four judges of a campaign: what this module decodes,
// the published schemas in Ajv and in santhosh-tekuri/jsonschema, and jsontext
// for the syntax.
package judge

import (
	"fmt"
	"slices"
	"strings"
)

// A Verdict is what a judge of an event's rules says: the JSON Pointers of the
// values that break one, and of the fields that are missing. None is "valid".
type Verdict []string

// verdict is of pointers in any order, some more than once.
func verdict(pointers []string) Verdict {
	slices.Sort(pointers)
	return slices.Compact(pointers)
}

// Equal reports whether both say the same.
func (v Verdict) Equal(w Verdict) bool { return slices.Equal(v, w) }

// Within reports whether w says all that v says.
func (v Verdict) Within(w Verdict) bool {
	return !slices.ContainsFunc(v, func(pointer string) bool { return !w.Has(pointer) })
}

// Has reports whether something is wrong there.
func (v Verdict) Has(pointer string) bool { return slices.Contains(v, pointer) }

func (v Verdict) String() string {
	if len(v) == 0 {
		return "valid"
	}
	const shown = 20
	if len(v) > shown {
		return fmt.Sprintf("violations at %s and %d more", strings.Join(v[:shown], " "), len(v)-shown)
	}
	return "violations at " + strings.Join(v, " ")
}
