//lint:file-ignore SA1019 it is about events that are deprecated.

package migrate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/migrate"
)

// ends are the two majors between which the tests' steps lead.
func ends() (older, newer events.Descriptor) {
	return playback.Ended{}.EventType(), playback.EndedV2{}.EventType()
}

const (
	endedHead = `{"metadata":{"eventId":"e-1","eventType":"playback.ended","eventVersion":%q,"timestamp":"2025-09-01T20:16:00.000Z","source":"player","x":1.0},"payload":%s,"y":[2.0]}`
	endedOld  = `{"sessionId":"s","contentId":"c","endedAt":"2025-09-01T20:16:00.000Z","position":1.5,"reason":"left"}`
	endedNew  = `{"sessionId":"s","contentId":"c","endedAt":"2025-09-01T20:16:00.000Z","positionMs":1500,"device":{"kind":"UNKNOWN"},"reason":"STOPPED"}`
)

// led leads a document to a version, and returns that or its error.
func led(t *testing.T, reg *events.Registry, version, payload, to string) string {
	t.Helper()
	e, err := reg.Decode(fmt.Appendf(nil, endedHead, version, payload))
	if err != nil {
		t.Fatal(err)
	}
	migrated, err := reg.Migrate(e, to)
	if err != nil {
		return err.Error()
	}
	text, err := events.MarshalString(migrated)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestMigrateBySteps(t *testing.T) {
	for name, c := range map[string]struct{ from, payload, to, want string }{
		"up": {"1.0.0", endedOld, "2.0.0", endedNew},
		"down, where nothing tells of a device any more": {"2.0.0", endedNew, "1.0.0", endedOld},
		"a default that is not the value rides along":    {"2.0.0", strings.Replace(endedNew, "UNKNOWN", "TV", 1), "1.0.0", endedOld[:len(endedOld)-1] + `,"device":{"kind":"TV"}}`},
		"and returns":                                     {"1.0.0", endedOld[:len(endedOld)-1] + `,"device":{"kind":"TV"}}`, "2.0.0", strings.Replace(endedNew, "UNKNOWN", "TV", 1)},
		"nested undeclared fields ride along":             {"2.0.0", strings.Replace(endedNew, `"UNKNOWN"`, `"UNKNOWN","z":{"a":1.00}`, 1), "1.0.0", endedOld[:len(endedOld)-1] + `,"device":{"z":{"a":1.00}}}`},
		"an undeclared field is written over":             {"1.0.0", endedOld[:len(endedOld)-1] + `,"positionMs":"x"}`, "2.0.0", endedNew},
		"a value that only the newer version has":         {"2.0.0", strings.Replace(endedNew, "STOPPED", "FAILED", 1), "1.0.0", endedOld},
		"rounded half away from zero":                     {"1.0.0", strings.Replace(endedOld, "1.5", "1.4995", 1), "2.0.0", endedNew},
		"an undeclared field in the way":                  {"1.0.0", endedOld[:len(endedOld)-1] + `,"deviceName":"d","device":"x"}`, "2.0.0", "migrating playback.ended from 1.0.0 to 2.0.0: step 3, move deviceName to device.name: finds that device is not an object to put it into"},
		"an undeclared field that is not what it must be": {"1.0.0", endedOld[:len(endedOld)-1] + `,"viewerId":7}`, "2.0.0", "migrating playback.ended from 1.0.0 to 2.0.0: playback.ended is invalid: /payload/viewerId must be a string, not a number"},
	} {
		t.Run(name, func(t *testing.T) {
			want := c.want
			if strings.HasPrefix(want, "{") {
				want = fmt.Sprintf(endedHead, c.to, want)
			}
			if got := led(t, catalog.Registry(), c.from, c.payload, c.to); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestRewriteRefuses(t *testing.T) {
	older, newer := ends()
	for name, c := range map[string]struct {
		migrations []events.Migration
		want       string
	}{
		"a step that is none":   {migrate.Rewrite(older, newer, migrate.Drop("a"), migrate.Rename("a", "b.c")), "events: a migration of steps: step 2, move a to b.c, leads to another object: use Move"},
		"a zero step":           {migrate.Rewrite(older, newer, migrate.Step{}), "events: a migration of steps: step 1, no step, is a zero Step: make one with Rename, Move or another function of this package"},
		"no type":               {migrate.Rewrite(nil, newer), "events: a type of the migration is nil"},
		"the newer major first": {migrate.Rewrite(newer, older), "events: no Upcast from playback.ended 2.0.0 to playback.ended 1.0.0: it must lead to the next or previous major version of the same event type"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := catalog.Registry().With(c.migrations...); text(err) != c.want {
				t.Errorf("error\n%v, want\n%s", err, c.want)
			}
		})
	}
}

func TestNoWayBack(t *testing.T) {
	older, newer := ends()
	reg, err := events.NewRegistry(older, newer)
	if err == nil {
		reg, err = reg.With(migrate.Rewrite(older, newer, migrate.Convert("position", "positionMs", 1000), migrate.NoWayBack("1.x has no readers"))...)
	}
	if err != nil || len(reg.Migrations()) != 1 {
		t.Fatalf("%d migrations, %v", len(reg.Migrations()), err)
	}
	const want = "playback.ended 2.0.0 cannot be migrated: no migration from 2.0.0 to 1.0.0 is registered"
	if got := led(t, reg, "2.0.0", endedNew, "1.0.0"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLosses(t *testing.T) {
	older, newer := ends()
	both := migrate.Rewrite(older, newer,
		migrate.Rename("userId", "viewerId"),
		migrate.Convert("position", "positionMs", 1000).Loses("fractions"),
		migrate.Rename("list.*.a", "list.*.b"),
		migrate.MapValues("list.*.b", "x", "y", "z", "y"),
		migrate.MapValues("reason", "FAILED", "left").Back(),
		migrate.Drop("player"),
		migrate.NotAllBack("some are longer"))
	list := func(m events.Migration) string { return fmt.Sprint(m.From().Version(), m.Losses(), m.FailsFor()) }
	if got, want := list(both[0]), "1.0.0[{/payload/position fractions} {/payload/list/*/a several values become one} {/payload/player it is dropped}]"; got != want {
		t.Errorf("up   %s\nwant %s", got, want)
	}
	if got, want := list(both[1]), "2.0.0[{/payload/positionMs fractions} {/payload/reason the older version has fewer values}]some are longer"; got != want {
		t.Errorf("down %s\nwant %s", got, want)
	}
}

// Losses are JSON Pointers, whatever the fields are called.
func TestLosses_EscapeNames(t *testing.T) {
	older, newer := ends()
	up := migrate.Rewrite(older, newer, migrate.Drop("a/b.c~d"))[0]
	if got, want := fmt.Sprint(up.Losses()), "[{/payload/a~1b/c~0d it is dropped}]"; got != want {
		t.Errorf("losses %s, want %s", got, want)
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
