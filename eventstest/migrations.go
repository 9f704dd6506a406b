package eventstest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/migration"
)

// How many events CheckMigrations makes up for each direction, and the seed that
// they follow from.
const (
	migrationCount = 1_000
	migrationSeed  = 1
)

// CheckMigrations proves the migrations of a registry, those that a service
// registers in Go and those that its contract declares: events of the one version
// that are made up, valid and nasty, always become valid events of the other; and
// when they return they are what they were, byte for byte, undeclared fields
// included, save what [events.Migration.Loses] and the like declare. Each thing
// that is wrong is an error of the test, with the smallest event that shows it.
//
// The same events are made up each time. It is fatal if the registry has no
// migrations at all.
func CheckMigrations(t testing.TB, reg *events.Registry) {
	t.Helper()
	proven := 0
	for _, p := range migrationPairs(t, reg) {
		r, err := p.Prove(t.Context(), migrationSeed, migrationCount)
		if err != nil {
			t.Errorf("%v", err)
		}
		if proven += r.Tried; r.Tried > 0 {
			t.Logf("%s %s and %s: %d events led to the other version", p.Older.Type, p.Older.Version, p.Newer.Version, r.Tried)
		}
		for _, c := range r.Counterexample {
			t.Errorf("%s", migrationReport(p.Older.Type, c))
		}
	}
	if proven == 0 {
		t.Fatalf("the registry has no migrations: give it some by With, or declare them in the contract")
	}
}

// migrationReport says what is wrong, and shows it.
func migrationReport(name string, c migration.Counterexample) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n  to do: %s\n  event: %s", name, c.Message(), c.GoHelp(), c.Event)
	if c.Other != nil {
		fmt.Fprintf(&b, "\n  in %s: %s", c.To, c.Other)
	}
	return b.String()
}

// migrationPairs are the neighbouring majors of each type, with models that are
// read off their schemas.
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
