package migration_test

import (
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/migration"
)

// A value is what the step is about that leads its field over, or, if there is one,
// the step that changes it.
func TestStepAt(t *testing.T) {
	step := func(op contract.StepOp, from, to string) *contract.Step {
		return &contract.Step{Op: op, From: from, To: to}
	}
	rename, mapped := step(contract.StepRename, "a", "x"), step(contract.StepMap, "x", "x")
	copied, moved := step(contract.StepCopy, "b", "y.in"), step(contract.StepMove, "c", "y.in")
	given, dropped := step(contract.StepDefault, "z", "z"), step(contract.StepDrop, "d", "d")
	m := &contract.Migration{Steps: []*contract.Step{rename, mapped, copied, moved, given, dropped}}
	for _, c := range []struct {
		older bool
		path  string
		want  *contract.Step
	}{
		{true, "payload a", mapped},
		{true, "payload a inside 0", mapped},
		{true, "payload x", nil},
		{true, "payload b", copied},
		{true, "payload c", moved},
		{true, "payload y in", nil},
		{true, "payload d", dropped},
		{true, "payload other", nil},
		{true, "metadata a", nil},
		{true, "payload", mapped},
		{true, "", nil},
		{false, "payload a", nil},
		{false, "payload x", mapped},
		{false, "payload y", copied},
		{false, "payload y in", copied},
		{false, "payload y other", nil},
		{false, "payload z", given},
		{false, "payload", mapped},
		{false, "", nil},
	} {
		if got := migration.StepAt(m, strings.Fields(c.path), c.older); got != c.want {
			t.Errorf("%q, older %t: %v, want %v", c.path, c.older, got, c.want)
		}
	}
}
