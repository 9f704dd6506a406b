package main

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	old "github.com/mediamesh/events/examples/playback/old/catalog/playback"
)

func TestRun(t *testing.T) {
	want, err := os.ReadFile("testdata/output.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(&out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// document is an event of playback.started 1.1.0 or 2.0.0.
func document(version, payload string) []byte {
	return []byte(`{"metadata":{"eventId":"evt-1","eventType":"playback.started","eventVersion":"` + version +
		`","timestamp":"2025-03-01T20:15:00.000Z","source":"player"},"payload":` + payload + `}`)
}

const (
	payload1 = `{"sessionId":"s-1","contentId":"c-9","startedAt":"2025-03-01T20:15:00.000Z","position":61.5,"device":"tv/Den"}`
	payload2 = `{"sessionId":"s-1","contentId":"c-9","startedAt":"2025-03-01T20:15:00.000Z","positionMs":61500,"device":{"kind":"TV","name":"Den"}}`
)

func mustRegistry(t *testing.T, migrations ...events.Migration) *events.Registry {
	t.Helper()
	reg, err := catalog.Registry().With(migrations...)
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

func TestMigrate(t *testing.T) {
	both := []events.Migration{events.Upcast(upcast), events.Downcast(downcast)}
	for name, c := range map[string]struct {
		migrations []events.Migration
		version    string
		payload    string
		to         string
		want       string // the document's version and payload
		wantErr    string
	}{
		"up through a major": {both, "1.1.0", payload1, "2.0.0", string(document("2.0.0", payload2)), ""},
		"down by a downcast": {both, "2.0.0", payload2, "1.1.0", string(document("1.1.0", payload1)), ""},
		"up within a major, where newer fields are optional": {nil, "1.0.0", payload1, "1.1.0", string(document("1.1.0", payload1)), ""},
		"nowhere": {nil, "2.0.0", payload2, "2.0.0", string(document("2.0.0", payload2)), ""},
		"unknown fields survive": {both, "1.1.0", `{"x":[1.0],"sessionId":"s-1","contentId":"c-9","startedAt":"2025-03-01T20:15:00.000Z","position":61.5,"device":"tv/Den"}`, "2.0.0",
			string(document("2.0.0", payload2[:len(payload2)-1]+`,"x":[1.0]}`)), ""},

		"no upcast":             {nil, "1.1.0", payload1, "2.0.0", "", "playback.started 1.1.0 cannot be migrated: no migration from 1.1.0 to 2.0.0 is registered"},
		"no downcast":           {both[:1], "2.0.0", payload2, "1.1.0", "", "playback.started 2.0.0 cannot be migrated: no migration from 2.0.0 to 1.1.0 is registered"},
		"down within a major":   {both, "1.3.0", payload1, "1.1.0", "", "playback.started 1.3.0 cannot be migrated: no migration from 1.3.0 to 1.1.0 is registered"},
		"to an unknown version": {both, "1.1.0", payload1, "3.0.0", "", "playback.started 3.0.0 is not supported: this service knows 1.1.0, 2.0.0; update its contract, or register a migration"},
		"to an unknown minor":   {both, "1.1.0", payload1, "1.0.0", "", "playback.started 1.0.0 is not supported: this service knows 1.1.0, 2.0.0; update its contract, or register a migration"},
		"to no version":         {both, "1.1.0", payload1, "2.0", "", `"2.0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
		"a failing migration": {[]events.Migration{events.Upcast(strict)}, "1.1.0", `{"sessionId":"s-1","contentId":"c-9","startedAt":"2025-03-01T20:15:00.000Z","position":0,"device":"den"}`, "2.0.0", "",
			"migrating playback.started from 1.1.0 to 2.0.0: device is not KIND/NAME"},
		"a result that breaks the new contract": {[]events.Migration{events.Upcast(strict)}, "1.1.0", `{"sessionId":"s-1","contentId":"c-9","startedAt":"2025-03-01T20:15:00.000Z","position":0,"device":"car/Den"}`, "2.0.0", "",
			"migrating playback.started from 1.1.0 to 2.0.0: playback.started is invalid: /payload/device/kind must be one of TV, PHONE, WEB, UNKNOWN"},
	} {
		t.Run(name, func(t *testing.T) {
			reg := mustRegistry(t, c.migrations...)
			e, err := reg.Decode(document(c.version, c.payload))
			if err != nil {
				t.Fatal(err)
			}
			migrated, err := reg.Migrate(e, c.to)
			if text(err) != c.wantErr {
				t.Fatalf("error %q, want %q", text(err), c.wantErr)
			}
			if err != nil {
				return
			}
			got, err := events.MarshalString(migrated)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// strict is an upcast that does not take every device.
func strict(old playback.Started) (playback.StartedV2, error) {
	kind, _, ok := strings.Cut(old.Device, "/")
	if !ok {
		return playback.StartedV2{}, errors.New("device is not KIND/NAME")
	}
	event, err := upcast(old)
	event.Device.Kind = playback.DeviceKind(strings.ToUpper(kind))
	return event, err
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Whatever events there may be, they reach the other version, and return.
func TestMigrationsAreProven(t *testing.T) {
	reg, err := registry()
	if err != nil {
		t.Fatal(err)
	}
	eventstest.CheckMigrations(t, reg)
}

func TestMigrationErrorsAreTyped(t *testing.T) {
	reg := mustRegistry(t, events.Upcast(strict))
	e, err := reg.Decode(document("1.1.0", `{"sessionId":"s-1","contentId":"c-9","startedAt":"2025-03-01T20:15:00.000Z","position":0,"device":"car/Den"}`))
	if err != nil {
		t.Fatal(err)
	}
	_, err = reg.Migrate(e, "2.0.0")
	var failed *events.MigrationError
	var invalid *events.InvalidError
	if !errors.As(err, &failed) || !errors.As(err, &invalid) {
		t.Fatalf("%T, want a *MigrationError that wraps an *InvalidError", err)
	}
	if failed.EventID != "evt-1" || failed.From != "1.1.0" || failed.To != "2.0.0" {
		t.Errorf("%+v", failed)
	}
}

func TestMigrateRefusesAnEventThatNamesAnotherType(t *testing.T) {
	reg, err := registry()
	if err != nil {
		t.Fatal(err)
	}
	e, err := reg.Decode(document("1.1.0", payload1))
	if err != nil {
		t.Fatal(err)
	}
	e.Metadata.EventType = "playback.ended"
	_, err = reg.Migrate(e, "2.0.0")
	var unknown *events.UnknownTypeError
	if !errors.As(err, &unknown) || unknown.EventType != "playback.ended" {
		t.Errorf("error %v", err)
	}
}

func TestDecodeAs(t *testing.T) {
	reg, err := registry()
	if err != nil {
		t.Fatal(err)
	}
	new2, err := events.DecodeAs[playback.StartedV2](reg, document("1.1.0", payload1))
	if err != nil || new2.Payload.PositionMs != 61500 || new2.Metadata.EventVersion != "2.0.0" {
		t.Errorf("up: %+v, %v", new2, err)
	}
	old1, err := events.DecodeAs[playback.Started](reg, document("2.0.0", payload2))
	if err != nil || old1.Payload.Position != 61.5 || old1.Metadata.EventVersion != "1.1.0" {
		t.Errorf("down: %+v, %v", old1, err)
	}
	_, err = events.DecodeAs[playback.Started](reg, document("3.0.0", payload2))
	if want := "playback.started 3.0.0 is not supported: this service knows 1.1.0, 2.0.0; update its contract, or register a migration"; text(err) != want {
		t.Errorf("error %q, want %q", text(err), want)
	}
}

func TestRegistry_RefusesInvalidMigrations(t *testing.T) {
	up := events.Upcast(upcast)
	for name, c := range map[string]struct {
		migrations []events.Migration
		want       string
	}{
		"twice": {[]events.Migration{up, up}, "events: duplicate migration of playback.started from 1.1.0 to 2.0.0"},
		"an upcast that goes down": {[]events.Migration{events.Upcast(downcast)},
			"events: no Upcast from playback.started 2.0.0 to playback.started 1.1.0: it must lead to the next or previous major version of the same event type"},
		"a type that is not registered": {[]events.Migration{events.Upcast(func(old.Started) (playback.StartedV2, error) { return playback.StartedV2{}, nil })},
			"events: migration from playback.started 1.0.0 to playback.started 2.0.0, but playback.started 1.0.0 is not registered"},
		"zero": {[]events.Migration{{}}, "events: zero Migration: make one with Upcast, Downcast or NewMigration"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := catalog.Registry().With(c.migrations...); text(err) != c.want {
				t.Errorf("error %q, want %q", text(err), c.want)
			}
		})
	}
	if _, err := events.NewRegistry(playback.Started{}.EventType(), old.Started{}.EventType()); text(err) != "events: playback.started is registered twice in major version 1" {
		t.Errorf("error %q", text(err))
	}
}

func TestMinorVersionsRelayEachOther(t *testing.T) {
	newer := document("1.1.0", payload1)
	e, err := events.Unmarshal[old.Started](newer)
	if err != nil {
		t.Fatal(err)
	}
	if device, ok := e.Payload.Unknown.Get("device"); !ok || device != `"tv/Den"` {
		t.Errorf("device %q, %v", device, ok)
	}
	relayed, err := events.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(newer), string(relayed)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := events.Unmarshal[playback.Started](relayed); err != nil {
		t.Error(err)
	}
}
