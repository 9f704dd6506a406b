package kafka_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// committedIDs returns the ids of the events that a reader of committed records
// sees in a topic, in order. It waits for open transactions to end.
func committedIDs(t testing.TB, brokers []string, topic string) []string {
	t.Helper()
	// An event of our own marks the end in each partition.
	const end = "the end"
	c := client(t, brokers, kgo.ConsumeTopics(topic), kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.FetchMaxWait(100*time.Millisecond))
	defer c.Close()
	parts, err := kadm.NewClient(c).ListTopics(deadline(t), topic)
	if err != nil {
		t.Fatal(err)
	}
	n := len(parts[topic].Partitions)
	for p := range n {
		if err := c.ProduceSync(deadline(t), &kgo.Record{Topic: topic, Partition: int32(p), Value: []byte(end)}).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	for ends := 0; ends < n; {
		fetches := c.PollFetches(deadline(t))
		if err := fetches.Err(); err != nil {
			t.Fatalf("after %v: %v", ids, err)
		}
		for _, r := range fetches.Records() {
			if string(r.Value) == end {
				ends++
				continue
			}
			ids = append(ids, header(r, "event-id"))
			if in := r.Attrs.IsTransactional(); in != (ids[len(ids)-1] != "plain") {
				t.Errorf("event %s is part of a transaction: %v", ids[len(ids)-1], in)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// three events of two topics and several partitions.
func three(prefix string) []events.Message {
	return []events.Message{
		created("c-1", events.WithID(prefix+"-1")), created("c-2", events.WithID(prefix+"-2")), created("c-3", events.WithID(prefix+"-3")),
	}
}

func sees(t testing.TB, brokers []string, topic string, want ...string) {
	t.Helper()
	if got := committedIDs(t, brokers, topic); !slices.Equal(got, want) {
		t.Errorf("readers see %v, want %v", got, want)
	}
}

// publisher is one that publishes to the stage's topics.
func (s *stage) publisher(t testing.TB, config kafka.PublisherConfig) *kafka.Publisher {
	t.Helper()
	config.Cluster.Brokers, config.Topics = s.brokers, s.naming()
	return newPublisher(t, config)
}

func TestPublishAtomically(t *testing.T) {
	stage := newStage(t, 6)
	pub := stage.publisher(t, kafka.PublisherConfig{})
	for _, prefix := range []string{"a", "b"} {
		if err := pub.PublishAtomically(deadline(t), three(prefix)...); err != nil {
			t.Fatal(err)
		}
	}
	if err := pub.PublishAtomically(deadline(t)); err != nil {
		t.Errorf("nothing: %v", err)
	}
	sees(t, stage.brokers, stage.name("content.events"), "a-1", "a-2", "a-3", "b-1", "b-2", "b-3")
	// An invalid event is refused as by Publish.
	err := pub.PublishAtomically(deadline(t), created("c-1"), untitled("c-2"))
	want := "kafka: content.created bad-c-2 was refused, nothing was sent: content.created is invalid: /payload/title must not be empty"
	if err == nil || err.Error() != want || len(kafka.Failures(err)) != 1 {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	if err := pub.Close(deadline(t)); err != nil {
		t.Fatal(err)
	}
	err = pub.PublishAtomically(deadline(t), three("c")...)
	want = "kafka: the transaction of 3 events failed: the publisher is closed; it was not written: publishing it again is safe"
	if !errors.Is(err, kafka.ErrClosed) || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	sees(t, stage.brokers, stage.name("content.events"), "a-1", "a-2", "a-3", "b-1", "b-2", "b-3")
}

// One event that fails takes the others with it, and the next transaction is
// none the worse.
func TestTransactionAborts(t *testing.T) {
	target := startCluster(t, kfake.SeedTopics(6, "content.events", "search.events"))
	brokers := target.ListenAddrs()
	target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "search.events", Err: kerr.MessageTooLarge, Count: 2}) // together and alone
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
	err := pub.PublishAtomically(deadline(t), append(three("a"), examples()[5])...)
	var failed *kafka.TransactionError
	if !errors.As(err, &failed) || !errors.Is(err, kerr.MessageTooLarge) {
		t.Fatalf("error %v", err)
	}
	if failed.Events != 4 || failed.EventType != "search.performed" || failed.EventID != "e-6" || failed.Topic != "search.events" || failed.Retry != kafka.RetryUseless {
		t.Errorf("error %+v", failed)
	}
	if want := "kafka: the transaction of 4 events failed: search.performed e-6 to search.events: MESSAGE_TOO_LARGE: "; !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v\nwant  %s…", err, want)
	}
	if kafka.Failures(err) != nil {
		t.Error("one event of a transaction is no failure by itself")
	}
	if err := pub.PublishAtomically(deadline(t), three("b")...); err != nil {
		t.Fatal(err)
	}
	sees(t, brokers, "content.events", "b-1", "b-2", "b-3")
}

// A context that ends before the commit ends the transaction; others wait their
// turn, or not.
func TestTransactionIsCanceled(t *testing.T) {
	target := startCluster(t)
	brokers := target.ListenAddrs()
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
	ctx, cancel := context.WithCancel(context.Background())
	first := make(chan error, 1)
	go func() { first <- pub.PublishAtomically(ctx, three("a")...) }()
	get(t, hang.arrived)
	want := "kafka: the transaction of 3 events failed: context canceled; it was not written: publishing it again is safe"
	if err := pub.PublishAtomically(canceled(), three("b")...); !errors.Is(err, context.Canceled) || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	cancel()
	hang.release()
	if err := get(t, first); !errors.Is(err, context.Canceled) || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	if err := pub.PublishAtomically(deadline(t), three("c")...); err != nil {
		t.Fatal(err)
	}
	sees(t, brokers, "content.events", "c-1", "c-2", "c-3")
}

// An event that the cluster refuses takes the others with it, after they were
// written.
func TestTransactionIsRefused(t *testing.T) {
	stage := newStage(t, 6)
	limit := "2000"
	stage.create(t, 1, "search.events")
	if _, err := stage.admin.AlterTopicConfigs(deadline(t), []kadm.AlterConfig{{Name: "max.message.bytes", Value: &limit}}, stage.name("search.events")); err != nil {
		t.Fatal(err)
	}
	pub := stage.publisher(t, kafka.PublisherConfig{})
	long := events.New("search-service", search.Performed{Query: strings.Repeat("x", 5000)}, events.WithID("e-4"))
	err := pub.PublishAtomically(deadline(t), append(three("a"), long)...)
	var failed *kafka.TransactionError
	if !errors.As(err, &failed) || !errors.Is(err, kerr.MessageTooLarge) || failed.EventID != "e-4" || failed.Retry != kafka.RetryUseless {
		t.Fatalf("error %v", err)
	}
	if err := pub.PublishAtomically(deadline(t), three("b")...); err != nil {
		t.Fatal(err)
	}
	sees(t, stage.brokers, stage.name("content.events"), "b-1", "b-2", "b-3")
}

// A publisher whose id another has taken over makes no more transactions, and
// does not disturb the other.
func TestFencing(t *testing.T) {
	stage := newStage(t, 6)
	id := stage.name("importer")
	old := stage.publisher(t, kafka.PublisherConfig{TransactionalID: id})
	young := stage.publisher(t, kafka.PublisherConfig{TransactionalID: id})
	for _, step := range []struct {
		pub    *kafka.Publisher
		prefix string
		fenced bool
	}{{old, "a", false}, {young, "b", false}, {old, "c", true}, {young, "d", false}, {old, "e", true}, {young, "f", false}} {
		err := step.pub.PublishAtomically(deadline(t), three(step.prefix)...)
		var fenced *kafka.FencedError
		var failed *kafka.TransactionError
		if !step.fenced && err != nil {
			t.Errorf("%s: %v", step.prefix, err)
		}
		if step.fenced && (!errors.As(err, &fenced) || fenced.TransactionalID != id || !errors.As(err, &failed) || failed.Retry != kafka.RetryUseless) {
			t.Errorf("%s: %v, want a FencedError", step.prefix, err)
		}
		if step.fenced && !strings.Contains(err.Error(), `another publisher uses the transactional ID "`+id+`": `) {
			t.Errorf("%s: %v", step.prefix, err)
		}
	}
	// Publishing by itself goes on.
	if err := old.Publish(deadline(t), created("c-4", events.WithID("plain"))); err != nil {
		t.Error(err)
	}
	sees(t, stage.brokers, stage.name("content.events"), "a-1", "a-2", "a-3", "b-1", "b-2", "b-3", "d-1", "d-2", "d-3", "f-1", "f-2", "f-3", "plain")
}

// A process that dies within a transaction leaves it open; the next of the same
// id aborts it, so that readers go on.
func TestCrashWithinTransaction(t *testing.T) {
	stage := newStage(t, 6)
	id := stage.name("importer")
	dead := client(t, stage.brokers, kgo.TransactionalID(id), kgo.TransactionTimeout(10*time.Minute))
	if err := dead.BeginTransaction(); err != nil {
		t.Fatal(err)
	}
	r := &kgo.Record{Topic: stage.name("content.events"), Value: document(t, created("c-0")), Headers: []kgo.RecordHeader{{Key: "event-id", Value: []byte("dead")}}}
	if err := dead.ProduceSync(deadline(t), r).FirstErr(); err != nil {
		t.Fatal(err)
	}
	dead.Close()
	pub := stage.publisher(t, kafka.PublisherConfig{TransactionalID: id})
	if err := pub.PublishAtomically(deadline(t), three("a")...); err != nil {
		t.Fatal(err)
	}
	sees(t, stage.brokers, stage.name("content.events"), "a-1", "a-2", "a-3")
}

// The commit's answer is lost with its connection: the client asks again, and
// the events are there once.
func TestCommitAnswerIsLost(t *testing.T) {
	stage := newStage(t, 6)
	var net lossy
	net.of = kmsg.EndTxn
	pub := stage.publisher(t, kafka.PublisherConfig{Cluster: cluster.Config{ClientOptions: []kgo.Opt{kgo.Dialer(net.dial)}}})
	net.lose.Store(true)
	if err := pub.PublishAtomically(deadline(t), three("a")...); err != nil {
		t.Fatal(err)
	}
	if net.lose.Load() {
		t.Error("no answer was lost")
	}
	sees(t, stage.brokers, stage.name("content.events"), "a-1", "a-2", "a-3")
}

// The answer to a commit that never comes leaves it open whether the events can
// be seen. If the request was never sent, they cannot.
func TestCommitWithoutAnswer(t *testing.T) {
	for _, c := range []struct {
		name  string
		after bool // the broker commits, but its answers are lost
		want  string
	}{
		{"not committed", false, "its commit was not answered: "},
		{"committed", true, "its commit was not answered: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			target := startCluster(t)
			brokers := target.ListenAddrs()
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, DeliveryTimeout: 2 * time.Second})
			if err := pub.PublishAtomically(deadline(t), three("a")...); err != nil {
				t.Fatal(err)
			}
			fault := kfake.Fault{Keys: []kmsg.Key{kmsg.EndTxn}, Err: kerr.UnknownServerError, Count: 1}
			if c.after {
				target.ControlKey(int16(kmsg.EndTxn), func(req kmsg.Request) (kmsg.Response, error, bool) {
					return nil, errors.New("cut"), true
				})
			} else {
				target.Fault(fault)
			}
			err := pub.PublishAtomically(deadline(t), three("b")...)
			if c.after && err == nil {
				sees(t, brokers, "content.events", "a-1", "a-2", "a-3", "b-1", "b-2", "b-3") // the client asked again
				return
			}
			var failed *kafka.TransactionError
			if !errors.As(err, &failed) || failed.Retry != kafka.RetryMayDuplicate || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v", err)
			}
			if err := pub.PublishAtomically(deadline(t), three("c")...); err != nil {
				t.Fatal(err)
			}
			sees(t, brokers, "content.events", "a-1", "a-2", "a-3", "c-1", "c-2", "c-3")
		})
	}
}

// Close gives up a transaction, too, when its time is over.
func TestCloseAbandonsTransaction(t *testing.T) {
	target := startCluster(t)
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	published := make(chan error, 1)
	go func() { published <- pub.PublishAtomically(context.Background(), three("a")...) }()
	get(t, hang.arrived)
	err := pub.Close(canceled())
	want := "kafka: closing the publisher: 3 events were abandoned: context canceled; they were not written: publishing them again is safe"
	if err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	want = "kafka: the transaction of 3 events failed: the publisher was closed before it was acknowledged: context canceled; it was not written: publishing it again is safe"
	if err := get(t, published); err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	hang.release()
}

func TestTransactionWithoutBroker(t *testing.T) {
	addr := unbound(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{addr}}, DeliveryTimeout: time.Second})
	want := "kafka: the transaction of 3 events failed: " + addr + " did not acknowledge it within 1s: unable to dial: dial tcp " + addr + ": connect: connection refused; it was not written: publishing it again is safe"
	if err := pub.PublishAtomically(deadline(t), three("a")...); err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
}
