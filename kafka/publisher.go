package kafka

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// maxBatch is Kafka's default message.max.bytes.
	maxBatch = 1048588
	// clientOverhead is what the client counts to a batch that Kafka does not:
	// its length before it.
	clientOverhead = 4
)

// errOthersRefused is why an event was not sent that nothing is wrong with.
var errOthersRefused = errors.New("another event of the call was refused")

// grace is what the client may need to tell that the delivery timeout is over.
const grace = 5 * time.Second

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
	watch     *watch
	maxSize   int
	topics    sync.Map // names that were found legal
	buffer    *buffer
	callbacks callbacks
	txn       transactions
	tracing   *tracing          // nil for none
	metrics   *publisherMetrics // nil for none
	answers   answers
	pings     pings
	*closing
}

// NewPublisher returns a publisher. It does not connect yet. The error is a
// *[ConfigError].
func NewPublisher(config PublisherConfig) (*Publisher, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	metrics, err := newPublisherMetrics(config)
	if err != nil {
		return nil, err
	}
	p := &Publisher{config: config, tracing: newTracing(config.TracerProvider, ""), metrics: metrics, watch: new(watch), buffer: newBuffer(config.MaxBuffered), txn: newTransactions(config), closing: newClosing()}
	p.callbacks.buffer = p.buffer
	p.callbacks.chunk = max(1, config.MaxBuffered/64)
	own := []kgo.Opt{
		// As in the Java client, a record that is not acknowledged in time is
		// given up even if it was sent, and the error says so.
		kgo.AllowIdempotentProduceCancellation(),
		kgo.WithHooks(&p.answers),
	}
	if p.client, err = kgo.NewClient(config.options(p.watch, own...)...); err != nil {
		return nil, unusable("PublisherConfig", err)
	}
	size, _ := p.client.OptValue(kgo.ProducerBatchMaxBytes).(int32)
	p.maxSize = int(size) - clientOverhead
	p.metrics.set(p, true)
	return p, nil
}

// options are those of the publisher's clients.
func (c PublisherConfig) options(hook kgo.Hook, own ...kgo.Opt) []kgo.Opt {
	codec := kgo.NoCompression()
	if c.Compression == Gzip {
		codec = kgo.GzipCompression()
	}
	opts := append([]kgo.Opt{
		kgo.SeedBrokers(c.Brokers...),
		kgo.ClientID("mediamesh-publisher"),
		kgo.WithHooks(hook),
		kgo.MetadataMinAge(metadataMinAge),
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.ProducerBatchCompression(codec),
		kgo.ProducerBatchMaxBytes(maxBatch + clientOverhead),
		// A call waits for its acknowledgement, so nothing is gained by having
		// its records wait for others. Under load they share batches anyway.
		kgo.ProducerLinger(0),
		kgo.MaxBufferedRecords(math.MaxInt32), // the publisher has a limit of its own
		kgo.RecordDeliveryTimeout(c.DeliveryTimeout),
	}, own...)
	if !c.NoTopicCreation {
		opts = append(opts, kgo.AllowAutoTopicCreation())
	}
	opts = append(opts, c.Security.options()...)
	return append(opts, c.ClientOptions...)
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
	call, closed := p.buffer.begin()
	if closed == nil {
		defer p.buffer.end(call)
	}
	shipments, err := p.pack(ctx, list)
	if err != nil {
		return err
	}
	within, cancel := context.WithTimeoutCause(ctx, p.config.DeliveryTimeout+grace, errNoAnswer)
	defer cancel()
	d := newDelivery(len(shipments))
	if closed == nil {
		p.deliver(within, d, shipments)
	} else {
		d.sent(0, closed)
		allSeen(shipments, fate{err: closed, retry: RetrySafe})
	}
	var failed []*PublishError
	for i, f := range d.wait(within) {
		if f.err != nil {
			failed = append(failed, p.failure(i, list[i], f))
		}
	}
	return publishError(failed, len(list))
}

// pack validates all events, and makes shipments of them if none is wrong.
func (p *Publisher) pack(ctx context.Context, list []events.Message) ([]*shipment, error) {
	packer := p.packer(ctx)
	var failed []*PublishError
	packed := make([]*shipment, 0, len(list))
	for i, m := range list {
		one, refused := packer.pack(i, m)
		if refused != nil {
			failed = append(failed, refused)
			continue
		}
		packed = append(packed, one)
	}
	if len(failed) > 0 {
		for _, one := range packed {
			one.seen(fate{err: errOthersRefused, retry: RetrySafe})
			one.free()
		}
		return nil, publishError(failed, len(list))
	}
	return packed, nil
}

// deliver sends shipments, as long as ctx lets it.
func (p *Publisher) deliver(ctx context.Context, d *delivery, list []*shipment) {
	for i, one := range list {
		l, err := p.buffer.enter(ctx, entrance{inCall: true})
		if err != nil {
			d.sent(i, err)
			allSeen(list[i:], fate{err: err, retry: RetrySafe})
			return
		}
		d.sending(i)
		one.delivery = d
		one.send(l)
	}
	d.sent(len(list), nil)
}

// failure is the error for an event's fate. Its shipment may be gone.
func (p *Publisher) failure(i int, m events.Message, f fate) *PublishError {
	meta := m.Meta()
	f = p.final(f)
	return &PublishError{
		Index: i, EventType: meta.EventType, EventID: meta.EventID, Topic: p.config.Topics(m.Descriptor()), Retry: f.retry, Err: f.err,
	}
}

// judge says what an answer of the client means for a record, before which so
// many produce requests had been sent.
func (p *Publisher) judge(err error, before int64) fate {
	if err == nil {
		return fate{}
	}
	if p.abandoned(err) {
		return fate{err: errGivenUp, before: before}
	}
	if denied := p.watch.denial(err); denied != nil {
		return fate{err: denied, retry: RetryUseless}
	}
	err = unsaid(err)
	retry := retryAfter(err)
	if retry == RetryMayDuplicate && p.watch.produced.Load() == before {
		retry = RetrySafe // nothing at all was sent since
	}
	return fate{err: err, retry: retry}
}

// final puts into words what can be said at last.
func (p *Publisher) final(f fate) fate {
	switch {
	case f.err == errGivenUp:
		return p.afterEnd(f)
	case errors.Is(f.err, kgo.ErrRecordTimeout), f.err == errNoAnswer:
		f.err = &timeoutError{brokers: p.config.Brokers, within: p.config.DeliveryTimeout, connection: p.watch.last(), err: f.err}
	}
	return f
}

// Flush waits until all events are settled that were accepted before: each was
// acknowledged or failed, and its callback has returned. If ctx ends first, the
// error is a *[FlushError]. A callback that calls it waits for itself.
func (p *Publisher) Flush(ctx context.Context) error {
	if err := p.buffer.flush(ctx); err != nil {
		return &FlushError{Unsettled: p.buffer.unsettled(), Err: err}
	}
	return nil
}
