package eventstest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/migration"
)

// The number of events that CheckMigrations generates for each direction, and their seed.
const (
	migrationCount = 1_000
	migrationSeed  = 1
)

// CheckMigrations checks all migrations of a registry: those that a service registers in
// Go and those that its contract declares. It generates valid events of each version,
// including extreme ones, and checks that each migrates to a valid event of the other
// version. Migrated back, the event must be equal to the original, byte for byte and
// including undeclared fields, except for losses declared with [events.Migration.Loses]
// or migrate.Step.Loses. Each problem is reported as a test error with the smallest event
// that causes it.
//
// The generated events are the same each time. A registry without migrations is a fatal
// error.
func CheckMigrations(t testing.TB, reg *events.Registry) {
	t.Helper()
	proven := 0
	for _, p := range migrationPairs(t, reg) {
		r, err := p.Prove(t.Context(), migrationSeed, migrationCount)
		if err != nil {
			t.Errorf("%v", err)
		}
		if proven += r.Tried; r.Tried > 0 {
			t.Logf("%s %s and %s: %d events migrated to the other version", p.Older.Type, p.Older.Version, p.Newer.Version, r.Tried)
		}
		for _, c := range r.Counterexample {
			t.Errorf("%s", migrationReport(p.Older.Type, c))
		}
	}
	if proven == 0 {
		t.Fatalf("the registry has no migrations: add them with Registry.With, or declare them in the contract")
	}
}

// migrationReport describes a problem and shows the event.
func migrationReport(name string, c migration.Counterexample) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n  to do: %s\n  event: %s", name, c.Message(), c.GoHelp(), c.Event)
	if c.Other != nil {
		fmt.Fprintf(&b, "\n  in %s: %s", c.To, c.Other)
	}
	return b.String()
}

// migrationPairs returns the neighbouring majors of each type, with models read from their
// schemas.
func migrationPairs(t testing.TB, reg *events.Registry) (pairs []migration.Pair) {
	t.Helper()
	model := func(d events.Descriptor) *contract.Event {
		e, err := modelOf(d)
		if err != nil {
			t.Fatalf("%v", err)
		}
		return e
	}
	seen := map[[2]*contract.Event]bool{}
	for _, m := range reg.Migrations() {
		older, newer := model(m.From()), model(m.To())
		if older.Major > newer.Major {
			older, newer = newer, older
		}
		if !seen[[2]*contract.Event{older, newer}] {
			seen[[2]*contract.Event{older, newer}] = true
			pairs = append(pairs, migration.Pair{Registry: reg, Older: older, Newer: newer})
		}
	}
	return pairs
}
