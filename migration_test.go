//lint:file-ignore SA1019 it is about events that are deprecated.

package events_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
)

const (
	endedV1 = `{"metadata":{"eventId":"e-1","eventType":"playback.ended","eventVersion":"1.0.0","timestamp":"2025-09-01T20:16:00.000Z","source":"player","x":1.0},"payload":{"sessionId":"s","contentId":"c","endedAt":"2025-09-01T20:16:00.000Z","position":1.5,"reason":"left"},"y":[2.0]}`
	endedV2 = `{"metadata":{"eventId":"e-1","eventType":"playback.ended","eventVersion":"2.0.0","timestamp":"2025-09-01T20:16:00.000Z","source":"player","x":1.0},"payload":{"sessionId":"s","contentId":"c","endedAt":"2025-09-01T20:16:00.000Z","positionMs":1500,"device":{"kind":"UNKNOWN"},"reason":"STOPPED"},"y":[2.0]}`
)

// migrated decodes a document with the given migrations, and migrates it.
func migrated(t *testing.T, document, to string, migrations ...events.Migration) (string, error) {
	t.Helper()
	reg, err := events.NewRegistry(playback.Ended{}.EventType(), playback.EndedV2{}.EventType())
	if err == nil {
		reg, err = reg.With(migrations...)
	}
	if err != nil {
		t.Fatal(err)
	}
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
	if got, err := migrated(t, endedV1, "2.0.0", up, down); got != endedV2 || err != nil {
		t.Errorf("up\n%s, %v, want\n%s", got, err, endedV2)
	}
	if got, err := migrated(t, endedV2, "1.0.0", up, down); got != endedV1 || err != nil {
		t.Errorf("down\n%s, %v, want\n%s", got, err, endedV1)
	}
}

func TestNewMigration_OnlyThePayloadIsUsed(t *testing.T) {
	up := events.NewMigration(events.MigrationSpec{From: playback.Ended{}.EventType(), To: playback.EndedV2{}.EventType(),
		Rewrite: func([]byte) ([]byte, error) {
			return []byte(`{"metadata":{"eventId":"other","eventType":"playback.ended","eventVersion":"2.0.0","timestamp":"2020-01-01T00:00:00.000Z","source":"other"},` +
				`"payload":{"sessionId":"s","contentId":"c","endedAt":"2025-09-01T20:16:00.000Z","positionMs":1500,"device":{"kind":"UNKNOWN"},"reason":"STOPPED"},"z":3}`), nil
		}})
	if got, err := migrated(t, endedV1, "2.0.0", up); got != endedV2 || err != nil {
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
			_, err := migrated(t, endedV1, "2.0.0", up)
			failed := new(events.MigrationError)
			if text(err) != c.want || !errors.As(err, &failed) {
				t.Errorf("error\n%v, want\n%s", err, c.want)
			}
		})
	}
	_, err := migrated(t, endedV1, "2.0.0", events.NewMigration(events.MigrationSpec{From: older, To: newer,
		Rewrite: func([]byte) ([]byte, error) { return nil, io.EOF }}))
	if !errors.Is(err, io.EOF) {
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
		"zero":                    {events.Migration{}, "events: a zero Migration: make one with Upcast or Downcast"},
		"zero specification":      {events.NewMigration(events.MigrationSpec{}), "events: a migration between types of which one is nil"},
		"no type to migrate from": {events.NewMigration(events.MigrationSpec{To: newer, Rewrite: same}), "events: a migration between types of which one is nil"},
		"no type to migrate to":   {events.NewMigration(events.MigrationSpec{From: newer, Down: true, Rewrite: same}), "events: a migration between types of which one is nil"},
		"no function":             {events.NewMigration(events.MigrationSpec{From: older, To: newer}), "events: a migration without a Rewrite function"},
		"an error":                {events.NewMigration(events.MigrationSpec{Rewrite: same, Err: errors.New("own")}), "events: own"},
		"down, which is up":       {events.NewMigration(events.MigrationSpec{From: older, To: newer, Down: true, Rewrite: same}), "events: no Downcast from playback.ended 1.0.0 to playback.ended 2.0.0: it leads to the neighbouring major version of one event type"},
		"up, which is down":       {events.NewMigration(events.MigrationSpec{From: newer, To: older, Rewrite: same}), "events: no Upcast from playback.ended 2.0.0 to playback.ended 1.0.0: it leads to the neighbouring major version of one event type"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := reg.With(c.migration); text(err) != c.want {
				t.Errorf("error\n%v, want\n%s", err, c.want)
			}
		})
	}
}
