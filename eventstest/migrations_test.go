//lint:file-ignore SA1019 it is about events that are deprecated.

package eventstest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/eventstest"
	playbacks "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/migrate"
)

// collecting is a test that is meant to fail, and go on.
type collecting struct {
	fake
	errors []string
	logged []string
}

func (c *collecting) Errorf(format string, args ...any) {
	c.errors = append(c.errors, fmt.Sprintf(format, args...))
}

func (c *collecting) Logf(format string, args ...any) {
	c.logged = append(c.logged, fmt.Sprintf(format, args...))
}

// checked is what CheckMigrations finds wrong.
func checked(t *testing.T, reg *events.Registry) string {
	c := &collecting{fake: fake{TB: t}}
	done := make(chan struct{})
	go func() {
		defer close(done) // it may be fatal
		eventstest.CheckMigrations(c, reg)
	}()
	<-done
	return strings.Join(c.errors, "\n") + c.text
}

func up(old playback.Ended) (playback.EndedV2, error) {
	reason := playback.EndReasonStopped
	if old.Reason == playback.EndedReasonDone {
		reason = playback.EndReasonFinished
	}
	return playback.EndedV2{
		SessionID: old.SessionID, ContentID: old.ContentID, ViewerID: old.UserID, EndedAt: old.EndedAt, PositionMs: int64(old.Position) * 1000,
		Device: playback.Device{Kind: playback.DeviceKindUnknown, Name: old.DeviceName}, Reason: reason, Unknown: old.Unknown,
	}, nil
}

// The contract's migrations are right as they are, and so is what declares its
// losses. What is wrong is named with the smallest event.
func TestCheckMigrations(t *testing.T) {
	eventstest.CheckMigrations(t, playbacks.Registry())

	older, newer := events.Descriptor(playback.Ended{}.EventType()), events.Descriptor(playback.EndedV2{}.EventType())
	head := func(version string) string {
		return `{"metadata":{"eventId":"a","eventType":"playback.ended","eventVersion":"` + version + `","timestamp":"2026-01-15T10:00:00.000Z","source":"a"},"payload":{"sessionId":"a","contentId":"a","endedAt":"2026-01-15T10:00:00.000Z",`
	}
	for _, c := range []struct {
		name       string
		migrations []events.Migration
		want       string
	}{
		{"a failing one", []events.Migration{events.Upcast(func(old playback.Ended) (playback.EndedV2, error) {
			e, err := up(old)
			e.ContentID = ""
			return e, err
		})}, "playback.ended: an event of 1.0.0 cannot be migrated to 2.0.0: /payload/contentId must not be empty\n" +
			"  to do: make the migration convert every event of the version, or declare where it is registered that it may fail: .MayFail(WHY)\n" +
			"  event: " + head("1.0.0") + `"position":0,"reason":"left"}}`},
		{"one that says only that an event is invalid", []events.Migration{events.Upcast(func(playback.Ended) (playback.EndedV2, error) {
			return playback.EndedV2{}, &events.InvalidError{EventType: "playback.ended"}
		})}, "playback.ended: an event of 1.0.0 cannot be migrated to 2.0.0: playback.ended is invalid: \n" +
			"  to do: make the migration convert every event of the version, or declare where it is registered that it may fail: .MayFail(WHY)\n" +
			"  event: " + head("1.0.0") + `"position":0,"reason":"left"}}`},
		{"one that panics", []events.Migration{events.Upcast(func(playback.Ended) (playback.EndedV2, error) { panic("no") })},
			"playback.ended: an event of 1.0.0 cannot be migrated to 2.0.0: it panics: no\n" +
				"  to do: make the migration convert every event of the version, or declare where it is registered that it may fail: .MayFail(WHY)\n" +
				"  event: " + head("1.0.0") + `"position":0,"reason":"left"}}`},
		{"one that forgets fields that are not declared", []events.Migration{
			events.Upcast(func(old playback.Ended) (playback.EndedV2, error) {
				e, err := up(old)
				e.Unknown = ""
				return e, err
			}).Loses("/payload/position", "parts of a second").Loses("/payload/player", "it is of no use"),
			migrate.Rewrite(older, newer, migrate.Rename("userId", "viewerId"), migrate.Convert("position", "positionMs", 1000), migrate.Move("deviceName", "device.name"),
				migrate.Default("device.kind", `"UNKNOWN"`), migrate.MapValues("reason", "FAILED", "left").Back(), migrate.MapValues("reason", "done", "FINISHED", "left", "STOPPED"),
				migrate.Copy("viewerId", "device.kind").Loses("all of this"))[1].Loses("/payload", "all of it"),
		}, "playback.ended: /payload/undeclaredField/0 of an event of 1.0.0 changes on the round trip through 2.0.0: 0 is gone\n" +
			"  to do: copy the payload's Unknown, including that of nested objects\n" +
			"  event: " + head("1.0.0") + `"position":0,"reason":"left","undeclaredField":[0]}}` + "\n" +
			"  in 2.0.0: " + head("2.0.0") + `"positionMs":0,"device":{"kind":"UNKNOWN"},"reason":"STOPPED"}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			reg, err := events.NewRegistry(older, newer)
			if err == nil {
				reg, err = reg.With(c.migrations...)
			}
			if err != nil {
				t.Fatal(err)
			}
			wantText(t, checked(t, reg), c.want)
		})
	}
	wantText(t, checked(t, catalog.Registry()), "the registry has no migrations: add them with Registry.With, or declare them in the contract")
}

// The log names the versions, the older one first, and counts the events.
func TestCheckMigrations_LogsVersions(t *testing.T) {
	c := &collecting{fake: fake{TB: t}}
	eventstest.CheckMigrations(c, playbacks.Registry())
	const want = "playback.ended 1.0.0 and 2.0.0: 2000 events migrated to the other version"
	if got := strings.Join(c.logged, "\n"); got != want {
		t.Errorf("logged %s, want %s", got, want)
	}
}

// A version whose JSON Schema cannot be read fails the test that checks its migrations.
func TestCheckMigrations_ReportsUnreadableSchema(t *testing.T) {
	older := events.NewType(events.Spec[playback.Ended]{Name: "playback.ended", Version: "1.0.0", Schema: `{"oneOf": []}`})
	newer := playback.EndedV2{}.EventType()
	reg, err := events.NewRegistry(older, newer)
	if err == nil {
		reg, err = reg.With(migrate.Rewrite(older, newer, migrate.Rename("userId", "viewerId"))...)
	}
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, checked(t, reg), `the JSON Schema of playback.ended 1.0.0 cannot be read: playback.ended.json:1: /oneOf: a contract has no keyword for "oneOf"; a field has one type; make it several fields`)
}
