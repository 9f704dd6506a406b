//lint:file-ignore SA1019 it is about events that are deprecated.

package kafka_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events"
	playbacks "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/wire"
)

// old is a version of an event with a field that is deprecated.
type old struct {
	ID, Name string
	used     uint64
}

var oldType = events.NewType(events.Spec[old]{
	Name: "test.old", Version: "1.1.0", Domain: "test", Keys: []string{"id"}, KeyOf: func(p *old) string { return p.ID },
	DeprecatedFields: []events.DeprecatedField{{Pointer: "/payload/name", Deprecation: events.Deprecation{Since: "1.1.0", Use: "id"}}},
	UsesDeprecated:   func(p *old) uint64 { return p.used },
	Decode: func(p *old, r *wire.Reader, i int, rule *wire.Value) int {
		var text wire.JSON
		i = r.JSON(i, &text, rule)
		if p.ID = "o"; strings.Contains(string(text), "name") {
			p.used = 1
		}
		return i
	},
	Encode: func(w *wire.Writer, p old, rule *wire.Value) {
		text := `{"id":"o"}`
		if p.Name != "" {
			text = `{"id":"o","name":"n"}`
		}
		w.JSON(wire.JSON(text), rule)
	},
})

func (old) EventType() *events.Type[old] { return oldType }

// Deprecated events and fields are counted for each producer, once for each
// event, and logged once for each producer.
func TestDeprecated(t *testing.T) {
	brokers := onePartition(t)
	published := prometheus.NewPedanticRegistry()
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Metrics: published})
	for _, e := range []events.Message{
		ended("player-1"), ended("player-1"), ended("player-2"), endedV2(),
		events.New("s", old{ID: "o", Name: "n"}), events.New("s", old{ID: "o"}),
	} {
		if err := pub.Publish(deadline(t), e); err != nil {
			t.Fatal(err)
		}
	}
	compare(t, published, `
publish_deprecated_total{source=player-1,type=playback.ended,version=1.0.0} 2
publish_deprecated_total{source=player-2,type=playback.ended,version=1.0.0} 1
`, "mediamesh_publish_deprecated_total")

	all, err := events.NewRegistry(append(playbacks.Types(), oldType)...)
	if err == nil {
		all, err = all.With(playbacks.Registry().Migrations()...)
	}
	if err != nil {
		t.Fatal(err)
	}
	reg := prometheus.NewPedanticRegistry()
	var log logs
	c := newConsumer(t, kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Registry: all, Metrics: reg, Logger: log.logger(),
		Retry: kafka.RetryPolicy{MaxAttempts: 2, Backoff: 1},
	})
	handle(t, c, func(ctx context.Context, _ events.Event[playback.EndedV2]) error {
		if kafka.AttemptFrom(ctx) == 1 {
			return errors.New("again")
		}
		return nil
	})
	handle(t, c, func(context.Context, events.Event[old]) error { return nil })
	runToEnd(t, c)
	compare(t, reg, `
deprecated_events_total{field=,group=test,source=player-1,type=playback.ended,version=1.0.0} 2
deprecated_events_total{field=,group=test,source=player-2,type=playback.ended,version=1.0.0} 1
deprecated_events_total{field=/payload/name,group=test,source=s,type=test.old,version=1.1.0} 1
`, "mediamesh_deprecated_events_total")
	var lines []string
	for _, line := range strings.Split(log.String(), "\n") {
		if _, told, ok := strings.Cut(line, `msg="kafka: deprecated events received" `); ok {
			lines = append(lines, told[:strings.Index(told, " topic=")])
		}
	}
	slices.Sort(lines) // keys are handled beside each other
	const want = `source=player-1 event_type=playback.ended version=1.0.0 field="" since=1.0.0 sunset=2027-06-30 use=playback.ended
source=player-2 event_type=playback.ended version=1.0.0 field="" since=1.0.0 sunset=2027-06-30 use=playback.ended
source=s event_type=test.old version=1.1.0 field=/payload/name since=1.1.0 sunset="" use=id`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("logged\n%s\nwant\n%s", got, want)
	}
}

func ended(source string) events.Event[playback.Ended] {
	return events.New(source, playback.Ended{SessionID: "s-1", ContentID: "c-1", EndedAt: at, Position: 1, Reason: playback.EndedReasonLeft})
}

func endedV2() events.Event[playback.EndedV2] {
	return events.New("player-3", playback.EndedV2{
		SessionID: "s-1", ContentID: "c-1", EndedAt: at, PositionMs: 1, Reason: playback.EndReasonFailed, Device: playback.Device{Kind: playback.DeviceKindTv},
	})
}
