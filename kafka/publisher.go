package kafka

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/sendbuffer"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
	"github.com/mediamesh/events/kafka/internal/transaction"
	"github.com/twmb/franz-go/pkg/kgo"
)

// errOthersRefused is why an event was not sent that nothing is wrong with.
var errOthersRefused = errors.New("another event of the call was refused")

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
	config    PublisherConfig
	client    *kgo.Client
	watch     *connect.Watch
	maxSize   int
	buffer    *sendbuffer.Buffer
	callbacks callbacks
	deadlines sendbuffer.Deadlines
	flusher   sendbuffer.Flusher
	batcher   *sendbuffer.Batcher // nil if nothing lingers
	txn       *transaction.Client
	turn      chan struct{} // holds one while a transaction is under way, whose call has txn
	timeout   delivery.Timeout
	tracing   *telemetry.Tracer           // nil for none
	metrics   *telemetry.PublisherMetrics // nil for none
	answers   connect.Answers
	pings     connect.Pings
	closing   *closing

	destinations sync.Map // *destination by events.Descriptor
	writers      *topicwriter.Writers
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
	p := &Publisher{config: config, tracing: telemetry.NewTracer(config.TracerProvider, "", panicText), metrics: metrics, watch: new(connect.Watch), buffer: sendbuffer.NewBuffer(config.MaxBuffered, config.MaxBufferedBytes, sendbuffer.Errors{Closed: ErrClosed, Full: ErrFull, NoAnswer: delivery.ErrNoAnswer}), txn: newTransactions(config), turn: make(chan struct{}, 1), timeout: delivery.Timeout{Brokers: config.Cluster.Brokers, Within: config.DeliveryTimeout}, closing: newClosing()}
	p.deadlines.After = config.DeliveryTimeout + delivery.Grace - sendbuffer.Shared
	p.callbacks.buffer = p.buffer
	p.callbacks.chunk = max(1, config.MaxBuffered/64)
	own := []kgo.Opt{
		// As in the Java client, a record that is not acknowledged in time is
		// given up even if it was sent, and the error says so.
		kgo.AllowIdempotentProduceCancellation(),
		kgo.WithHooks(&p.answers),
	}
	if p.client, err = kgo.NewClient(config.options(p.watch, own...)...); err != nil {
		return nil, connect.Unusable("PublisherConfig", err)
	}
	if linger, _ := p.client.OptValue(kgo.ProducerLinger).(time.Duration); linger > 0 {
		p.batcher = sendbuffer.NewBatcher(func() { sendbuffer.SendNow(p.client) })
	}
	p.maxSize = topicwriter.BatchLimit(p.client)
	p.writers = topicwriter.NewWriters(p.client, topicwriter.Limits{Free: p.maxSize, Expiry: config.DeliveryTimeout})
	p.metrics.Follow(p.buffer)
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
	request := sendbuffer.Request{Deadline: p.deadlines.Next(), Exempt: inCallback}
	if len(list) > 1 {
		call, err := p.buffer.Begin()
		if request.InCall = err == nil; request.InCall {
			defer p.buffer.End(call)
		}
	}
	var one [1]*outgoingEvent
	packed, err := p.encode(ctx, list, one[:0])
	if err != nil {
		return err
	}
	intercepted := p.interceptedOf(packed)
	d := delivery.Collect(len(packed))
	p.deliver(ctx, request, d, packed)
	fates, all := d.Wait(ctx, request.Deadline)
	var failed []*PublishError
	for i, f := range fates {
		var err error
		if f.Err != nil {
			failure := p.failure(i, list[i], f)
			failed, err = append(failed, failure), failure
		}
		if intercepted != nil {
			intercepted[i].settled(err)
		}
	}
	if all {
		d.Release()
	}
	return publishError(failed, len(list))
}

// encode validates all events, and encodes them if none is wrong.
func (p *Publisher) encode(ctx context.Context, list []events.Message, packed []*outgoingEvent) ([]*outgoingEvent, error) {
	encoder := p.encoder(ctx)
	var failed []*PublishError
	for i, m := range list {
		one, refused := encoder.encode(i, m)
		if refused != nil {
			failed = append(failed, refused)
			continue
		}
		packed = append(packed, one)
	}
	if len(failed) > 0 {
		for _, one := range packed {
			none := delivery.Result{Err: errOthersRefused, Retry: delivery.Safe}
			one.seen(none)
			one.intercepted.settled(one.failure(none))
			one.free()
		}
		return nil, publishError(failed, len(list))
	}
	return packed, nil
}

// deliver sends events, as long as ctx lets it.
func (p *Publisher) deliver(ctx context.Context, request sendbuffer.Request, d *delivery.Collector, list []*outgoingEvent) {
	for i, one := range list {
		request.Size = one.size
		e, err := p.buffer.Admit(ctx, request)
		if err != nil {
			d.Sent(i, err, p.batcher)
			allSeen(list[i:], delivery.Result{Err: err, Retry: delivery.Safe})
			return
		}
		d.Sending(i)
		one.collector = d
		one.send(e)
	}
	d.Sent(len(list), nil, p.batcher)
}

// failure is the error for an event's result. Its memory may be in use for another.
func (p *Publisher) failure(i int, m events.Message, f delivery.Result) *PublishError {
	meta := m.Meta()
	f = p.final(f)
	e := &PublishError{Index: i, EventType: meta.EventType, EventID: meta.EventID, Retry: RetryAdvice(f.Retry), Err: f.Err}
	if to, err := p.destination(m); err == nil {
		e.Topic = to.topic
	}
	return e
}

// judge says what an answer of the client means for an event.
func (p *Publisher) judge(err error, s *outgoingEvent) delivery.Result {
	if err == nil {
		return delivery.Result{}
	}
	if p.abandoned(err, s.before) {
		return delivery.Result{Err: delivery.ErrGivenUp, Before: s.before}
	}
	if denied := p.watch.Denial(err); denied != nil {
		return delivery.Result{Err: denied, Retry: delivery.Useless}
	}
	if unwritten, ok := errors.AsType[*topicwriter.UnwrittenError](err); ok {
		return delivery.Result{Err: unwritten.Err, Retry: delivery.Safe}
	}
	err = connect.RedactAuthError(err)
	retry := delivery.RetryAfter(err)
	switch {
	case p.watch.Produced.Load() == s.before:
		if retry == delivery.MayDuplicate {
			retry = delivery.Safe // nothing at all was sent since
		}
	case p.watch.Lost.Load() != s.lost:
		retry = delivery.MayDuplicate // refused again, perhaps: an attempt without an answer may have written it
	}
	return delivery.Result{Err: err, Retry: retry}
}

// final puts into words what can be said at last.
func (p *Publisher) final(f delivery.Result) delivery.Result {
	if f.Err == delivery.ErrGivenUp {
		return p.afterEnd(f)
	}
	f.Err = p.timeout.Explain(f.Err, p.watch)
	return f
}

// Flush waits until all events are settled that were accepted before: each was
// acknowledged or failed, and its callback has returned. If ctx ends first, the
// error is a *[FlushError]. A callback that calls it waits for itself.
func (p *Publisher) Flush(ctx context.Context) error {
	p.flusher.Flush(p.closing.work, p.client)
	if err := p.buffer.Flush(ctx); err != nil {
		return &FlushError{Unsettled: p.buffer.Unsettled(), Err: err}
	}
	return nil
}
