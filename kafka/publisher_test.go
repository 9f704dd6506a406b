package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/wire"
)

// untitled breaks its contract.
func untitled(id string) events.Event[content.Created] {
	e := created(id, events.WithID("bad-"+id))
	e.Payload.Title = ""
	return e
}

// unbound is an address that nobody listens on.
func unbound(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestInvalidEventsAreRefusedBeforeAnythingIsSent(t *testing.T) {
	brokers := startBroker(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
	err := pub.Publish(deadline(t), created("c-1"), untitled("c-2"), created("c-3"))
	var refused *kafka.PublishError
	if !errors.As(err, &refused) {
		t.Fatalf("error %v, want a PublishError", err)
	}
	if refused.Index != 1 || refused.EventType != "content.created" || refused.EventID != "bad-c-2" || !refused.Refused || refused.Retry != kafka.RetryUseless {
		t.Errorf("refused %+v", refused)
	}
	var invalid *events.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Violations) != 1 || invalid.Violations[0].Pointer != "/payload/title" {
		t.Errorf("it unwraps to %+v, want the title's violation", invalid)
	}
	want := "kafka: content.created bad-c-2 was refused, nothing was sent: content.created is invalid: /payload/title must not be empty"
	if err.Error() != want {
		t.Errorf("error %q\nwant  %q", err, want)
	}

	err = pub.Publish(deadline(t), untitled("c-4"), created("c-5"), untitled("c-6"), nil)
	failures := kafka.Failures(err)
	if len(failures) != 3 || failures[0].EventID != "bad-c-4" || failures[1].EventID != "bad-c-6" || failures[2].Index != 3 {
		t.Errorf("failures %+v", failures)
	}
	want = `kafka: 3 of 4 events were not published
kafka: content.created bad-c-4 was refused, nothing was sent: content.created is invalid: /payload/title must not be empty
kafka: content.created bad-c-6 was refused, nothing was sent: content.created is invalid: /payload/title must not be empty
kafka: event was refused, nothing was sent: the event is nil`
	if err.Error() != want {
		t.Errorf("error %s\nwant  %s", err, want)
	}

	if err := pub.Publish(deadline(t), events.Any{Metadata: events.Metadata{EventType: "a.b", EventID: "e"}}); err == nil ||
		err.Error() != `kafka: a.b e was refused, nothing was sent: event type "a.b" is unknown: add it to the contract, or register its descriptor` {
		t.Errorf("error %v", err)
	}
	topics, err := kadm.NewClient(client(t, brokers)).ListTopics(deadline(t))
	if err != nil || len(topics) != 0 {
		t.Errorf("topics %v, %v, want none: nothing was sent", topics.Names(), err)
	}
}

func TestManyFailuresAreCounted(t *testing.T) {
	pub := newPublisher(t, kafka.PublisherConfig{})
	err := pub.Publish(deadline(t), untitled("1"), untitled("2"), untitled("3"), untitled("4"), untitled("5"))
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 5 || lines[0] != "kafka: 5 of 5 events were not published" || lines[4] != "and 2 more" {
		t.Errorf("error %s", err)
	}
	if n := len(kafka.Failures(fmt.Errorf("outer: %w", err))); n != 5 {
		t.Errorf("%d failures, want 5", n)
	}
	if kafka.Failures(nil) != nil || kafka.Failures(errors.New("else")) != nil {
		t.Error("failures of something else")
	}
}

func TestNothingToPublish(t *testing.T) {
	if err := newPublisher(t, kafka.PublisherConfig{}).Publish(deadline(t)); err != nil {
		t.Error(err)
	}
}

// big is a sound event of so many bytes.
func big(t *testing.T, bytes int) events.Event[content.MetadataUpdated] {
	t.Helper()
	e := events.New("cms-service", content.MetadataUpdated{ContentID: "c-1", MetadataKey: "k", UpdatedBy: "u", NewValue: `""`})
	e.Payload.NewValue = wire.JSON(`"` + strings.Repeat("x", bytes-len(document(t, e))) + `"`)
	return e
}

func TestSizeLimit(t *testing.T) {
	brokers := startBroker(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
	// The greatest record, found by what is refused: it arrives.
	low, high := 1_000_000, 1<<20
	unsent := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{unbound(t)}}})
	for low+1 < high {
		middle := (low + high) / 2
		var failed *kafka.PublishError
		if err := unsent.Publish(canceled(), big(t, middle)); !errors.As(err, &failed) {
			t.Fatal(err)
		}
		if failed.Refused {
			high = middle
		} else {
			low = middle
		}
	}
	if err := pub.Publish(deadline(t), big(t, low)); err != nil {
		t.Errorf("an event of %d bytes: %v", low, err)
	}
	err := pub.Publish(deadline(t), big(t, high))
	want := "its record has 1048589 bytes, more than the 1048588 that the cluster is expected to take (message.max.bytes)"
	if err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("error %v\nwant  … %s", err, want)
	}
	var failed *kafka.PublishError
	if !errors.As(err, &failed) || !failed.Refused || failed.Retry != kafka.RetryUseless {
		t.Errorf("error %+v", failed)
	}
	if n := len(held(t, brokers, "content.events")); n != 1 {
		t.Errorf("%d records, want 1", n)
	}
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// Each produce request asks for all replicas and carries a producer's id.
func TestIdempotentAndAcknowledgedByAll(t *testing.T) {
	target := startCluster(t)
	var mu sync.Mutex
	var requests []*kmsg.ProduceRequest
	target.ControlKey(int16(kmsg.Produce), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		mu.Lock()
		defer mu.Unlock()
		requests = append(requests, req.(*kmsg.ProduceRequest))
		return nil, nil, false
	})
	publish(t, target.ListenAddrs(), created("c-1"))
	mu.Lock()
	defer mu.Unlock()
	if len(requests) != 1 {
		t.Fatalf("%d requests, want 1", len(requests))
	}
	if requests[0].Acks != -1 {
		t.Errorf("acks %d, want -1: all", requests[0].Acks)
	}
	var batch kmsg.RecordBatch
	if err := batch.ReadFrom(requests[0].Topics[0].Partitions[0].Records); err != nil {
		t.Fatal(err)
	}
	if batch.ProducerID < 0 || batch.FirstSequence != 0 || batch.Attributes&7 != 0 {
		t.Errorf("producer %d, sequence %d, attributes %b: want an id, 0, and no compression", batch.ProducerID, batch.FirstSequence, batch.Attributes)
	}
}

func TestGzip(t *testing.T) {
	brokers := startBroker(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Compression: kafka.CompressionGzip})
	if err := pub.Publish(deadline(t), big(t, 100_000)); err != nil {
		t.Fatal(err)
	}
	r := held(t, brokers, "content.events")[0]
	if r.Attrs.CompressionType() != 1 || len(r.Value) != 100_000 {
		t.Errorf("compression %d of %d bytes, want 1: gzip", r.Attrs.CompressionType(), len(r.Value))
	}
}

// An append that is answered by an error is tried again, and written once.
func TestAppendedThenErrorIsWrittenOnce(t *testing.T) {
	target := startCluster(t)
	fault := target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "content.events", Err: kerr.NotEnoughReplicasAfterAppend, Count: 2})
	publish(t, target.ListenAddrs(), created("c-1"))
	if fault.Hits() != 2 {
		t.Errorf("%d faults, want 2", fault.Hits())
	}
	if n := len(held(t, target.ListenAddrs(), "content.events")); n != 1 {
		t.Errorf("%d records, want 1", n)
	}
}

// An answer that gets lost with its connection is no duplicate either.
func TestLostAcknowledgementIsWrittenOnce(t *testing.T) {
	target := startCluster(t)
	var net lossy
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), ClientOptions: []kgo.Opt{kgo.Dialer(net.dial)}}})
	if err := pub.Publish(deadline(t), created("c-0")); err != nil {
		t.Fatal(err)
	}
	net.lose.Store(true)
	if err := pub.Publish(deadline(t), created("c-1")); err != nil {
		t.Fatal(err)
	}
	if net.lose.Load() {
		t.Error("no acknowledgement was lost")
	}
	if n := len(held(t, target.ListenAddrs(), "content.events")); n != 2 {
		t.Errorf("%d records, want 2", n)
	}
}

// A refusal says nothing of an earlier request for the record, whose answer got lost.
func TestRefusedAfterALostAcknowledgement(t *testing.T) {
	target := startCluster(t)
	var net lossy
	net.then = func() {
		target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "content.events", Err: kerr.TopicAuthorizationFailed, Count: 1})
	}
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), ClientOptions: []kgo.Opt{kgo.Dialer(net.dial)}}})
	if err := pub.Publish(deadline(t), created("c-0")); err != nil {
		t.Fatal(err)
	}
	net.lose.Store(true)
	err := pub.Publish(deadline(t), created("c-1", events.WithID("e-1")))
	var failed *kafka.PublishError
	if !errors.As(err, &failed) || failed.Retry != kafka.RetryMayDuplicate || !errors.Is(err, kerr.TopicAuthorizationFailed) {
		t.Fatalf("error %v, want one that may have been written", err)
	}
	want := "kafka: content.created e-1 was not published to content.events: TOPIC_AUTHORIZATION_FAILED: Not authorized to access topics: [Topic authorization failed.]; it may have been written: publishing it again may write it twice"
	if err.Error() != want {
		t.Errorf("error %q\nwant  %q", err, want)
	}
	if n := len(held(t, target.ListenAddrs(), "content.events")); n != 2 {
		t.Errorf("%d records, want 2: it was written", n)
	}
}

func TestClusterRefuses(t *testing.T) {
	for _, c := range []struct {
		answer *kerr.Error
		retry  kafka.RetryAdvice
		want   string
	}{
		{kerr.TopicAuthorizationFailed, kafka.RetryUseless,
			"kafka: content.created e-1 was not published to content.events: TOPIC_AUTHORIZATION_FAILED: Not authorized to access topics: [Topic authorization failed.]; it was not written: publishing it again as it is will fail again"},
		{kerr.MessageTooLarge, kafka.RetryUseless,
			"kafka: content.created e-1 was not published to content.events: MESSAGE_TOO_LARGE: The request included a message larger than the max message size the server will accept (uncompressed_bytes=340, compressed_bytes=340); it was not written: publishing it again as it is will fail again"},
		{kerr.UnknownServerError, kafka.RetryMayDuplicate,
			"kafka: content.created e-1 was not published to content.events: UNKNOWN_SERVER_ERROR: The server experienced an unexpected error when processing the request.; it may have been written: publishing it again may write it twice"},
	} {
		t.Run(c.answer.Message, func(t *testing.T) {
			target := startCluster(t, kfake.SeedTopics(6, "content.events"))
			target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "content.events", Err: c.answer, Count: -1})
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
			err := pub.Publish(deadline(t), created("c-1", events.WithID("e-1")), examples()[5])
			var failed *kafka.PublishError
			if !errors.As(err, &failed) || failed.Retry != c.retry || failed.Topic != "content.events" || failed.Refused || !errors.Is(err, c.answer) {
				t.Errorf("error %+v", failed)
			}
			if err.Error() != c.want {
				t.Errorf("error %q\nwant  %q", err, c.want)
			}
			// The other event of the call went its way.
			if n := len(held(t, target.ListenAddrs(), "search.events")); n != 1 {
				t.Errorf("%d searches, want 1", n)
			}
		})
	}
}

func TestMissingTopic(t *testing.T) {
	brokers := startBroker(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers, ClientOptions: []kgo.Opt{kgo.UnknownTopicRetries(0)}}, NoTopicCreation: true})
	err := pub.Publish(deadline(t), created("c-1", events.WithID("e-1")))
	want := "kafka: content.created e-1 was not published to content.events: UNKNOWN_TOPIC_OR_PARTITION: This server does not host this topic-partition.; it was not written: publishing it again is safe"
	if err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	topics, err := kadm.NewClient(client(t, brokers)).ListTopics(deadline(t))
	if err != nil || len(topics) != 0 {
		t.Errorf("topics %v, %v, want none", topics.Names(), err)
	}
}

func TestIllegalTopic(t *testing.T) {
	for _, topic := range []string{"", "a b", "..", strings.Repeat("x", 250)} {
		pub := newPublisher(t, kafka.PublisherConfig{Topics: func(events.Descriptor) string { return topic }})
		err := pub.Publish(deadline(t), created("c-1", events.WithID("e-1")))
		shown := topic
		if len(topic) > 64 {
			shown = topic[:64] + "…"
		}
		want := fmt.Sprintf("kafka: content.created e-1 was refused, nothing was sent: %q is not a topic name: want 1 to 249 letters, digits, dots, underscores and hyphens", shown)
		if err == nil || err.Error() != want {
			t.Errorf("error %v\nwant  %s", err, want)
		}
	}
}

func TestBrokerDown(t *testing.T) {
	addr := unbound(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{addr}}, DeliveryTimeout: time.Second})
	start := time.Now()
	err := pub.Publish(context.Background(), created("c-1", events.WithID("e-1")))
	if took := time.Since(start); took > 6*time.Second {
		t.Errorf("it took %v", took)
	}
	var failed *kafka.PublishError
	if !errors.As(err, &failed) || failed.Retry == kafka.RetryUseless {
		t.Fatalf("error %v, want a PublishError", err)
	}
	want := fmt.Sprintf("kafka: content.created e-1 was not published to content.events: %s did not acknowledge it within 1s: unable to dial: dial tcp %s: connect: connection refused; it was not written: publishing it again is safe", addr, addr)
	if err.Error() != want {
		t.Errorf("error %q\nwant  %q", err, want)
	}
}

// A broker that goes away is not waited for longer than one that never was.
func TestBrokerGone(t *testing.T) {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: b.Addrs()}, DeliveryTimeout: time.Second})
	if err := pub.Publish(deadline(t), created("c-0")); err != nil {
		t.Fatal(err)
	}
	b.Close()
	start := time.Now()
	err = pub.Publish(context.Background(), created("c-1"), created("c-2"))
	if took := time.Since(start); took > 6500*time.Millisecond {
		t.Errorf("it took %v", took)
	}
	if failures := kafka.Failures(err); len(failures) != 2 || failures[1].Retry == kafka.RetryUseless || !strings.Contains(err.Error(), b.Addrs()[0]) {
		t.Errorf("error %v", err)
	}
}

// A broker that takes the record and never answers is not waited for.
func TestBrokerSilent(t *testing.T) {
	target := startCluster(t)
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	result := make(chan error, 1)
	go func() { result <- pub.Publish(ctx, created("c-1", events.WithID("e-1"))) }()
	get(t, hang.arrived)
	cancel()
	err := get(t, result)
	want := "kafka: content.created e-1 was not published to content.events: context canceled; it may have been written: publishing it again may write it twice"
	if !errors.Is(err, context.Canceled) || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	hang.release()
}

// One caller's context does not fail the events of others.
func TestOneCallersEndIsNotAnothers(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	ctx, cancel := context.WithCancel(context.Background())
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { first <- pub.Publish(ctx, created("c-1")) }()
	get(t, hang.arrived)
	go func() { second <- pub.Publish(context.Background(), created("c-1")) }()
	cancel()
	if err := get(t, first); !errors.Is(err, context.Canceled) {
		t.Errorf("the first ends with %v", err)
	}
	hang.release()
	if err := get(t, second); err != nil {
		t.Errorf("the second ends with %v", err)
	}
	if n := len(held(t, target.ListenAddrs(), "content.events")); n != 2 {
		t.Errorf("%d records, want 2", n)
	}
}

func TestCanceledBeforehand(t *testing.T) {
	brokers := startBroker(t)
	err := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}}).Publish(canceled(), created("c-1", events.WithID("e-1")))
	want := "kafka: content.created e-1 was not published to content.events: context canceled; it was not written: publishing it again is safe"
	if !errors.Is(err, context.Canceled) || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
}

func TestPublisherClosed(t *testing.T) {
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: startBroker(t)}})
	if err := pub.Publish(deadline(t), created("c-1")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(pub.Close(deadline(t)), pub.Close(deadline(t))); err != nil {
		t.Fatal(err)
	}
	err := pub.Publish(deadline(t), created("c-2", events.WithID("e-2")))
	want := "kafka: content.created e-2 was not published to content.events: the publisher is closed; it was not written: publishing it again is safe"
	if !errors.Is(err, kafka.ErrClosed) || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
}

// Close waits for calls that are under way.
func TestCloseFlushes(t *testing.T) {
	target := startCluster(t)
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	published, closed := make(chan error, 1), make(chan error, 1)
	go func() { published <- pub.Publish(context.Background(), created("c-1")) }()
	get(t, hang.arrived)
	go func() { closed <- pub.Close(deadline(t)) }()
	select {
	case err := <-closed:
		t.Errorf("closed with %v, though a call is under way", err)
	default:
	}
	hang.release()
	if err := errors.Join(get(t, published), get(t, closed)); err != nil {
		t.Error(err)
	}
	if n := len(held(t, target.ListenAddrs(), "content.events")); n != 1 {
		t.Errorf("%d records, want 1", n)
	}
}

// More events than may be under way at once, from many callers, in order.
func TestManyAtOnce(t *testing.T) {
	brokers := startBroker(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
	const callers, each = 4, 3000
	var wg sync.WaitGroup
	for caller := range callers {
		wg.Go(func() {
			list := make([]events.Message, each)
			for i := range list {
				list[i] = created(fmt.Sprintf("c-%d", caller), events.WithID(fmt.Sprintf("%05d", i)))
			}
			if err := pub.Publish(deadline(t), list...); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	last := make(map[string]string)
	records := held(t, brokers, "content.events")
	for _, r := range records {
		key, id := string(r.Key), header(r, "event-id")
		if id <= last[key] && last[key] != "" {
			t.Fatalf("event %s of %s comes after %s", id, key, last[key])
		}
		last[key] = id
	}
	if len(records) != callers*each {
		t.Errorf("%d records, want %d", len(records), callers*each)
	}
}

// Beyond what may be under way, a call waits, but not longer than its context.
func TestFull(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error, 1)
	go func() { result <- pub.Publish(ctx, series(10_001)...) }()
	get(t, hang.arrived)
	cancel()
	failures := kafka.Failures(get(t, result))
	if len(failures) != 10_001 {
		t.Fatalf("%d failures, want 10001", len(failures))
	}
	if first, last := failures[0], failures[10_000]; first.Retry != kafka.RetryMayDuplicate || last.Retry != kafka.RetrySafe || !errors.Is(last, context.Canceled) {
		t.Errorf("the first: %v\nthe last: %v", first, last)
	}
	hang.release()
}

// The partition is the one that Java and kafkajs choose, by murmur2. The hashes
// are those of Kafka's own tests (UtilsTest.testMurmur2).
func TestPartitionOfKey(t *testing.T) {
	stage := newStage(t, 6)
	hashes := map[string]int32{
		"21": -973932308, "foobar": -790332482, "a-little-bit-long-string": -985981536,
		"a-little-bit-longer-string": -1486304829, "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8": -58897971, "abc": 479470107,
	}
	for key := range hashes {
		stage.publish(t, created(key))
	}
	for _, r := range held(t, stage.brokers, stage.name("content.events")) {
		if want := (hashes[string(r.Key)] & 0x7fffffff) % 6; r.Partition != want {
			t.Errorf("%s is in partition %d, want %d", r.Key, r.Partition, want)
		}
	}
}

func TestPublisherConfigErrors(t *testing.T) {
	for _, c := range []struct {
		config kafka.PublisherConfig
		want   string
	}{
		{kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{""}}}, `kafka: PublisherConfig.Cluster.Brokers has "": want host:port, such as 127.0.0.1:9092`},
		{kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{"a:9092", "b:0"}}}, `kafka: PublisherConfig.Cluster.Brokers has "b:0": want host:port, such as 127.0.0.1:9092`},
		{kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{"b:kafka"}}}, `kafka: PublisherConfig.Cluster.Brokers has "b:kafka": want host:port, such as 127.0.0.1:9092`},
		{kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{"[b"}}}, `kafka: PublisherConfig.Cluster.Brokers has "[b": want host:port, such as 127.0.0.1:9092`},
		{kafka.PublisherConfig{Compression: 7}, `kafka: PublisherConfig.Compression is 7: want CompressionNone or CompressionGzip; other codecs can be set by ClientOptions`},
		{kafka.PublisherConfig{DeliveryTimeout: -time.Second}, `kafka: PublisherConfig.DeliveryTimeout is -1s: want a positive duration, or 0 for the default of 30s`},
		{kafka.PublisherConfig{DeliveryTimeout: time.Millisecond}, `kafka: PublisherConfig.DeliveryTimeout is 1ms: want at least 1s`},
		{kafka.PublisherConfig{MaxBuffered: -1}, `kafka: PublisherConfig.MaxBuffered is -1: want a positive number, or 0 for the default of 10000`},
		{kafka.PublisherConfig{MaxBufferedBytes: -1}, `kafka: PublisherConfig.MaxBufferedBytes is -1: want a positive number, or 0 for the default of 67108864`},
		{kafka.PublisherConfig{WhenFull: 2}, `kafka: PublisherConfig.WhenFull is 2: want WhenFullBlock or WhenFullFail`},
		{kafka.PublisherConfig{Cluster: cluster.Config{ClientOptions: []kgo.Opt{kgo.ProducerBatchMaxBytes(1)}}}, `kafka: PublisherConfig makes no client: max record batch bytes 1 is less than allowed 512`},
	} {
		_, err := kafka.NewPublisher(c.config)
		var config *cluster.ConfigError
		if !errors.As(err, &config) || err.Error() != c.want {
			t.Errorf("error %v\nwant  %s", err, c.want)
		}
	}
	for _, broker := range []string{"kafka.example.org", "kafka.example.org:9092", "127.0.0.1", "::1", "[::1]:9093"} {
		newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{broker}}})
	}
}

// While Close waits for what is under way, nobody else has to wait with it.
func TestPublishWhileCloseWaits(t *testing.T) {
	target := startCluster(t, kfake.AllowAutoTopicCreation())
	hang := hangUp(t, target, kmsg.Produce)
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	first, closed := make(chan error, 1), make(chan error, 1)
	go func() { first <- p.Publish(deadline(t), created("c-1")) }()
	get(t, hang.arrived)
	go func() { closed <- p.Close(deadline(t)) }()
	for {
		ctx, cancel := context.WithTimeout(deadline(t), 10*time.Millisecond)
		err := p.Publish(ctx, created("c-2"))
		cancel()
		if errors.Is(err, kafka.ErrClosed) {
			break // and the first is still under way
		}
		if err == nil {
			t.Fatal("published, though the broker does not answer")
		}
	}
	select {
	case err := <-closed:
		t.Fatalf("Close did not wait: %v", err)
	default:
	}
	hang.release()
	if err := get(t, first); err != nil {
		t.Error(err)
	}
	if err := get(t, closed); err != nil {
		t.Error(err)
	}
}
