package kafka_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
)

const recordsHelp = "Records that a group has finished processing, by outcome: handled, reported (handled with violations, by policy), passed (no handler wants their type), dead_letter, skipped or tombstone (no value, and no handler for it)."

func TestTombstones_AreSkippedAndCounted(t *testing.T) {
	for name, keepOrder := range map[string]bool{"": false, "order kept": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			s.send(t,
				&kgo.Record{Key: []byte("c-1"), Value: document(t, created("c-1", events.WithID("first")))},
				&kgo.Record{Key: []byte("c-1")},
				&kgo.Record{Key: []byte("c-2"), Headers: []kgo.RecordHeader{{Key: "event-type", Value: []byte("content.deleted")}}},
				&kgo.Record{}, // without a key, too
				&kgo.Record{Key: []byte("c-1"), Value: document(t, created("c-1", events.WithID("second")))})
			metrics := prometheus.NewRegistry()
			c := s.consumer(t, kafka.ConsumerConfig{KeepOrder: keepOrder, Metrics: metrics, Policies: map[kafka.Reason]kafka.Policy{kafka.ReasonInvalid: kafka.PolicyStop}})
			var handled []string
			handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
				handled = append(handled, e.Metadata.EventID)
				return nil
			})
			if err := c.RunToEnd(deadline(t)); err != nil {
				t.Fatal(err)
			}
			if len(handled) != 2 || handled[0] != "first" || handled[1] != "second" {
				t.Errorf("handled %v", handled)
			}
			if got := c.Stats(); got != (kafka.Stats{Handled: 2, Tombstones: 3}) {
				t.Errorf("stats %+v", got)
			}
			if n := s.committed(t); n != 5 {
				t.Errorf("committed %d, want 5", n)
			}
			text := fmt.Sprintf(`# HELP mediamesh_records_total %s
# TYPE mediamesh_records_total counter
mediamesh_records_total{group=%[2]q,outcome="handled",topic=%[3]q,type="content.created"} 2
mediamesh_records_total{group=%[2]q,outcome="tombstone",topic=%[3]q,type="content.deleted"} 1
mediamesh_records_total{group=%[2]q,outcome="tombstone",topic=%[3]q,type="unknown"} 2
`, recordsHelp, s.group, s.name("content.events"))
			if err := testutil.GatherAndCompare(metrics, strings.NewReader(text), "mediamesh_records_total"); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTombstones_AreNotReplayed(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.send(t, &kgo.Record{Key: []byte("c-1"), Value: document(t, created("c-1"))}, &kgo.Record{Key: []byte("c-1")})
	c := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	report, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: s.name("content.events")})
	if err != nil || report.Handled != 1 || report.Ignored != 1 || report.Refused != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}
