package kafka_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/wire"
)

// createLimited creates a topic that takes batches of so many bytes.
func (s *stage) createLimited(t testing.TB, topic string, partitions int32, limit string) {
	t.Helper()
	const clusterDefault = -1
	if _, err := s.admin.CreateTopic(deadline(t), partitions, clusterDefault, map[string]*string{"max.message.bytes": &limit}, s.name(topic)); err != nil {
		t.Fatal(err)
	}
	s.awaitPartition(t, topic, partitions-1)
}

// denyConfigs has the embedded cluster refuse to describe topics, as one does
// whose access rules do not allow it.
func (s *stage) denyConfigs(t testing.TB) {
	t.Helper()
	s.cluster.ControlKey(int16(kmsg.DescribeConfigs), func(req kmsg.Request) (kmsg.Response, error, bool) {
		s.cluster.KeepControl()
		resp := req.ResponseKind().(*kmsg.DescribeConfigsResponse)
		for _, r := range req.(*kmsg.DescribeConfigsRequest).Resources {
			out := kmsg.NewDescribeConfigsResponseResource()
			out.ResourceType, out.ResourceName, out.ErrorCode = r.ResourceType, r.ResourceName, kerr.TopicAuthorizationFailed.Code
			resp.Resources = append(resp.Resources, out)
		}
		return resp, nil, true
	})
}

// outcomes collects what callbacks get, by event id.
type outcomes struct {
	mu     sync.Mutex
	errors map[string]error
}

func (o *outcomes) of(id string) func(error) {
	return func(err error) {
		o.mu.Lock()
		defer o.mu.Unlock()
		if o.errors == nil {
			o.errors = make(map[string]error)
		}
		o.errors[id] = err
	}
}

// failed returns the ids of events that were not written.
func (o *outcomes) failed() (list []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for id, err := range o.errors {
		if err != nil {
			list = append(list, id+": "+err.Error())
		}
	}
	return list
}

// requireOrder asserts that a topic has the events that were acknowledged, each
// once, and those of a key in the order that their titles count.
func requireOrder(t testing.TB, records []*kgo.Record, acknowledged int) {
	t.Helper()
	last, seen := make(map[string]int), make(map[string]bool)
	for _, r := range records {
		e, err := events.Unmarshal[content.Created](r.Value)
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if _, err := fmt.Sscanf(e.Payload.Title, "%d", &n); err != nil {
			t.Fatal(err)
		}
		id := e.Metadata.EventID
		if seen[id] {
			t.Errorf("%s of %s was written twice", id, r.Key)
		}
		if n <= last[string(r.Key)] {
			t.Errorf("of %s, %d was written after %d", r.Key, n, last[string(r.Key)])
		}
		seen[id], last[string(r.Key)] = true, n
	}
	if len(seen) != acknowledged {
		t.Errorf("%d events were written, and %d acknowledged", len(seen), acknowledged)
	}
}

// numbered is the nth event about a content.
func numbered(contentID string, n int, filler string) events.Event[content.Created] {
	e := created(contentID)
	e.Payload.Title = fmt.Sprintf("%d %s", n, filler)
	return e
}

func TestPublisher_SplitsBatchesThatAreTooLargeForTheTopic(t *testing.T) {
	for name, c := range map[string]struct {
		config kafka.PublisherConfig
		denied bool // describing topics is not allowed
	}{
		"limit known":            {},
		"limit unknown":          {denied: true},
		"nothing lingers":        {config: kafka.PublisherConfig{MaxBuffered: 500}, denied: true},
		"compressed":             {config: kafka.PublisherConfig{Compression: kafka.CompressionGzip}},
		"CloudEvents":            {config: kafka.PublisherConfig{Mode: kafka.ModeCloudEventsBinary}, denied: true},
		"limit below two events": {config: kafka.PublisherConfig{}, denied: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.denied {
				onlyEmbedded(t)
			}
			s := newStage(t, 1)
			limit := "10000"
			if name == "limit below two events" {
				limit = "900"
			}
			s.createLimited(t, "small.content.events", 2, limit)
			if c.denied {
				s.denyConfigs(t)
			}
			c.config.Cluster.Brokers, c.config.Topics = s.brokers, kafka.Prefixed(s.name("small."), nil)
			pub := newPublisher(t, c.config)
			var got outcomes
			const each = 150
			for n := 1; n <= each; n++ {
				for _, key := range []string{"a", "b", "c", "d"} {
					e := numbered(key, n, "filler")
					if err := pub.PublishAsync(deadline(t), e, got.of(e.Metadata.EventID)); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := pub.Flush(deadline(t)); err != nil {
				t.Fatal(err)
			}
			if failed := got.failed(); failed != nil {
				t.Fatalf("%d events failed, such as %s", len(failed), failed[0])
			}
			if c.config.Mode == kafka.ModeEnvelope {
				requireOrder(t, s.held(t, "small.content.events"), 4*each)
			} else if n := len(s.held(t, "small.content.events")); n != 4*each {
				t.Errorf("%d records, want %d", n, 4*each)
			}
			// Events that somebody waits for, when the topic is known to be small.
			var callers sync.WaitGroup
			for i := range 16 {
				callers.Go(func() {
					if err := pub.Publish(deadline(t), numbered(fmt.Sprint("sync", i), 1, ""), numbered(fmt.Sprint("sync", i), 2, "")); err != nil {
						t.Error(err)
					}
				})
			}
			callers.Wait()
		})
	}
}

func TestPublisher_RefusesOnlyTheEventThatIsTooLarge(t *testing.T) {
	for name, denied := range map[string]bool{"limit known": false, "limit unknown": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if denied {
				onlyEmbedded(t)
			}
			s := newStage(t, 1)
			s.createLimited(t, "small.content.events", 1, "10000")
			if denied {
				s.denyConfigs(t)
			}
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: kafka.Prefixed(s.name("small."), nil)})
			var got outcomes
			large := numbered("a", 20, "")
			large.Payload.Unknown = wire.Unknown(`"note":"` + strings.Repeat("x", 20_000) + `"`)
			for n := 1; n <= 40; n++ {
				e := numbered("a", n, "")
				if n == 20 {
					e = large
				}
				if err := pub.PublishAsync(deadline(t), e, got.of(e.Metadata.EventID)); err != nil {
					t.Fatal(err)
				}
			}
			if err := pub.Flush(deadline(t)); err != nil {
				t.Fatal(err)
			}
			failed := got.errors[large.Metadata.EventID]
			var refused *kafka.PublishError
			if !errors.As(failed, &refused) || refused.Retry != kafka.RetryUseless || !errors.Is(failed, kerr.MessageTooLarge) {
				t.Errorf("the large event: %v", failed)
			}
			if list := got.failed(); len(list) != 1 {
				t.Errorf("%d events failed: %s", len(list), strings.Join(list, "\n"))
			}
			requireOrder(t, s.held(t, "small.content.events"), 39)
		})
	}
}

// A compacted topic refuses a batch with a record without a key.
func TestPublisher_RefusesOnlyTheEventThatIsInvalidForTheTopic(t *testing.T) {
	t.Parallel()
	onlyEmbedded(t) // whose answer is made up: all our events have keys
	s := newStage(t, 1)
	s.refuseBatchesWith(t, "REFUSED")
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming()})
	var got outcomes
	var bad []string
	for n := 1; n <= 300; n++ {
		e := numbered(fmt.Sprint("k-", n%5), n, "")
		if n == 70 || n == 71 || n == 222 {
			e = numbered(fmt.Sprint("k-", n%5), n, "REFUSED")
			bad = append(bad, e.Metadata.EventID)
		}
		if err := pub.PublishAsync(deadline(t), e, got.of(e.Metadata.EventID)); err != nil {
			t.Fatal(err)
		}
	}
	if err := pub.Flush(deadline(t)); err != nil {
		t.Fatal(err)
	}
	for _, id := range bad {
		var refused *kafka.PublishError
		if !errors.As(got.errors[id], &refused) || refused.Retry != kafka.RetryUseless || !errors.Is(refused, kerr.InvalidRecord) {
			t.Errorf("a bad event: %v", got.errors[id])
		}
	}
	if list := got.failed(); len(list) != len(bad) {
		t.Errorf("%d events failed, such as %s", len(list), list[0])
	}
	requireOrder(t, s.held(t, "content.events"), 297)
}

// refuseBatchesWith has the embedded cluster refuse batches in which a text is.
func (s *stage) refuseBatchesWith(t testing.TB, text string) {
	t.Helper()
	s.cluster.ControlKey(int16(kmsg.Produce), func(req kmsg.Request) (kmsg.Response, error, bool) {
		s.cluster.KeepControl()
		p := req.(*kmsg.ProduceRequest)
		resp := req.ResponseKind().(*kmsg.ProduceResponse)
		found := false
		for _, topic := range p.Topics {
			out := kmsg.NewProduceResponseTopic()
			out.Topic, out.TopicID = topic.Topic, topic.TopicID
			for _, partition := range topic.Partitions {
				answer := kmsg.NewProduceResponseTopicPartition()
				answer.Partition, answer.ErrorCode = partition.Partition, kerr.InvalidRecord.Code
				found = found || bytes.Contains(partition.Records, []byte(text))
				out.Partitions = append(out.Partitions, answer)
			}
			resp.Topics = append(resp.Topics, out)
		}
		return resp, nil, found
	})
}

func TestPublisher_GoesOnWhenATopicIsCreatedAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t, 2)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), NoTopicCreation: true})
	var got outcomes
	publishing, stop := context.WithCancel(context.Background())
	published := make(chan int)
	go func() {
		n := 0
		for publishing.Err() == nil {
			n++
			for _, key := range []string{"a", "b", "c"} {
				e := numbered(key, n, "")
				if err := pub.PublishAsync(publishing, e, got.of(e.Metadata.EventID)); err != nil && publishing.Err() == nil {
					t.Error(err)
				}
			}
			select {
			case <-time.After(time.Millisecond):
			case <-publishing.Done():
			}
		}
		published <- n
	}()
	// At least some are written before the topic goes.
	s.awaitRecords(t, "content.events", 30)
	if _, err := s.admin.DeleteTopic(deadline(t), s.name("content.events")); err != nil {
		t.Fatal(err)
	}
	s.createAgain(t, "content.events", 2)
	begun := time.Now()
	s.awaitRecords(t, "content.events", 30)
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("it took %v to go on", took)
	}
	stop()
	t.Logf("%d of each key", <-published)
	if err := pub.Flush(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if h := pub.Health(deadline(t)); !h.Ready || len(h.Warnings) > 0 {
		t.Errorf("afterwards: %+v", h)
	}
	// What failed was not written, or to the old topic only. Nothing overtook.
	last := make(map[string]int)
	for _, r := range s.held(t, "content.events") {
		e, err := events.Unmarshal[content.Created](r.Value)
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if _, err := fmt.Sscanf(e.Payload.Title, "%d", &n); err != nil || n <= last[string(r.Key)] {
			t.Errorf("of %s, %q was written after %d", r.Key, e.Payload.Title, last[string(r.Key)])
		}
		if err := got.errors[e.Metadata.EventID]; err != nil {
			t.Errorf("%s was written, and %v", e.Payload.Title, err)
		}
		last[string(r.Key)] = n
	}
}

// createAgain creates a topic that was just deleted, as soon as the cluster lets
// it.
func (s *stage) createAgain(t testing.TB, topic string, partitions int32) {
	t.Helper()
	ctx := deadline(t)
	for {
		_, err := s.admin.CreateTopic(ctx, partitions, -1, nil, s.name(topic))
		if err == nil {
			return
		}
		if !errors.Is(err, kerr.TopicAlreadyExists) {
			t.Fatal(err)
		}
	}
}

// awaitRecords waits until a topic holds at least so many records.
func (s *stage) awaitRecords(t testing.TB, topic string, want int64) {
	t.Helper()
	ctx := deadline(t)
	for {
		ends, err := s.admin.ListEndOffsets(ctx, s.name(topic))
		if ctx.Err() != nil {
			t.Fatalf("%s has fewer than %d records: %v", topic, want, err)
		}
		var sum int64
		for _, o := range ends[s.name(topic)] {
			if o.Err == nil {
				sum += o.Offset
			}
		}
		if sum >= want {
			return
		}
	}
}

func TestPublishAtomically_SplitsBatchesThatAreTooLargeForTheTopic(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.createLimited(t, "small.content.events", 1, "10000")
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: kafka.Prefixed(s.name("small."), nil)})
	for transaction := range 3 {
		var list []events.Message
		for n := 1; n <= 100; n++ {
			list = append(list, numbered("a", 100*transaction+n, "filler"))
		}
		if err := pub.PublishAtomically(deadline(t), list...); err != nil {
			t.Fatal(err)
		}
	}
	requireOrder(t, s.committedRecords(t, "small.content.events", 300), 300)
}

func TestPublishAtomically_GoesOnWhenATopicIsCreatedAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), NoTopicCreation: true})
	if err := pub.PublishAtomically(deadline(t), numbered("a", 1, ""), numbered("a", 2, "")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.admin.DeleteTopic(deadline(t), s.name("content.events")); err != nil {
		t.Fatal(err)
	}
	s.createAgain(t, "content.events", 1)
	ctx, n := deadline(t), 3
	for {
		err := pub.PublishAtomically(ctx, numbered("a", n, ""), numbered("a", n+1, ""))
		if err == nil {
			break
		}
		var failed *kafka.TransactionError
		if !errors.As(err, &failed) || failed.Retry == kafka.RetryUseless || ctx.Err() != nil {
			t.Fatal(err)
		}
		n += 2
	}
	requireOrder(t, s.committedRecords(t, "content.events", 2), 2)
}

// committedRecords reads the first records of a topic that are committed.
func (s *stage) committedRecords(t testing.TB, topic string, n int) (list []*kgo.Record) {
	t.Helper()
	c := client(t, s.brokers, kgo.ConsumeTopics(s.name(topic)), kgo.FetchIsolationLevel(kgo.ReadCommitted()))
	defer c.Close()
	for len(list) < n {
		fetches := c.PollFetches(deadline(t))
		if err := fetches.Err(); err != nil {
			t.Fatalf("%d of %d records: %v", len(list), n, err)
		}
		list = append(list, fetches.Records()...)
	}
	return list
}

func TestRedrive_SendsMoreThanOneBatchTakes(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	const letters = 120
	var records []*kgo.Record
	for i := range letters {
		e := created(fmt.Sprint("c-", i))
		e.Payload.Unknown = wire.Unknown(`"note":"` + strings.Repeat("x", 20_000) + `"`)
		records = append(records, &kgo.Record{Key: []byte(e.Payload.ContentID), Value: document(t, e)})
	}
	for _, r := range records {
		s.send(t, r)
	}
	var mended atomic.Bool
	c := s.consumer(t, kafka.ConsumerConfig{Retry: kafka.RetryPolicy{MaxAttempts: 1}})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return unless(mended.Load()) })
	run := runUntilStopped(t, c)
	s.awaitCommitted(t, letters)
	for _, r := range s.held(t, "content.events.dlq") {
		if header(r, "dlq-error") != "busy" || header(r, "dlq-attempts") != "1" || header(r, "dlq-stripped") != "" {
			t.Fatalf("a dead letter has %s", headers(r))
		}
	}
	mended.Store(true)
	r, err := dlq.NewRedriver(dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, Registry: catalog.Registry(), DeadLetterTopic: s.name("content.events.dlq")})
	if err != nil {
		t.Fatal(err)
	}
	report, err := r.Run(deadline(t))
	if err != nil || report.Sent != letters || report.Handled != letters {
		t.Errorf("%+v, %v", report, err)
	}
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
}
