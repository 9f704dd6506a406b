//lint:file-ignore SA1019 it is about events that are deprecated.

package events_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/migrate"
)

const (
	endedV1 = `{"metadata":{"eventId":"e-1","eventType":"playback.ended","eventVersion":"1.0.0","timestamp":"2025-09-01T20:16:00.000Z","source":"player","x":1.0},"payload":{"sessionId":"s","contentId":"c","endedAt":"2025-09-01T20:16:00.000Z","position":1.5,"reason":"left"},"y":[2.0]}`
	endedV2 = `{"metadata":{"eventId":"e-1","eventType":"playback.ended","eventVersion":"2.0.0","timestamp":"2025-09-01T20:16:00.000Z","source":"player","x":1.0},"payload":{"sessionId":"s","contentId":"c","endedAt":"2025-09-01T20:16:00.000Z","positionMs":1500,"device":{"kind":"UNKNOWN"},"reason":"STOPPED"},"y":[2.0]}`
)

// registryWith returns a registry of both majors with the given migrations.
func registryWith(t *testing.T, migrations ...events.Migration) *events.Registry {
	t.Helper()
	reg, err := events.NewRegistry(playback.Ended{}.EventType(), playback.EndedV2{}.EventType())
	if err == nil {
		reg, err = reg.With(migrations...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

// migrated decodes a document, migrates it, and returns the document of the result.
func migrated(t *testing.T, reg *events.Registry, document, to string) (string, error) {
	t.Helper()
	e, err := reg.Decode([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	if e, err = reg.Migrate(e, to); err != nil {
		return "", err
	}
	text, err := events.MarshalString(e)
	if err != nil {
		t.Fatal(err)
	}
	return text, nil
}

// replacing returns a Rewrite function that replaces texts of a document.
func replacing(pairs ...string) func([]byte) ([]byte, error) {
	return func(document []byte) ([]byte, error) {
		return []byte(strings.NewReplacer(pairs...).Replace(string(document))), nil
	}
}

func TestNewMigration_RewritesDocuments(t *testing.T) {
	older, newer := events.Descriptor(playback.Ended{}.EventType()), events.Descriptor(playback.EndedV2{}.EventType())
	up := events.NewMigration(events.MigrationSpec{From: older, To: newer,
		Rewrite: replacing(`"1.0.0"`, `"2.0.0"`, `"position":1.5`, `"positionMs":1500,"device":{"kind":"UNKNOWN"}`, "left", "STOPPED")})
	down := events.NewMigration(events.MigrationSpec{From: newer, To: older, Down: true,
		Rewrite: replacing(`"2.0.0"`, `"1.0.0"`, `"positionMs":1500,"device":{"kind":"UNKNOWN"}`, `"position":1.5`, "STOPPED", "left")})
	if up.From() != older || up.To() != newer || down.From() != newer || down.To() != older {
		t.Errorf("from %v to %v, from %v to %v", up.From(), up.To(), down.From(), down.To())
	}
	if got, err := migrated(t, registryWith(t, up, down), endedV1, "2.0.0"); got != endedV2 || err != nil {
		t.Errorf("up\n%s, %v, want\n%s", got, err, endedV2)
	}
	if got, err := migrated(t, registryWith(t, up, down), endedV2, "1.0.0"); got != endedV1 || err != nil {
		t.Errorf("down\n%s, %v, want\n%s", got, err, endedV1)
	}
}

func TestNewMigration_OnlyThePayloadIsUsed(t *testing.T) {
	up := events.NewMigration(events.MigrationSpec{From: playback.Ended{}.EventType(), To: playback.EndedV2{}.EventType(),
		Rewrite: func([]byte) ([]byte, error) {
			return []byte(`{"metadata":{"eventId":"other","eventType":"playback.ended","eventVersion":"2.0.0","timestamp":"2020-01-01T00:00:00.000Z","source":"other"},` +
				`"payload":{"sessionId":"s","contentId":"c","endedAt":"2025-09-01T20:16:00.000Z","positionMs":1500,"device":{"kind":"UNKNOWN"},"reason":"STOPPED"},"z":3}`), nil
		}})
	if got, err := migrated(t, registryWith(t, up), endedV1, "2.0.0"); got != endedV2 || err != nil {
		t.Errorf("%s, %v, want\n%s", got, err, endedV2)
	}
}

func TestNewMigration_FailsWithTheCause(t *testing.T) {
	older, newer := playback.Ended{}.EventType(), playback.EndedV2{}.EventType()
	for name, c := range map[string]struct {
		rewrite func([]byte) ([]byte, error)
		want    string
	}{
		"error of the function":     {func([]byte) ([]byte, error) { return nil, io.EOF }, "migrating playback.ended from 1.0.0 to 2.0.0: EOF"},
		"document that is unsound":  {func([]byte) ([]byte, error) { return []byte(`{]`), nil }, "migrating playback.ended from 1.0.0 to 2.0.0: event is invalid: the document is malformed at byte 1: expected a field's name in quotes or a closing brace"},
		"document of the other one": {func(d []byte) ([]byte, error) { return d, nil }, "migrating playback.ended from 1.0.0 to 2.0.0: playback.ended 1.0.0 is not supported: this service knows 2.0.0; update its contract, or register a migration"},
		"document that is invalid":  {replacing(`"1.0.0"`, `"2.0.0"`), "migrating playback.ended from 1.0.0 to 2.0.0: playback.ended is invalid: /payload/reason must be one of FINISHED, STOPPED, FAILED; /payload/positionMs is required; /payload/device is required"},
	} {
		t.Run(name, func(t *testing.T) {
			up := events.NewMigration(events.MigrationSpec{From: older, To: newer, Rewrite: c.rewrite})
			_, err := migrated(t, registryWith(t, up), endedV1, "2.0.0")
			failed := new(events.MigrationError)
			if text(err) != c.want || !errors.As(err, &failed) {
				t.Errorf("error\n%v, want\n%s", err, c.want)
			}
		})
	}
	fails := events.NewMigration(events.MigrationSpec{From: older, To: newer,
		Rewrite: func([]byte) ([]byte, error) { return nil, io.EOF }})
	if _, err := migrated(t, registryWith(t, fails), endedV1, "2.0.0"); !errors.Is(err, io.EOF) {
		t.Errorf("error %v hides its cause", err)
	}
}

func TestRegistry_With_RefusesMigrations(t *testing.T) {
	older, newer := playback.Ended{}.EventType(), playback.EndedV2{}.EventType()
	same := func(document []byte) ([]byte, error) { return document, nil }
	reg, err := events.NewRegistry(older, newer)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		migration events.Migration
		want      string
	}{
		"zero":                    {events.Migration{}, "events: zero Migration: make one with Upcast, Downcast or NewMigration"},
		"zero specification":      {events.NewMigration(events.MigrationSpec{}), "events: a type of the migration is nil"},
		"no type to migrate from": {events.NewMigration(events.MigrationSpec{To: newer, Rewrite: same}), "events: a type of the migration is nil"},
		"no type to migrate to":   {events.NewMigration(events.MigrationSpec{From: newer, Down: true, Rewrite: same}), "events: a type of the migration is nil"},
		"no function":             {events.NewMigration(events.MigrationSpec{From: older, To: newer}), "events: the migration has no Rewrite function"},
		"an error":                {events.NewMigration(events.MigrationSpec{Rewrite: same, Err: errors.New("own")}), "events: own"},
		"down, which is up":       {events.NewMigration(events.MigrationSpec{From: older, To: newer, Down: true, Rewrite: same}), "events: no Downcast from playback.ended 1.0.0 to playback.ended 2.0.0: it must lead to the next or previous major version of the same event type"},
		"up, which is down":       {events.NewMigration(events.MigrationSpec{From: newer, To: older, Rewrite: same}), "events: no Upcast from playback.ended 2.0.0 to playback.ended 1.0.0: it must lead to the next or previous major version of the same event type"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := reg.With(c.migration); text(err) != c.want {
				t.Errorf("error\n%v, want\n%s", err, c.want)
			}
		})
	}
}

// A service's own migrations replace those that its contract declares, in whichever
// order they are registered. Two of its own for one step are an error.
func TestRegistry_With_OwnMigrationsReplaceDeclaredOnes(t *testing.T) {
	older, newer := playback.Ended{}.EventType(), playback.EndedV2{}.EventType()
	own := events.Upcast(func(playback.Ended) (playback.EndedV2, error) { return playback.EndedV2{}, errors.New("own") })
	reg, err := catalog.Registry().With(own)
	if err != nil {
		t.Fatal(err)
	}
	const want = "migrating playback.ended from 1.0.0 to 2.0.0: own"
	if _, err := migrated(t, reg, endedV1, "2.0.0"); text(err) != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if got, err := migrated(t, reg, endedV2, "1.0.0"); got != endedV1 || err != nil {
		t.Errorf("the way back, which is the contract's: %s, %v", got, err)
	}
	if reg, err = reg.With(events.Declared(migrate.Rewrite(older, newer, migrate.Drop("reason"))[0])...); err != nil {
		t.Fatal(err)
	}
	if _, err := migrated(t, reg, endedV1, "2.0.0"); text(err) != want {
		t.Errorf("declared afterwards: error %v, want %s", err, want)
	}
	for _, again := range [][]events.Migration{{own}, migrate.Rewrite(older, newer)} {
		if _, err := reg.With(again...); text(err) != "events: duplicate migration of playback.ended from 1.0.0 to 2.0.0" {
			t.Errorf("error %v", err)
		}
	}
	if got, err := migrated(t, catalog.Registry(), endedV1, "2.0.0"); got != endedV2 || err != nil {
		t.Errorf("the catalog's own registry has changed: %s, %v", got, err)
	}
}

func TestMigration_DeclaresLosses(t *testing.T) {
	own := events.Upcast(func(playback.Ended) (playback.EndedV2, error) { return playback.EndedV2{}, nil })
	declared := own.Loses("/payload/a", "b").Loses("/payload/c", "d").MayFail("e")
	want := []events.Loss{{Pointer: "/payload/a", Why: "b"}, {Pointer: "/payload/c", Why: "d"}}
	if got := declared.Losses(); !slices.Equal(got, want) || declared.FailsFor() != "e" {
		t.Errorf("%v, %q, want %v, e", got, declared.FailsFor(), want)
	}
	if len(own.Losses()) != 0 || own.FailsFor() != "" {
		t.Errorf("the migration itself has changed: %v, %q", own.Losses(), own.FailsFor())
	}
}
