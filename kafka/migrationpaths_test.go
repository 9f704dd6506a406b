//lint:file-ignore SA1019 it is about events that are deprecated.

package kafka_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	playbacks "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/migrate"
)

// Documents of an event of both majors, between which the contract itself
// declares a migration.
const (
	ended1 = `{"metadata":{"eventId":"e-1","eventType":"playback.ended","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"player"},` +
		`"payload":{"sessionId":"s-1","contentId":"c-1","userId":"u-1","endedAt":"2026-01-31T12:00:00.000Z","position":61.5,"deviceName":"Den","reason":"left","x":{"y":1.0}}}`
	ended2 = `{"metadata":{"eventId":"e-1","eventType":"playback.ended","eventVersion":"2.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"player"},` +
		`"payload":{"sessionId":"s-1","contentId":"c-1","viewerId":"u-1","endedAt":"2026-01-31T12:00:00.000Z","positionMs":61500,"device":{"kind":"UNKNOWN","name":"Den"},"reason":"STOPPED","x":{"y":1.0}}}`
)

// handledDocuments are what handlers of one consumer after the other were
// called with, as documents.
type handledDocuments struct {
	mu   sync.Mutex
	list []string
	fail error
}

// collect has a consumer handle events of payload type P.
func collect[P events.Payload[P]](t testing.TB, h *handledDocuments, c *kafka.Consumer) {
	t.Helper()
	handle(t, c, func(_ context.Context, e events.Event[P]) error {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.list = append(h.list, string(document(t, e)))
		return h.fail
	})
}

// want tells what a step of a test should have been called with, and forgets it.
func (h *handledDocuments) want(t testing.TB, step string, documents ...string) {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if got, want := strings.Join(h.list, "\n"), strings.Join(documents, "\n"); got != want {
		t.Errorf("%s: handled\n%s\nwant\n%s", step, got, want)
	}
	h.list = nil
}

// An old event reaches a handler of the newer major on every path that leads to
// one: consumed, tried again, redriven from the dead letters, and replayed.
func TestMigratedOnEveryPath(t *testing.T) {
	brokers := onePartition(t)
	send(t, brokers, &kgo.Record{Topic: "playback.events", Key: []byte("s-1"), Value: []byte(ended1)})
	config := kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Registry: playbacks.Registry(), Topics: []string{"playback.events"},
		Retry: kafka.RetryPolicy{MaxAttempts: 2, Backoff: 1},
	}
	h := &handledDocuments{fail: errors.New("out of order")}

	first := newConsumer(t, config)
	collect[playback.EndedV2](t, h, first)
	runToEnd(t, first)
	h.want(t, "consumed, and tried again", ended2, ended2)
	letters := held(t, brokers, "playback.events.dlq")
	if len(letters) != 1 || string(letters[0].Value) != ended1 || header(letters[0], "dlq-attempts") != "2" {
		t.Fatalf("dead letters %v, want the old event as it was", letters)
	}

	h.fail = nil
	second := newConsumer(t, config)
	collect[playback.EndedV2](t, h, second)
	group := runUntilStopped(t, second)
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: playbacks.Registry(), DeadLetterTopic: "playback.events.dlq"})
	if err != nil || counts(report) != "chosen 1, sent 1, migrated 1, handled 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	h.want(t, "redriven", ended2)
	if err := group.stop(t); err != nil {
		t.Fatal(err)
	}

	third := newConsumer(t, config)
	collect[playback.EndedV2](t, h, third)
	again, err := kafka.Replay(deadline(t), third, kafka.ReplayConfig{Topic: "playback.events"})
	if err != nil || again.Handled != 2 {
		t.Fatalf("replayed %+v, %v", again, err)
	}
	h.want(t, "replayed, the old one and what it was redriven as", ended2, ended2)
}

// A consumer that pins the older major is served newer events on the same paths,
// by the way back that the contract declares.
func TestPinnedOnEveryPath(t *testing.T) {
	brokers := onePartition(t)
	send(t, brokers, &kgo.Record{Topic: "playback.events", Key: []byte("s-1"), Value: []byte(ended2)})
	config := kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Registry: playbacks.Registry(), Topics: []string{"playback.events"},
		Retry: kafka.RetryPolicy{MaxAttempts: 2, Backoff: 1},
	}
	h := &handledDocuments{fail: errors.New("out of order")}

	first := newConsumer(t, config)
	collect[playback.Ended](t, h, first)
	runToEnd(t, first)
	h.want(t, "consumed, and tried again", ended1, ended1)

	h.fail = nil
	second := newConsumer(t, config)
	collect[playback.Ended](t, h, second)
	group := runUntilStopped(t, second)
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: playbacks.Registry(), DeadLetterTopic: "playback.events.dlq"})
	if err != nil || counts(report) != "chosen 1, sent 1, handled 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	h.want(t, "redriven", ended1)
	if err := group.stop(t); err != nil {
		t.Fatal(err)
	}

	third := newConsumer(t, config)
	collect[playback.Ended](t, h, third)
	if _, err := kafka.Replay(deadline(t), third, kafka.ReplayConfig{Topic: "playback.events"}); err != nil {
		t.Fatal(err)
	}
	h.want(t, "replayed", ended1, ended1)
}

// What a step cannot do is said with the dead letter: the words are those of the
// contract, not of the event.
func TestAStepThatFails(t *testing.T) {
	brokers := onePartition(t)
	reg, err := events.NewRegistry(playbacks.Types()...)
	if err == nil {
		reg, err = reg.With(migrate.Rewrite(playback.Ended{}.EventType(), playback.EndedV2{}.EventType(), migrate.Convert("reason", "positionMs", 1000))...)
	}
	if err != nil {
		t.Fatal(err)
	}
	send(t, brokers, &kgo.Record{Topic: "playback.events", Key: []byte("s-1"), Value: []byte(ended1)})
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: reg})
	collect[playback.EndedV2](t, new(handledDocuments), c)
	runToEnd(t, c)
	letters := held(t, brokers, "playback.events.dlq")
	if len(letters) != 1 || header(letters[0], "dlq-reason") != "migration-failed" {
		t.Fatalf("dead letters %v", letters)
	}
	const want = "migrating playback.ended from 1.0.0 to 2.0.0: step 1, convert reason to positionMs, times 1000: finds a string, not a number"
	if got := header(letters[0], "dlq-error"); got != want {
		t.Errorf("dlq-error %s\nwant      %s", got, want)
	}
}
