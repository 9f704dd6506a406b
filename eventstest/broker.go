package eventstest

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Broker is an embedded Kafka broker for one test. It keeps its data in memory and listens
// on a free port of the loopback interface.
type Broker struct {
	addrs  []string
	client *kgo.Client // for inspecting records, and for writing those that no publisher would send

	// mu guards the fields below.
	mu         sync.Mutex
	publisher  *kafka.Publisher   // used by Publish
	publishers []*kafka.Publisher // all publishers of this broker
	log        journal
}

// NewBroker starts a broker that is closed when the test ends. Starting takes about a
// millisecond, so each test can have its own.
func NewBroker(t testing.TB) *Broker {
	t.Helper()
	embedded, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatalf("eventstest: starting a broker: %v", err)
	}
	b := &Broker{addrs: embedded.Addrs()}
	t.Cleanup(func() {
		if b.client != nil {
			b.client.Close()
		}
		if err := embedded.Close(); err != nil {
			t.Errorf("eventstest: closing the broker: %v", err)
		}
	})
	if b.client, err = kgo.NewClient(b.options()...); err != nil {
		t.Fatalf("eventstest: connecting to the broker: %v", err)
	}
	return b
}

func (b *Broker) options() []kgo.Opt {
	return []kgo.Opt{
		kgo.SeedBrokers(b.addrs...),
		kgo.ClientID("eventstest"),
		kgo.AllowAutoTopicCreation(),
		kgo.ProducerLinger(0),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.KeepControlRecords(),                // they have offsets, too
		kgo.FetchMaxWait(10 * time.Millisecond), // what is asked for is there
		kgo.MetadataMinAge(10 * time.Millisecond),
	}
}

// Addrs returns the broker's addresses, for the configurations of publishers and consumers.
func (b *Broker) Addrs() []string { return append([]string(nil), b.addrs...) }

// Publisher returns a publisher for the broker with the default configuration. It is
// flushed whenever the test inspects what was published, and closed when the test ends.
func (b *Broker) Publisher(t testing.TB) *kafka.Publisher {
	t.Helper()
	p, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: b.addrs}})
	if err != nil {
		t.Fatalf("eventstest: a publisher: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := p.Close(ctx); err != nil {
			t.Errorf("eventstest: closing a publisher: %v", err)
		}
	})
	b.mu.Lock()
	defer b.mu.Unlock()
	b.publishers = append(b.publishers, p)
	return p
}

// Publish publishes events one after the other with [kafka.Publisher.Publish], to the
// topics of their domains.
func Publish(t testing.TB, b *Broker, messages ...events.Message) {
	t.Helper()
	ctx, cancel := within(t)
	defer cancel()
	p := b.own(t)
	for _, m := range messages {
		if err := p.Publish(ctx, m); err != nil {
			t.Fatalf("eventstest: publishing %s: %v", m.Meta().EventType, err)
		}
	}
}

// own is the broker's own publisher.
func (b *Broker) own(t testing.TB) *kafka.Publisher {
	t.Helper()
	b.mu.Lock()
	p := b.publisher
	b.mu.Unlock()
	if p == nil {
		p = b.Publisher(t)
		b.mu.Lock()
		b.publisher = p
		b.mu.Unlock()
	}
	return p
}

// PublishRecord writes a record unchanged, whether or not it is an event. Use it for
// records that no publisher of this library would send but that consumers must handle.
// Topic must be set. Partition, Offset and, if it is zero, Timestamp are set by the broker.
// It returns the record as it was written.
func PublishRecord(t testing.TB, b *Broker, r records.Record) records.Record {
	t.Helper()
	if r.Topic == "" {
		t.Fatalf("eventstest: a record needs a topic, such as content.events")
	}
	ctx, cancel := within(t)
	defer cancel()
	sent := &kgo.Record{Topic: r.Topic, Key: r.Key, Value: r.Value, Timestamp: r.Timestamp}
	for _, h := range r.Headers {
		sent.Headers = append(sent.Headers, kgo.RecordHeader(h))
	}
	if err := b.client.ProduceSync(ctx, sent).FirstErr(); err != nil {
		t.Fatalf("eventstest: writing a record to %s: %v", r.Topic, err)
	}
	return records.FromClient(sent)
}

// flush waits until everything that the broker's publishers have accepted is acknowledged.
func (b *Broker) flush(ctx context.Context, t testing.TB) {
	t.Helper()
	b.mu.Lock()
	publishers := append([]*kafka.Publisher(nil), b.publishers...)
	b.mu.Unlock()
	for _, p := range publishers {
		if err := p.Flush(ctx); err != nil {
			t.Fatalf("eventstest: flushing a publisher: %v", err)
		}
	}
}

// Logger returns a logger that writes to the test's log, which is shown if the test fails.
// Use it in the configurations of consumers.
func Logger(t testing.TB) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), nil))
}
