package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// Later events of a key follow its dead letter, over a restart too, until that
// is redriven; other keys go on.
func TestKeepOrder(t *testing.T) {
	brokers := onePartition(t)
	var broken atomic.Bool
	broken.Store(true)
	var j journal
	run := func() {
		t.Helper()
		c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, KeepOrder: true})
		handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
			if broken.Load() && e.Metadata.EventID == "a-0" {
				return events.Permanent(errors.New("no such index"))
			}
			return j.note(ctx, created(e.Metadata.EventID))
		})
		runToEnd(t, c)
	}
	event := func(key, id string) events.Message { return created(key, events.WithID(id)) }

	publish(t, brokers, event("a", "a-0"), event("b", "b-0"), event("a", "a-1"))
	run()
	publish(t, brokers, event("a", "a-2"), event("b", "b-1"))
	run()
	if got := sorted(j.String()); got != "b-0 b-1" {
		t.Fatalf("handled %s, want b-0 b-1", got)
	}
	if got, want := lettersOf(t, brokers), "a-0 handler-failed, a-1 key-blocked, a-2 key-blocked"; got != want {
		t.Fatalf("dead letters %s, want %s", got, want)
	}

	// While it is still broken, the order among the letters stays as it is.
	sendBack(t, brokers, 0)
	run()
	if got, want := lettersOf(t, brokers), "a-0 handler-failed, a-1 key-blocked, a-2 key-blocked, a-0 handler-failed, a-1 key-blocked, a-2 key-blocked"; got != want {
		t.Fatalf("dead letters %s, want %s", got, want)
	}

	broken.Store(false)
	sendBack(t, brokers, 3)
	publish(t, brokers, event("a", "a-3"))
	run()
	publish(t, brokers, event("a", "a-4"))
	run()
	if got := strings.Join(slices.DeleteFunc(strings.Fields(j.String()), func(id string) bool { return id[0] == 'b' }), " "); got != "a-0 a-1 a-2 a-3 a-4" {
		t.Errorf("handled %s, want a-0 a-1 a-2 a-3 a-4", got)
	}
}

// A record without a key follows no dead letter, though one with an empty key does.
func TestKeepOrder_RecordWithoutKeyIsNotBlocked(t *testing.T) {
	brokers := onePartition(t)
	var j journal
	run := func() {
		t.Helper()
		c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, KeepOrder: true})
		handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
			if e.Metadata.EventID == "empty-0" {
				return events.Permanent(errors.New("no such index"))
			}
			return j.note(ctx, created(e.Metadata.EventID))
		})
		runToEnd(t, c)
	}
	record := func(key []byte, id string) *kgo.Record {
		return &kgo.Record{
			Topic: "content.events", Key: key, Value: document(t, created("c-1", events.WithID(id))),
			Headers: []kgo.RecordHeader{{Key: kafka.HeaderEventID, Value: []byte(id)}},
		}
	}
	createTopics(t, brokers, "content.events")
	send(t, brokers, record([]byte{}, "empty-0"))
	run()
	send(t, brokers, record([]byte{}, "empty-1"), record(nil, "none-0"))
	run()
	if got := j.String(); got != "none-0" {
		t.Errorf("handled %s, want none-0", got)
	}
	if got, want := lettersOf(t, brokers), "empty-0 handler-failed, empty-1 key-blocked"; got != want {
		t.Errorf("dead letters %s, want %s", got, want)
	}
}

// lettersOf names the dead letters, "a-0 handler-failed, a-1 key-blocked".
func lettersOf(t testing.TB, brokers []string) string {
	t.Helper()
	var list []string
	for _, r := range held(t, brokers, "content.events.dlq") {
		if r.Value != nil {
			list = append(list, header(r, "event-id")+" "+header(r, "dlq-reason"))
		}
	}
	return strings.Join(list, ", ")
}

// sendBack sends the dead letters from an offset on back to where they were, as a
// redrive does.
func sendBack(t testing.TB, brokers []string, from int64) {
	t.Helper()
	for _, r := range held(t, brokers, "content.events.dlq") {
		if r.Offset < from || r.Value == nil {
			continue
		}
		again := &kgo.Record{Topic: "content.events", Key: r.Key, Value: r.Value}
		for _, h := range r.Headers {
			if !strings.HasPrefix(h.Key, "dlq-") && !strings.HasPrefix(h.Key, "__dlq") && h.Key != kafka.HeaderRedrivenFrom {
				again.Headers = append(again.Headers, h)
			}
		}
		again.Headers = append(again.Headers, kgo.RecordHeader{Key: kafka.HeaderRedrivenFrom, Value: []byte(cluster.Position{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset}.String())})
		send(t, brokers, again)
		createTopics(t, brokers, r.Topic+".redriven") // or it is there
		send(t, brokers, Entry(r, fmt.Sprintf(`"topic":%q,"partition":%d,"offset":%d`, again.Topic, again.Partition, again.Offset)))
	}
}

func sorted(list string) string {
	fields := strings.Fields(list)
	slices.Sort(fields)
	return strings.Join(fields, " ")
}
