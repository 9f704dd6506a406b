package kafka_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/auth"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// A dead letter is the record, byte for byte and header for header, and behind
// that all that is known of why, by our names and by Kafka's.
func TestDeadLetterOfAFailedHandler(t *testing.T) {
	t.Parallel()
	s := newStage(t, 3)
	h := func(key string, value []byte) kgo.RecordHeader { return kgo.RecordHeader{Key: key, Value: value} }
	sent := &kgo.Record{
		Partition: 2, Key: []byte("k\x00\xff"), Value: append(document(t, chapter("k0", 0)), " \n"...),
		Headers: []kgo.RecordHeader{
			h("b", []byte{0, 255}), h("a", nil), h("a", []byte("twice")), h("dlq-reason", []byte("an older one")), h("event-id", []byte("k0/0")),
		},
		Timestamp: time.UnixMilli(1_700_000_000_123),
	}
	s.send(t, &kgo.Record{Partition: 2, Key: []byte("k"), Value: document(t, chapter("k1", 0))}, sent)
	c := s.consumer(t, kafka.ConsumerConfig{Retry: kafka.RetryPolicy{MaxAttempts: 3, Backoff: 1}})
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		return unless(e.Payload.ContentID != "k0")
	})
	runToEnd(t, c)
	letters := s.held(t, "content.events.dlq")
	if len(letters) != 1 {
		t.Fatalf("%d dead letters, want 1", len(letters))
	}
	letter, n := letters[0], len(sent.Headers)
	if !bytes.Equal(letter.Key, sent.Key) || !bytes.Equal(letter.Value, sent.Value) {
		t.Errorf("dead letter %q: %q", letter.Key, letter.Value)
	}
	own := slices.Clone(sent.Headers)
	own[3].Key = "previous-dlq-reason"
	if !slices.EqualFunc(letter.Headers[:n], own, func(a, b kgo.RecordHeader) bool {
		return a.Key == b.Key && bytes.Equal(a.Value, b.Value)
	}) {
		t.Errorf("its first headers are %q", letter.Headers[:n])
	}
	topic := s.name("content.events")
	want := fmt.Sprintf("dlq-reason=handler-failed dlq-error=busy dlq-topic=%[1]s dlq-partition=2 dlq-offset=1 dlq-timestamp=2023-11-14T22:13:20.123Z dlq-group=%[2]s dlq-attempts=3 "+
		"__dlq.errors.topic=%[1]s __dlq.errors.partition=2 __dlq.errors.offset=1 __dlq.errors.group=%[2]s __dlq.errors.delivery.count=3 __dlq.errors.message=busy", topic, s.group)
	if got := headers(&kgo.Record{Headers: letter.Headers[n:]}); got != want {
		t.Errorf("its other headers are %s\nwant                %s", got, want)
	}
}

// Personal values are in the record alone, neither in a header nor in a log.
func TestDeadLettersTellNoValues(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	secret := "ada.lovelace@" + strings.Repeat("x", 300)
	e := events.New("auth-service", auth.UserLogout{UserID: "u-1", Email: "ada@example.org", LogoutAt: at})
	value := strings.Replace(string(document(t, e)), "ada@example.org", secret, 1)
	topic := s.name("content.events")
	s.send(t, &kgo.Record{Topic: topic, Key: []byte("u-1"), Value: []byte(value)}, &kgo.Record{Topic: topic, Value: []byte(`{"email":"` + secret)})
	var log logs
	c := s.consumer(t, kafka.ConsumerConfig{Topics: []string{topic}, Logger: log.logger()})
	handle(t, c, func(context.Context, events.Event[auth.UserLogout]) error { return nil })
	runToEnd(t, c)
	letters := s.held(t, "content.events.dlq")
	if len(letters) != 2 {
		t.Fatalf("%d dead letters, want 2", len(letters))
	}
	for _, letter := range letters {
		if !bytes.Contains(letter.Value, []byte(secret)) || header(letter, "dlq-violations") == "" {
			t.Errorf("dead letter %s, %s", letter.Value, headers(letter))
		}
		if strings.Contains(headers(letter), "lovelace") {
			t.Errorf("headers %s", headers(letter))
		}
	}
	if log.String() == "" || strings.Contains(log.String(), "lovelace") {
		t.Errorf("logged %s", log.String())
	}
}

// While the dead-letter topic fails, the record stays: its offset does not
// move, later ones of its key wait, and those of other keys go on. When it
// works again, so does all.
func TestDeadLetterTopicFails(t *testing.T) {
	t.Parallel()
	target := startCluster(t, kfake.SeedTopics(1, "content.events", "content.events.dlq"))
	brokers := target.ListenAddrs()
	publish(t, brokers, chapter("k0", 0))
	send(t, brokers, &kgo.Record{Topic: "content.events", Key: []byte("bad"), Value: []byte("{}")})
	publish(t, brokers, chapter("bad", 0), chapter("k0", 1), chapter("k1", 0))
	fault := target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "content.events.dlq", Err: kerr.TopicAuthorizationFailed, Count: -1})
	l := newLedger()
	var log logs
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Retry: soon, CommitInterval: time.Nanosecond, Logger: log.logger()})
	handle(t, c, l.handler(nil))
	r := runUntilStopped(t, c)
	l.awaitDone(t, 3)
	if err := fault.Wait(deadline(t), 5); err != nil {
		t.Fatal(err)
	}
	if n := committed(t, brokers, "test", "content.events"); n > 1 {
		t.Errorf("committed %d, past a record that is nowhere else", n)
	}
	if got := l.calls("bad"); got != "" {
		t.Errorf("calls %s, before the dead letter of its key", got)
	}
	if got := c.Stats(); got.DeadLetters != 0 {
		t.Errorf("stats %+v", got)
	}
	if want := `level=ERROR msg="kafka: dead letter not written; its key waits; retrying" failures=1`; !strings.Contains(log.String(), want) {
		t.Errorf("logged %s\nwant   %s", log.String(), want)
	}

	fault.Remove()
	l.awaitDone(t, 4)
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
	if n := committed(t, brokers, "test", "content.events"); n != 5 {
		t.Errorf("committed %d, want 5", n)
	}
	if n := len(held(t, brokers, "content.events.dlq")); n != 1 || c.Stats().DeadLetters != 1 {
		t.Errorf("%d dead letters, want 1", n)
	}
}

// TestDeadLetterTopic_IsLeftToTheCluster has a consumer that is not to create topics
// wait for one, and write to it once it is there.
func TestDeadLetterTopic_IsLeftToTheCluster(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	if s.cluster == nil {
		t.Skip("it has an embedded broker of its own")
	}
	s.send(t, &kgo.Record{Key: []byte("bad"), Value: []byte("{}")})
	refused := s.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.CreateTopics}, Observe: true, Count: -1})
	failed := make(logLines, 100)
	c := s.consumer(t, kafka.ConsumerConfig{NoTopicCreation: true, Retry: soon, Logger: failed.logger()})
	handle(t, c, newLedger().handler(nil))
	r := runUntilStopped(t, c)
	failed.await(t, "kafka: dead letter not written; its key waits; retrying")
	if n := refused.Hits(); n > 0 {
		t.Errorf("it creates topics %d times", n)
	}
	s.create(t, 1, "content.events.dlq")
	s.awaitCommitted(t, 1)
	if n := len(s.held(t, "content.events.dlq")); n != 1 {
		t.Errorf("%d dead letters, want 1", n)
	}
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
}

// TestDeadLetterTopic_IsCreatedOnceTheClusterDoes has the cluster refuse to create a
// dead-letter topic, and to tell the limit of its source, and then delete it.
func TestDeadLetterTopic_IsCreatedOnceTheClusterDoes(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	if s.cluster == nil {
		t.Skip("it has an embedded broker of its own")
	}
	s.send(t, &kgo.Record{Key: []byte("bad"), Value: []byte("{}")})
	refused := s.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.CreateTopics}, Err: kerr.PolicyViolation, Count: -1})
	silent := s.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.DescribeConfigs}, Err: kerr.TopicAuthorizationFailed, Count: -1})
	failed := make(logLines, 100)
	c := s.consumer(t, kafka.ConsumerConfig{Retry: soon, Logger: failed.logger()})
	handle(t, c, newLedger().handler(nil))
	r := runUntilStopped(t, c)
	failed.await(t, "kafka: dead-letter topic not created; retrying unless the cluster creates it automatically")
	refused.Remove()
	s.awaitCommitted(t, 1)
	silent.Remove()
	configs, err := s.admin.DescribeTopicConfigs(deadline(t), s.name("content.events.dlq"))
	if err != nil {
		t.Fatal(err)
	}
	limit := ""
	for _, c := range configs[0].Configs {
		if c.Key == "max.message.bytes" {
			limit = c.MaybeValue()
		}
	}
	if want := strconv.Itoa(1_048_588 + 64<<10); limit != want {
		t.Errorf("the topic takes %s bytes, want %s", limit, want)
	}
	// It is created again when it is not there any more.
	if _, err := s.admin.DeleteTopic(deadline(t), s.name("content.events.dlq")); err != nil {
		t.Fatal(err)
	}
	s.send(t, &kgo.Record{Key: []byte("bad"), Value: []byte("{}")})
	s.awaitCommitted(t, 2)
	if n := len(s.held(t, "content.events.dlq")); n != 1 {
		t.Errorf("%d dead letters, want 1", n)
	}
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
}

// logLines gets what is logged, a line each. What there is no room for is left out.
type logLines chan string

func (l logLines) Write(line []byte) (int, error) {
	select {
	case l <- string(line):
	default:
	}
	return len(line), nil
}

func (l logLines) logger() *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

// await waits for a line with a message.
func (l logLines) await(t testing.TB, message string) {
	t.Helper()
	for ctx := deadline(t); ; {
		select {
		case line := <-l:
			if strings.Contains(line, strconv.Quote(message)) {
				return
			}
		case <-ctx.Done():
			t.Fatalf("not logged: %s", message)
		}
	}
}

// The same on any cluster: the topic takes nothing as large. Told to stop, the
// consumer does not wait for it for ever, and the record comes again.
func TestDeadLetterTopicIsTooSmall(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	small := "100"
	if _, err := s.admin.CreateTopic(deadline(t), 1, -1, map[string]*string{"max.message.bytes": &small}, s.name("content.events.dlq")); err != nil {
		t.Fatal(err)
	}
	s.send(t,
		&kgo.Record{Key: []byte("bad"), Value: noise(1000)},
		&kgo.Record{Key: []byte("k0"), Value: document(t, chapter("k0", 0))})
	l := newLedger()
	failed := make(lines, 1000)
	c := s.consumer(t, kafka.ConsumerConfig{
		Retry: soon, CommitInterval: time.Nanosecond, DrainTimeout: 100 * time.Millisecond,
		Logger: slog.New(slog.NewTextHandler(failed, &slog.HandlerOptions{Level: slog.LevelError})),
	})
	handle(t, c, l.handler(nil))
	r := runUntilStopped(t, c)
	l.awaitDone(t, 1)
	line := get(t, failed)
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
	if n := s.committed(t); n != 0 {
		t.Errorf("committed %d, past a record that is nowhere else", n)
	}
	if want := "raise max.message.bytes of " + s.name("content.events.dlq"); !strings.Contains(line, want) {
		t.Errorf("logged %s\nwant   %s", line, want)
	}
}

// lines are those that are logged, as many as there is room for.
type lines chan string

func (l lines) Write(p []byte) (int, error) {
	select {
	case l <- string(p):
	default:
	}
	return len(p), nil
}
