package migration_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/migration"
	"github.com/mediamesh/events/migrate"
)

// The newer version admits shorter notes and longer titles, and has no legacy:
// an upcast fails for long notes, a downcast for long titles.
const (
	olderNote = "payload: {type: object, required: [note, title, legacy], properties: {note: {type: string, maxLength: 20}, " +
		"title: {type: string, maxLength: 20}, legacy: {type: boolean}}}\n"
	newerNote = "payload: {type: object, required: [note, title], properties: {note: {type: string, maxLength: 10}, " +
		"title: {type: string, maxLength: 40}}}\n"
)

// TestProve_MayFailExcusesItsOwnDirection declares that a migration does not
// lead every event. That excuses events which it does not lead, and nothing of
// the migration in the other direction.
func TestProve_MayFailExcusesItsOwnDirection(t *testing.T) {
	const (
		noteTooLong  = "an event of 1.0.0 cannot be migrated to 2.0.0: /payload/note must have at most 10 characters, has 11"
		titleTooLong = "an event of 2.0.0 cannot be migrated to 1.0.0: /payload/title must have at most 20 characters, has 21"
		noReturn     = "an event of 1.0.0 cannot be migrated back from 2.0.0: /payload/legacy is required"
		noLegacy     = "an event of 2.0.0 cannot be migrated to 1.0.0: /payload/legacy is required"
	)
	drop, giveBack := migrate.Drop("legacy"), migrate.Default("legacy", "false").Back()
	majors, types := noted(t, olderNote, newerNote)
	for _, c := range []struct {
		name             string
		steps            []migrate.Step
		upFails, dnFails string // what each migration declares
		want             []string
		err              string
	}{
		{"neither may fail", []migrate.Step{drop, giveBack}, "", "", []string{noteTooLong, titleTooLong}, ""},
		{"upcast may fail", []migrate.Step{drop, giveBack}, "long notes", "", []string{titleTooLong}, ""},
		{"downcast may fail", []migrate.Step{drop, giveBack}, "", "long titles", []string{noteTooLong}, ""},
		{"both may fail", []migrate.Step{drop, giveBack}, "long notes", "long titles", nil, ""},
		{"upcast may fail, no downcast succeeds", []migrate.Step{drop}, "long notes", "", []string{noReturn, noLegacy, titleTooLong}, ""},
		{"both may fail, no downcast succeeds", []migrate.Step{drop}, "long notes", "all", []string{noReturn},
			"shop.noted: none of 400 events of 2.0.0 could be migrated to 1.0.0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			both := migrate.Rewrite(types[0], types[1], c.steps...)
			reg := with(t, types, both[0].MayFail(c.upFails), both[1].MayFail(c.dnFails))
			r, err := migration.Pair{Registry: reg, Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 400)
			if got := errorText(err); got != c.err {
				t.Errorf("error %q, want %q", got, c.err)
			}
			if diff := cmp.Diff(c.want, messages(r)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
