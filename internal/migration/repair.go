package migration

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/migrate"
)

// Repairs fix documents that are not events of the contract.
type Repairs []*contract.Repair

// Document returns a repaired document and the names of the repairs that applied to it; nil
// if none applied, or if the document is not well-formed JSON, which no repair can fix. The
// conditions of all repairs are evaluated on the original document. The error is an
// *migrate.StepError.
func (list Repairs) Document(data []byte) (repaired []byte, names []string, err error) {
	root, err := jsontree.Parse(data)
	if err != nil {
		return nil, nil, nil //nolint:nilerr // no repair is for it, and decoding says what is wrong
	}
	var all []migrate.Step
	for _, r := range list {
		if holds(root, r.When) {
			names = append(names, r.Name)
			all = append(all, steps(r.Steps)...)
		}
	}
	if len(names) == 0 {
		return nil, nil, nil
	}
	repaired, err = migrate.RewriteDocument(data, all...)
	var unsound *events.InvalidError
	if errors.As(err, &unsound) {
		return nil, nil, nil
	}
	return repaired, names, err
}

func holds(root *jsontree.Value, when []contract.Condition) bool {
	for _, c := range when {
		v := root
		for _, name := range strings.Split(c.Path, ".") {
			if v != nil {
				v = v.Child(name)
			}
		}
		text := "null"
		if v != nil {
			text = v.String()
		}
		if !slices.ContainsFunc(c.Values, func(want string) bool { return sameValue(text, want) }) {
			return false
		}
	}
	return true
}

// sameValue compares JSON values, so that 1 is 1.0.
func sameValue(a, b string) bool {
	if a == b {
		return true
	}
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	switch x.(type) {
	case string, float64:
		return x == y
	}
	return false
}
