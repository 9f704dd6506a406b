package kafka_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	playbackcatalog "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// Events of both major versions of one type.
func played() (old events.Event[playback.Started], now events.Event[playback.StartedV2]) {
	old = events.New("player", playback.Started{
		SessionID: "s-1", ContentID: "c-1", UserID: "u-1", StartedAt: at, Position: 1.5,
	}, events.WithID("old"))
	now = events.New("player", playback.StartedV2{
		SessionID: "s-1", ContentID: "c-1", ViewerID: "u-1", StartedAt: at, PositionMs: 2500,
		Device: playback.Device{Kind: playback.DeviceKindUnknown},
	}, events.WithID("now"))
	return old, now
}

func upcast(old playback.Started) (playback.StartedV2, error) {
	return playback.StartedV2{
		SessionID: old.SessionID, ContentID: old.ContentID, ViewerID: old.UserID, StartedAt: old.StartedAt,
		PositionMs: int64(old.Position * 1000), Device: playback.Device{Kind: playback.DeviceKindUnknown},
	}, nil
}

func downcast(now playback.StartedV2) (playback.Started, error) {
	return playback.Started{
		SessionID: now.SessionID, ContentID: now.ContentID, UserID: now.ViewerID, StartedAt: now.StartedAt,
		Position: float64(now.PositionMs) / 1000,
	}, nil
}

func TestMigration(t *testing.T) {
	old, now := played()
	secret := errors.New("cannot read u-1")
	for _, c := range []struct {
		name       string
		migrations []events.Migration
		handlers   string // versions
		handled    string
		dead       string // reasons
		text       string // of the first dead letter
		violations string
	}{
		{name: "up", migrations: []events.Migration{events.Upcast(upcast)}, handlers: "2",
			handled: "old as 2.0.0 at 1500 ms, now as 2.0.0 at 2500 ms"},
		{name: "down", migrations: []events.Migration{events.Downcast(downcast)}, handlers: "1",
			handled: "old as 1.1.0 at 1.5 s, now as 1.1.0 at 2.5 s"},
		{name: "each its own", migrations: []events.Migration{events.Upcast(upcast)}, handlers: "12",
			handled: "old as 1.1.0 at 1.5 s, now as 2.0.0 at 2500 ms"},
		{name: "no way up", handlers: "2", handled: "now as 2.0.0 at 2500 ms", dead: "unsupported-version",
			text: "playback.started 1.1.0 cannot be migrated: no migration from 1.1.0 to 2.0.0 is registered"},
		{name: "no way down", handlers: "1", handled: "old as 1.1.0 at 1.5 s", dead: "unsupported-version",
			text: "playback.started 2.0.0 cannot be migrated: no migration from 2.0.0 to 1.1.0 is registered"},
		{name: "fails", handlers: "2", handled: "now as 2.0.0 at 2500 ms", dead: "migration-failed",
			migrations: []events.Migration{events.Upcast(func(playback.Started) (playback.StartedV2, error) { return playback.StartedV2{}, secret })},
			text:       "migrating playback.started from 1.1.0 to 2.0.0 failed"},
		{name: "panics", handlers: "2", handled: "now as 2.0.0 at 2500 ms", dead: "migration-failed",
			migrations: []events.Migration{events.Upcast(func(playback.Started) (playback.StartedV2, error) { panic(secret) })},
			text:       "migrating playback.started from 1.1.0 to 2.0.0 failed"},
		{name: "breaks the contract", handlers: "2", handled: "now as 2.0.0 at 2500 ms", dead: "migration-failed",
			migrations: []events.Migration{events.Upcast(func(old playback.Started) (playback.StartedV2, error) {
				p, err := upcast(old)
				p.ContentID = ""
				return p, err
			})},
			text:       "migrating playback.started from 1.1.0 to 2.0.0: playback.started is invalid: /payload/contentId must not be empty",
			violations: `[{"pointer":"/payload/contentId","rule":"minLength","limit":"1","message":"must not be empty"}]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			brokers := onePartition(t)
			publish(t, brokers, old, now)
			reg, err := playbackcatalog.Registry().With(c.migrations...)
			if err != nil {
				t.Fatal(err)
			}
			var log logs
			consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: reg, Logger: log.logger()})
			var handled []string
			if strings.Contains(c.handlers, "1") {
				handle(t, consumer, func(_ context.Context, e events.Event[playback.Started]) error {
					handled = append(handled, e.Metadata.EventID+" as "+e.Metadata.EventVersion+" at "+number(e.Payload.Position)+" s")
					return nil
				})
			}
			if strings.Contains(c.handlers, "2") {
				handle(t, consumer, func(_ context.Context, e events.Event[playback.StartedV2]) error {
					handled = append(handled, e.Metadata.EventID+" as "+e.Metadata.EventVersion+" at "+number(float64(e.Payload.PositionMs))+" ms")
					return nil
				})
			}
			runToEnd(t, consumer)
			if got := strings.Join(handled, ", "); got != c.handled {
				t.Errorf("handled %s\nwant    %s", got, c.handled)
			}
			var reasons []string
			for i, letter := range held(t, brokers, "playback.events.dlq") {
				reasons = append(reasons, header(letter, "dlq-reason"))
				if i > 0 {
					continue
				}
				if got := header(letter, "dlq-error"); got != c.text {
					t.Errorf("dlq-error %s\nwant      %s", got, c.text)
				}
				if got := header(letter, "dlq-violations"); got != c.violations {
					t.Errorf("dlq-violations %s\nwant           %s", got, c.violations)
				}
				if !strings.Contains(log.String(), "reason="+c.dead) || !strings.Contains(log.String(), "event_type=playback.started event_id=") {
					t.Errorf("logged %s", log.String())
				}
			}
			if got := strings.Join(reasons, " "); got != c.dead {
				t.Errorf("dead letters %s, want %s", got, c.dead)
			}
			if strings.Contains(log.String(), secret.Error()) {
				t.Errorf("a migration's own words were logged: %s", log.String())
			}
		})
	}
}

func TestHandleAny(t *testing.T) {
	old, now := played()
	brokers := onePartition(t)
	publish(t, brokers, old, now)
	var handled []string
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: playbackcatalog.Registry()})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		handled = append(handled, e.Metadata.EventVersion)
		return nil
	}, playbackcatalog.PlaybackStarted)
	runToEnd(t, c)
	if got := strings.Join(handled, " "); got != "1.1.0 2.0.0" {
		t.Errorf("handled %s, want each as it is", got)
	}
}

func TestHandleTheRest(t *testing.T) {
	brokers := onePartition(t)
	publish(t, brokers, examples()...)
	var mu sync.Mutex
	handled := make(map[string]int)
	count := func(by string) func(context.Context, events.Any) error {
		return func(_ context.Context, e events.Any) error {
			mu.Lock()
			defer mu.Unlock()
			handled[by+" "+e.Metadata.EventType]++
			return nil
		}
	}
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	handle(t, c, func(ctx context.Context, e events.Event[search.Performed]) error { return count("typed")(ctx, e.Any()) })
	handleAny(t, c, count("named"), catalog.ContentCreated, catalog.ContentDeleted)
	handleAny(t, c, count("rest"))
	runToEnd(t, c)
	want := map[string]int{"typed search.performed": 3, "named content.created": 1, "rest ingest.cancelled": 1, "rest auth.user.logout": 1}
	for what, n := range want {
		if handled[what] != n {
			t.Errorf("%s: %d, want %d", what, handled[what], n)
		}
	}
	if len(handled) != len(want) {
		t.Errorf("handled %v", handled)
	}
}

func TestRegistrationErrors(t *testing.T) {
	created := func(context.Context, events.Event[content.Created]) error { return nil }
	any := func(context.Context, events.Any) error { return nil }
	for _, c := range []struct {
		name     string
		register func(*kafka.Consumer) error
		want     string
	}{
		{"twice", func(c *kafka.Consumer) error {
			return errors.Join(kafka.Handle(c, created), kafka.Handle(c, created))
		}, "kafka: two handlers for content.created 1.0.0"},
		{"twice by name", func(c *kafka.Consumer) error {
			return errors.Join(kafka.HandleAny(c, any, "content.created"), kafka.Handle(c, created))
		}, "kafka: two handlers for content.created 1.0.0"},
		{"twice by name alone", func(c *kafka.Consumer) error {
			return kafka.HandleAny(c, any, "content.created", "content.deleted", "content.created")
		}, "kafka: two handlers for content.created 1.0.0"},
		{"the rest twice", func(c *kafka.Consumer) error {
			return errors.Join(kafka.HandleAny(c, any), kafka.HandleAny(c, any))
		}, "kafka: two default handlers (HandleAny without type names)"},
		{"unknown name", func(c *kafka.Consumer) error { return kafka.HandleAny(c, any, "content.cloned") },
			`kafka: cannot register a handler: event type "content.cloned" is unknown: add it to the contract, or register its descriptor`},
		{"unregistered", func(c *kafka.Consumer) error {
			return kafka.Handle(c, func(context.Context, events.Event[playback.Started]) error { return nil })
		}, "kafka: a handler for playback.started 1.1.0, which is not in the consumer's registry"},
	} {
		t.Run(c.name, func(t *testing.T) {
			consumer := newConsumer(t, kafka.ConsumerConfig{})
			if err := c.register(consumer); err == nil || err.Error() != c.want {
				t.Errorf("error %v\nwant  %s", err, c.want)
			}
			// It is not lost if nobody looks.
			if err := consumer.Run(context.Background()); err == nil || err.Error() != c.want {
				t.Errorf("Run's error %v\nwant        %s", err, c.want)
			}
		})
	}

	var unknown *events.UnknownTypeError
	if err := kafka.HandleAny(newConsumer(t, kafka.ConsumerConfig{}), any, "x"); !errors.As(err, &unknown) {
		t.Errorf("error %v, want an UnknownTypeError", err)
	}
	if err := newConsumer(t, kafka.ConsumerConfig{}).Run(context.Background()); err != kafka.ErrNoHandlers ||
		err.Error() != "kafka: the consumer has no handlers: call Handle, HandleAny or HandleTombstones before Run" {
		t.Errorf("error %v", err)
	}
}

func TestRecordFromElsewhere(t *testing.T) {
	if r, ok := kafka.RecordFrom(context.Background()); ok || r.Topic != "" {
		t.Errorf("a record from nowhere: %+v", r)
	}
}

func TestRecordFrom(t *testing.T) {
	brokers := onePartition(t)
	publish(t, brokers, created("c-0"), created("c-1", events.WithID("e-1")))
	var got []records.Record
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 1})
	handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
		r, _ := kafka.RecordFrom(ctx)
		got = append(got, r)
		return nil
	})
	runToEnd(t, c)
	r := got[1]
	if r.Topic != "content.events" || r.Partition != 0 || r.Offset != 1 || string(r.Key) != "c-1" || len(r.Headers) != 4 ||
		r.Headers[2].Key != "event-id" || string(r.Headers[2].Value) != "e-1" {
		t.Errorf("record %+v", r)
	}
}
