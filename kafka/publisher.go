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

// Publisher publishes events. It is safe for concurrent use; one is enough for
// a process.
//
// Events of one key that are published one after the other keep that order,
// whether by Publish or PublishAsync.
//
// What is published with the context of a handler tells what it was caused by:
// its header causation-id is the id of the event that the handler was called
// for, and it gets that event's correlation id, or id if there is none, unless
// it has a correlation id of its own. The value that was given is not changed.
type Publisher struct {
	config  PublisherConfig
	client  *kgo.Client
	watch   *connect.Watch // of the client
	encoder *encode.Encoder
	sender  *outgoing.Sender
	writers *topicwriter.Writers
	txn     *transaction.Client
	turn    chan struct{}               // holds one while a transaction is under way, whose call has txn
	metrics *telemetry.PublisherMetrics // nil for none
	timeout delivery.Timeout
	answers connect.Answers
	pings   connect.Pings
	closing closing
}

// NewPublisher returns a publisher. It does not connect yet. The error is a
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
		// As in the Java client, a record that is not acknowledged in time is
		// given up even if it was sent, and the error says so.
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

// options are those of the publisher's clients.
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
		kgo.MaxBufferedRecords(math.MaxInt32), // the publisher has a limit of its own
		kgo.RecordDeliveryTimeout(c.DeliveryTimeout),
	}, own...)
	if !c.NoTopicCreation {
		opts = append(opts, kgo.AllowAutoTopicCreation())
	}
	opts = append(opts, connect.Options(c.Cluster.Security)...)
	return append(opts, c.Cluster.ClientOptions...)
}

// linger is how long a record may wait for others that share its batch, unless
// somebody waits for it: larger batches cost everybody less. A small buffer would
// fill up in the meantime.
func (c PublisherConfig) linger() time.Duration {
	const linger = 5 * time.Millisecond // as in Kafka's own clients
	if c.MaxBuffered < defaultMaxBuffered || c.MaxBufferedBytes < defaultMaxBufferedBytes {
		return 0
	}
	return linger
}

// Publish validates the events and sends them, each to its type's topic, with
// the key that the contract names. It returns nil when the cluster has
// acknowledged all of them.
//
// If any event is invalid, too large or without the key that its contract names,
// nothing is sent. Otherwise an error is about those events that were not
// acknowledged, before ctx ended or the delivery timeout; others may have been.
// It is a *[PublishError] or, for several events, *[PublishErrors]; [Failures]
// lists either. Each unwraps to the cause, such as an *[events.InvalidError],
// and says what a retry would do.
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

// errNoCallback says that a lost event would go unnoticed.
var errNoCallback = errors.New("there is no callback to tell of its outcome")

// PublishAsync validates an event and hands it over, without waiting for the
// cluster. If the publisher's buffer is full, it waits for room until ctx ends,
// or fails at once, as its configuration says. Once the event is accepted, ctx
// means nothing to it any more. It is sent with others, a few milliseconds later
// at most.
//
// An error is a *[PublishError] and says that the event was not accepted, for it
// is invalid, too large or without its key (Refused), or the buffer is full
// ([ErrFull]), the publisher closed ([ErrClosed]) or ctx over. Then the callback
// is never called. It is returned, rather than called back, because the caller who made
// the event can still do something about it there, and because a callback that
// publishes again would call itself without end. A nil callback is an error too.
//
// If it returns nil, the callback is called exactly once: with nil when the
// cluster has acknowledged the event, or with a *[PublishError] that says what
// publishing it again would do. The latter comes at the latest when the delivery
// timeout is over, if the cluster still answers requests, and otherwise when the
// client has given those up (as Kafka's default is, after up to 20 s more).
//
// Callbacks are called one after the other, in no caller's goroutine. A callback
// may publish by any method, also if the buffer is full: what it publishes is let
// in. It may take locks, and it may take long, but then others wait for it: their
// events stay in the buffer. It must not wait for [Publisher.Flush] or
// [Publisher.Close], which wait for it, nor for another goroutine that publishes.
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

// PublishTombstone sends a record without a value to the topic of a type, which deletes the
// events of a key from it if the topic is compacted. The key is that of the events: the
// field that their contract names. The record's header event-type names the type, as
// [HandleTombstones] reads it; headers of a trace, a cause and the service's own are written
// as with an event, and interceptors are called.
//
// The tombstone keeps its order with events of the key, as events do among themselves. An
// error is a *[PublishError], as of [Publisher.Publish]; without a key, it wraps a
// *[MissingKeyError].
//
// A topic that has several types has one key for all of them: compacting it keeps the last
// record of a key, whatever its type.
func (p *Publisher) PublishTombstone(ctx context.Context, t events.Descriptor, key string) error {
	return p.Publish(ctx, encode.Tombstone{Type: t, Deleted: key, NoValue: ErrNoValue})
}

// Flush waits until all events are settled that were accepted before: each was
// acknowledged or failed, and its callback has returned. If ctx ends first, the
// error is a *[FlushError]. A callback that calls it waits for itself.
func (p *Publisher) Flush(ctx context.Context) error {
	if err := p.sender.Flush(ctx); err != nil {
		return &FlushError{Unsettled: p.sender.Buffer.Unsettled(), Err: err}
	}
	return nil
}

// FlushError says that a call to Flush ended before all events were settled
// that it waited for. They are still under way.
type FlushError struct {
	Unsettled int   // events that were accepted and not settled, the latest included
	Err       error // why the call ended
}

func (e *FlushError) Error() string {
	return fmt.Sprintf("kafka: flushing: %d events are not settled yet: %v", e.Unsettled, e.Err)
}

func (e *FlushError) Unwrap() error { return e.Err }
