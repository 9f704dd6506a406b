package kafka

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/encode"
	"github.com/mediamesh/events/kafka/internal/outgoing"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
	"github.com/mediamesh/events/kafka/internal/transaction"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Publisher publishes events. It is safe for concurrent use; a process normally needs only
// one.
//
// Events with the same key keep the order in which they are published, with both Publish
// and PublishAsync.
//
// An event published with a handler's context is linked to the event being handled: its
// header causation-id is that event's id. Unless it has a correlation id of its own, it
// inherits that event's correlation id or, if there is none, its id. The event value passed
// by the caller is not modified.
type Publisher struct {
	config  PublisherConfig
	client  *kgo.Client
	watch   *connect.Watch // of the client
	encoder *encode.Encoder
	sender  *outgoing.Sender
	writers *topicwriter.Writers
	txn     *transaction.Client
	turn    chan struct{}               // holds one element during a transaction; the call that put it there may use txn
	metrics *telemetry.PublisherMetrics // nil for none
	timeout delivery.Timeout
	answers connect.Answers
	pings   connect.Pings
	closing closing
}

// NewPublisher returns a publisher. It does not connect to the cluster. The error is a
// *[cluster.ConfigError].
func NewPublisher(config PublisherConfig) (*Publisher, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	metrics, err := telemetry.NewPublisherMetrics(config.Metrics)
	if err != nil {
		return nil, err
	}
	p := &Publisher{
		config: config, metrics: metrics, watch: new(connect.Watch), closing: closing{done: make(chan struct{})},
		txn: newTransactions(config), turn: make(chan struct{}, 1),
		timeout: delivery.Timeout{Brokers: config.Cluster.Brokers, Within: config.DeliveryTimeout},
	}
	own := []kgo.Opt{
		// As in the Java client, a record that is not acknowledged in time fails even if
		// it was sent, and the error says so.
		kgo.AllowIdempotentProduceCancellation(),
		kgo.WithHooks(&p.answers),
	}
	if p.client, err = kgo.NewClient(config.options(p.watch, own...)...); err != nil {
		return nil, connect.Unusable("PublisherConfig", err)
	}
	size := topicwriter.BatchLimit(p.client)
	p.writers = topicwriter.NewWriters(p.client, topicwriter.Limits{Free: size, Expiry: config.DeliveryTimeout})
	p.encoder = p.newEncoder(size)
	p.sender = outgoing.NewSender(outgoing.Config{
		Client: p.client, Watch: p.watch, Writers: p.writers, Timeout: p.timeout,
		MaxBuffered: config.MaxBuffered, MaxBufferedBytes: config.MaxBufferedBytes, Closed: ErrClosed, Full: ErrFull,
		Failure: func(e *outgoing.Event, r delivery.Result) error { return p.failure(e, r) },
	})
	p.metrics.Follow(p.sender.Buffer)
	return p, nil
}

// options returns the options of the publisher's clients.
func (c PublisherConfig) options(hook kgo.Hook, own ...kgo.Opt) []kgo.Opt {
	codec := kgo.NoCompression()
	if c.Compression == CompressionGzip {
		codec = kgo.GzipCompression()
	}
	opts := append([]kgo.Opt{
		kgo.SeedBrokers(c.Cluster.Brokers...),
		kgo.ClientID("mediamesh-publisher"),
		kgo.WithHooks(hook),
		kgo.MetadataMinAge(connect.MetadataMinAge),
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.ProducerBatchCompression(codec),
		kgo.ProducerBatchMaxBytes(topicwriter.KafkaMaxMessageSize + topicwriter.ClientOverhead),
		kgo.ProducerLinger(c.linger()),
		kgo.MaxBufferedRecords(math.MaxInt32), // the publisher has its own limit
		kgo.RecordDeliveryTimeout(c.DeliveryTimeout),
	}, own...)
	if !c.NoTopicCreation {
		opts = append(opts, kgo.AllowAutoTopicCreation())
	}
	opts = append(opts, connect.Options(c.Cluster.Security)...)
	return append(opts, c.Cluster.ClientOptions...)
}

// linger returns how long a record waits for others in its batch if no caller waits for it,
// because larger batches cost less per record. With a small buffer it is 0, since the buffer
// would fill up meanwhile.
func (c PublisherConfig) linger() time.Duration {
	const linger = 5 * time.Millisecond // as in Kafka's own clients
	if c.MaxBuffered < defaultMaxBuffered || c.MaxBufferedBytes < defaultMaxBufferedBytes {
		return 0
	}
	return linger
}

// Publish validates the events and sends each to the topic of its type, with the key that
// its contract declares. It returns nil when the cluster has acknowledged all of them.
//
// If any event is invalid, too large or lacks the key that its contract requires, nothing
// is sent. Otherwise, the error lists the events that were not acknowledged before ctx
// ended or the delivery timeout expired. The other events were acknowledged. The error is a
// *[PublishError] or, if several events failed, a *[PublishErrors]; [Failures] lists the
// events of either. Each *[PublishError] wraps its cause, such as an
// *[events.InvalidError], and says whether publishing again is safe.
func (p *Publisher) Publish(ctx context.Context, list ...events.Message) error {
	sending := p.sender.Begin(len(list))
	defer p.sender.End(sending)
	var one [1]*outgoing.Event
	encoded, err := p.encode(ctx, list, one[:0])
	if err != nil {
		return err
	}
	hooks := p.hooksOf(encoded)
	var failed []*PublishError
	p.sender.Send(ctx, sending, encoded, func(i int, r delivery.Result) {
		var err error
		if r.Err != nil {
			failure := p.failureOf(i, list[i], r)
			failed, err = append(failed, failure), failure
		}
		if hooks != nil {
			hooks[i].Call(err)
		}
	})
	return publishError(failed, len(list))
}

// errNoCallback rejects a nil callback, with which a lost event would go unnoticed.
var errNoCallback = errors.New("the callback is nil")

// PublishAsync validates an event and buffers it for sending, without waiting for the
// cluster. If the publisher's buffer is full, PublishAsync waits for space until ctx ends
// or fails immediately, depending on PublisherConfig.WhenFull. Once the event is accepted,
// cancelling ctx has no effect. The event is sent in a batch within a few milliseconds.
//
// If PublishAsync returns an error, a *[PublishError], the event was not accepted and the
// callback is never called: the event is invalid, too large or lacks its key (Refused), the
// buffer is full ([ErrFull]), the publisher is closed ([ErrClosed]), or ctx has ended. Such
// errors are returned rather than passed to the callback because the caller can still
// correct the event, and because a callback that republishes on error would otherwise
// recurse endlessly. A nil callback is also an error.
//
// If it returns nil, the callback is called exactly once: with nil when the cluster has
// acknowledged the event, or with a *[PublishError] that says what publishing it again
// would do. The error arrives at the latest when the delivery timeout expires, or, if the
// cluster no longer responds to requests, when the client's own request timeout expires (by
// default up to 20 s later).
//
// Callbacks are called one at a time, in a goroutine of the publisher. A callback may
// publish with any method, even if the buffer is full: the limits of the buffer do not apply
// to its events. It may take locks or block, but meanwhile other callbacks wait and their
// events stay in the buffer. It must not call [Publisher.Flush] or [Publisher.Close], which
// wait for callbacks, or wait for another goroutine that publishes.
func (p *Publisher) PublishAsync(ctx context.Context, e events.Message, callback func(error)) error {
	call := p.call(ctx)
	one, refused := p.encodeOne(&call, 0, e)
	if refused != nil {
		return refused
	}
	if callback == nil {
		return p.withdraw(one, delivery.Result{Err: errNoCallback, Retry: delivery.Useless}, true)
	}
	if err := p.sender.SendAsync(ctx, one, p.config.WhenFull == WhenFullFail, callback); err != nil {
		return p.withdraw(one, delivery.Result{Err: err, Retry: delivery.Safe}, false)
	}
	return nil
}

// PublishTombstone sends a record without a value to the topic of a type. In a compacted
// topic, this deletes the events with that key. key is the key of those events: the value
// of the field that their contract declares. The header event-type names the type, which
// [HandleTombstones] uses. Trace, causation and custom headers are written and interceptors
// are called as for an event.
//
// The tombstone is ordered with events of the same key, as events are. The error is a
// *[PublishError], as for [Publisher.Publish]. If key is empty, it wraps a
// *[MissingKeyError].
//
// In a topic with several types, all types share one key space: compaction keeps only the
// last record of each key, whatever its type.
func (p *Publisher) PublishTombstone(ctx context.Context, t events.Descriptor, key string) error {
	return p.Publish(ctx, encode.Tombstone{Type: t, Deleted: key, NoValue: ErrNoValue})
}

// Flush waits until every event accepted before the call has been acknowledged or has
// failed, and its callback has returned. If ctx ends first, the error is a *[FlushError].
// Do not call Flush from a callback: it would deadlock.
func (p *Publisher) Flush(ctx context.Context) error {
	if err := p.sender.Flush(ctx); err != nil {
		return &FlushError{Unsettled: p.sender.Buffer.Unsettled(), Err: err}
	}
	return nil
}

// FlushError reports that Flush returned before all events that it waited for were
// acknowledged or had failed. The remaining events are still being sent.
type FlushError struct {
	Unsettled int   // accepted events that are still pending, including those accepted after Flush was called
	Err       error // why Flush stopped waiting
}

func (e *FlushError) Error() string {
	return fmt.Sprintf("kafka: flushing: %d events are not settled yet: %v", e.Unsettled, e.Err)
}

func (e *FlushError) Unwrap() error { return e.Err }
