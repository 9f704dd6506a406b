package kafka_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.uber.org/goleak"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

func TestMain(m *testing.M) {
	// Tests wait for brokers more than they work. The command line has its say.
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// patience bounds each wait of a test. Nothing waits for it to pass.
const patience = 30 * time.Second

func deadline(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// onlyEmbedded skips a test that has a broker of its own where the real one is
// what is to be tested.
func onlyEmbedded(t testing.TB) {
	t.Helper()
	if realBrokers != nil {
		t.Skip("it has an embedded broker of its own")
	}
}

func startBroker(t testing.TB) []string {
	t.Helper()
	onlyEmbedded(t)
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b.Addrs()
}

// startCluster is a broker whose answers a test can spoil.
func startCluster(t testing.TB, opts ...kfake.Opt) *kfake.Cluster {
	t.Helper()
	onlyEmbedded(t)
	c, err := kfake.NewCluster(append([]kfake.Opt{
		kfake.NumBrokers(1), kfake.DefaultNumPartitions(6), kfake.AllowAutoTopicCreation(),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func newPublisher(t testing.TB, config kafka.PublisherConfig) *kafka.Publisher {
	t.Helper()
	p, err := kafka.NewPublisher(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close(context.Background()) })
	return p
}

func publish(t testing.TB, brokers []string, list ...events.Message) {
	t.Helper()
	if err := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}}).Publish(deadline(t), list...); err != nil {
		t.Fatal(err)
	}
}

// newConsumer is one of group "test" that reads the catalog's events to the
// end, unless config says otherwise.
func newConsumer(t testing.TB, config kafka.ConsumerConfig) *kafka.Consumer {
	t.Helper()
	if config.Group == "" {
		config.Group = "test"
	}
	if config.Registry == nil {
		config.Registry = catalog.Registry()
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	c, err := kafka.NewConsumer(config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func handle[P events.Payload[P]](t testing.TB, c *kafka.Consumer, h func(context.Context, events.Event[P]) error) {
	t.Helper()
	if err := kafka.Handle(c, h); err != nil {
		t.Fatal(err)
	}
}

func handleAny(t testing.TB, c *kafka.Consumer, h func(context.Context, events.Any) error, types ...string) {
	t.Helper()
	if err := kafka.HandleAny(c, h, types...); err != nil {
		t.Fatal(err)
	}
}

// runToEnd runs a consumer that exits at the end.
func runToEnd(t testing.TB, c *kafka.Consumer) {
	t.Helper()
	ctx := deadline(t)
	if err := c.RunToEnd(ctx); err != nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		t.Fatal("the end was not reached")
	}
}

// running is a consumer that runs until it is stopped.
type running struct {
	cancel context.CancelFunc
	result chan error
}

func runUntilStopped(t testing.TB, c *kafka.Consumer) *running { return start(t, c.Run) }

// startToEnd is runUntilStopped of a consumer that ends by itself as well.
func startToEnd(t testing.TB, c *kafka.Consumer) *running { return start(t, c.RunToEnd) }

func start(t testing.TB, run func(context.Context) error) *running {
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{cancel: cancel, result: make(chan error, 1)}
	go func() { r.result <- run(ctx) }()
	t.Cleanup(func() {
		cancel()
		r.wait(t)
	})
	return r
}

// wait returns how the run ended.
func (r *running) wait(t testing.TB) error {
	t.Helper()
	select {
	case err := <-r.result:
		r.result <- err
		return err
	case <-deadline(t).Done():
		t.Fatal("the consumer does not end")
		return nil
	}
}

func (r *running) stop(t testing.TB) error {
	t.Helper()
	r.cancel()
	return r.wait(t)
}

// get waits for what a handler sends.
func get[T any](t testing.TB, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-deadline(t).Done():
		t.Fatal("nothing came")
		panic("unreachable")
	}
}

func client(t testing.TB, brokers []string, opts ...kgo.Opt) *kgo.Client {
	t.Helper()
	c, err := kgo.NewClient(append([]kgo.Opt{
		kgo.SeedBrokers(brokers...), kgo.AllowAutoTopicCreation(), kgo.DisableClientMetrics(),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// send produces records as they are.
func send(t testing.TB, brokers []string, records ...*kgo.Record) {
	t.Helper()
	c := client(t, brokers)
	defer c.Close()
	for _, r := range records {
		if err := c.ProduceSync(deadline(t), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
}

// held returns all records of a topic.
func held(t testing.TB, brokers []string, topic string) []*kgo.Record {
	t.Helper()
	c := client(t, brokers, kgo.ConsumeTopics(topic), kgo.FetchMaxWait(100*time.Millisecond))
	defer c.Close()
	ends, err := kadm.NewClient(c).ListEndOffsets(deadline(t), topic)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ends.Each(func(o kadm.ListedOffset) {
		if o.Err == nil {
			n += int(o.Offset)
		}
	})
	var records []*kgo.Record
	for len(records) < n {
		fetches := c.PollFetches(deadline(t))
		if err := fetches.Err(); err != nil {
			t.Fatalf("%d of %d records of %s: %v", len(records), n, topic, err)
		}
		records = append(records, fetches.Records()...)
	}
	return records
}

// committed returns how far a group has committed a topic, all partitions
// together.
func committed(t testing.TB, brokers []string, group, topic string) int64 {
	t.Helper()
	c := client(t, brokers)
	defer c.Close()
	offsets, err := kadm.NewClient(c).FetchOffsets(deadline(t), group)
	if err != nil {
		t.Fatal(err)
	}
	var sum int64
	offsets.Each(func(o kadm.OffsetResponse) {
		if o.Topic == topic && o.At > 0 {
			sum += o.At
		}
	})
	return sum
}

// header returns a record's header, "" if it has none.
func header(r *kgo.Record, key string) string {
	value := ""
	for _, h := range r.Headers {
		if h.Key == key {
			value = string(h.Value)
		}
	}
	return value
}

// headers writes a record's headers out, "a=1 b=2".
func headers(r *kgo.Record) string {
	var list []string
	for _, h := range r.Headers {
		list = append(list, h.Key+"="+string(h.Value))
	}
	return strings.Join(list, " ")
}

// created is a sound event about the content of an id.
func created(id string, opts ...events.Option) events.Event[content.Created] {
	return events.New("cms-service", content.Created{
		ContentID: id, ContentType: "MOVIE", Title: "Title of " + id, CreatedBy: "user-456",
	}, opts...)
}

// series is n sound events about one content each: c-0, c-1, …
func series(n int) []events.Message {
	list := make([]events.Message, n)
	for i := range list {
		list[i] = created(fmt.Sprintf("c-%d", i))
	}
	return list
}

// document is an event as it is on the wire.
func document(t testing.TB, e events.Message) []byte {
	t.Helper()
	data, err := events.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// logs collects what is logged.
type logs struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func (l *logs) logger() *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
