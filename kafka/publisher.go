package kafka

import (
	"context"
	"errors"
	"fmt"
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

// grace is what the client may need to tell that the delivery timeout is over.
const grace = 5 * time.Second

// maxUnacknowledged bounds the records under way. Publish waits beyond it.
const maxUnacknowledged = 10_000

// Publisher publishes events. It is safe for concurrent use; one is enough for
// a process.
type Publisher struct {
	config  PublisherConfig
	client  *kgo.Client
	watch   *watch
	maxSize int
	slots   chan struct{} // one is taken by each record under way

	mu     sync.Mutex
	closed bool           // no more calls are let in
	calls  sync.WaitGroup // those that were

	closing  sync.Once
	closeErr error
}

// NewPublisher returns a publisher. It does not connect yet. The error is a
// *[ConfigError].
func NewPublisher(config PublisherConfig) (*Publisher, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	p := &Publisher{config: config, watch: new(watch), slots: make(chan struct{}, maxUnacknowledged)}
	if p.client, err = kgo.NewClient(p.options()...); err != nil {
		return nil, unusable("PublisherConfig", err)
	}
	size, _ := p.client.OptValue(kgo.ProducerBatchMaxBytes).(int32)
	p.maxSize = int(size) - clientOverhead
	return p, nil
}

func (p *Publisher) options() []kgo.Opt {
	codec := kgo.NoCompression()
	if p.config.Compression == Gzip {
		codec = kgo.GzipCompression()
	}
	opts := []kgo.Opt{
		kgo.SeedBrokers(p.config.Brokers...),
		kgo.ClientID("mediamesh-publisher"),
		kgo.WithHooks(p.watch),
		kgo.MetadataMinAge(metadataMinAge),
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.ProducerBatchCompression(codec),
		kgo.ProducerBatchMaxBytes(maxBatch + clientOverhead),
		// A call waits for its acknowledgement, so nothing is gained by having
		// its records wait for others. Under load they share batches anyway.
		kgo.ProducerLinger(0),
		kgo.MaxBufferedRecords(maxUnacknowledged + 1),
		// As in the Java client, a record that is not acknowledged in time is
		// given up even if it was sent, and the error says so.
		kgo.RecordDeliveryTimeout(p.config.DeliveryTimeout),
		kgo.AllowIdempotentProduceCancellation(),
	}
	if !p.config.NoTopicCreation {
		opts = append(opts, kgo.AllowAutoTopicCreation())
	}
	opts = append(opts, p.config.Security.options()...)
	return append(opts, p.config.ClientOptions...)
}

// Publish validates the events and sends them, each to its type's topic, with
// the key that the contract names. It returns nil when the cluster has
// acknowledged all of them.
//
// If any event is invalid, nothing is sent. Otherwise an error is about those
// events that were not acknowledged, before ctx ended or the delivery timeout;
// others may have been. It is a *[PublishError] or, for several events,
// *[PublishErrors]; [Failures] lists either. Each unwraps to the cause, such
// as an *[events.InvalidError], and says what a retry would do.
//
// Events of one key that are published one after the other keep that order.
func (p *Publisher) Publish(ctx context.Context, list ...events.Message) error {
	open := p.enter()
	if open {
		defer p.calls.Done()
	}
	records, failed := p.encode(list)
	if len(failed) > 0 {
		return publishError(failed, len(list))
	}
	within, cancel := context.WithTimeoutCause(ctx, p.config.DeliveryTimeout+grace, errNoAnswer)
	defer cancel()
	before := p.watch.produced.Load()
	outcomes := make([]error, len(records))
	if open {
		outcomes = p.deliver(within, records)
	} else {
		for i := range outcomes {
			outcomes[i] = ErrClosed
		}
	}
	for i, err := range outcomes {
		if err != nil {
			e := failure(i, list[i])
			e.Topic = records[i].Topic
			e.Retry, e.Err = p.explain(within, err, before)
			failed = append(failed, e)
		}
	}
	return publishError(failed, len(list))
}

// enter lets a call in, unless the publisher is closed.
func (p *Publisher) enter() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.calls.Add(1)
	}
	return !p.closed
}

// encode validates all events. Without a fault, it returns their records.
func (p *Publisher) encode(list []events.Message) (records []*kgo.Record, failed []*PublishError) {
	e := encoder{naming: p.config.Topics, maxSize: p.maxSize}
	for i, m := range list {
		r, err := e.encode(m)
		if err != nil {
			f := failure(i, m)
			f.Refused, f.Retry, f.Err = true, RetryUseless, err
			failed = append(failed, f)
			continue
		}
		records = append(records, r)
	}
	return records, failed
}

// failure begins the error for an event.
func failure(i int, m events.Message) *PublishError {
	e := &PublishError{Index: i}
	if m != nil {
		meta := m.Meta()
		e.EventType, e.EventID = meta.EventType, meta.EventID
	}
	return e
}

// deliver sends records, and returns what became of them when ctx ended.
func (p *Publisher) deliver(ctx context.Context, records []*kgo.Record) []error {
	d := newDelivery(len(records))
	for i, r := range records {
		if !p.take(ctx) {
			break
		}
		d.sending(i)
		// The caller's context is not given along: the client would fail other
		// callers' records of the same partition with it.
		p.client.Produce(context.Background(), r, func(_ *kgo.Record, err error) {
			<-p.slots
			d.sent(i, err)
		})
	}
	d.allSent()
	return d.wait(ctx)
}

// take waits for room for one more record.
func (p *Publisher) take(ctx context.Context) bool {
	if ctx.Err() != nil {
		return false
	}
	select {
	case p.slots <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// explain says of the outcome of a record what a retry would do, and why. So
// many produce requests had been sent before the call, which ctx is for.
func (p *Publisher) explain(ctx context.Context, err error, before int64) (Retry, error) {
	if err == ErrClosed {
		return RetrySafe, err
	}
	if denied := p.watch.denial(err); denied != nil {
		return RetryUseless, denied
	}
	retry := retryAfter(err)
	if retry == RetryMayDuplicate && err != errPending && p.watch.produced.Load() == before {
		retry = RetrySafe // nothing at all was sent since
	}
	if err == errUnsent || err == errPending {
		err = context.Cause(ctx)
	}
	if errors.Is(err, kgo.ErrRecordTimeout) || err == errNoAnswer {
		err = &timeoutError{brokers: p.config.Brokers, within: p.config.DeliveryTimeout, connection: p.watch.last(), err: err}
	}
	return retry, err
}

// Close waits for the calls to Publish that are under way, which the delivery
// timeout bounds, and closes the connections. Later calls to Publish fail with
// [ErrClosed] at once; further calls to Close wait for the first, and return
// the same.
func (p *Publisher) Close() error {
	p.closing.Do(func() { p.closeErr = p.close() })
	return p.closeErr
}

func (p *Publisher) close() error {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.calls.Wait()
	// Calls that ended early may have left records behind.
	ctx, cancel := context.WithTimeout(context.Background(), p.config.DeliveryTimeout)
	defer cancel()
	err := p.client.Flush(ctx)
	p.client.Close()
	if err != nil {
		return fmt.Errorf("kafka: closing the publisher: events of calls that had ended were not acknowledged within %v: %w", p.config.DeliveryTimeout, err)
	}
	return nil
}
