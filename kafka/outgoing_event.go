package kafka

import (
	"context"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/sendbuffer"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// outgoingEvent is an event on its way. Its record's key, value and headers lie in one
// buffer, and both are used again for other events, so that publishing hardly
// allocates.
type outgoingEvent struct {
	record  kgo.Record
	headers [record.MaxHeaders]kgo.RecordHeader
	more    []kgo.RecordHeader // all headers, if the service has some of its own
	bytes   []byte
	size    int                      // of a batch of only the record
	told    func(*kgo.Record, error) // p.acknowledged, made once

	eventType, eventID string
	before, lost       int64 // produce requests that had been sent, and been lost, when this was handed over
	publisher          *Publisher
	writer             *topicwriter.Writer  // of its topic
	note               topicwriter.HoldInfo // of the writer
	epoch              *sendbuffer.Epoch

	// The outcome goes to one of these.
	collector *delivery.Collector
	index     int // of the event in the call
	callback  func(error)
	result    delivery.Result // for the callback

	instruments telemetry.Publishing
	intercepted *Outgoing // nil if there are no interceptors
}

// usual is as much as most events need.
const usual = 1 << 10

// maxKept is the greatest buffer that is used again: one great event must not
// keep its memory for ever.
const maxKept = 64 << 10

var outgoingEvents = sync.Pool{New: func() any { return &outgoingEvent{bytes: make([]byte, 0, usual)} }}

// free gives the event's memory back. Its record must have been acknowledged: the client
// may still read one that it gave up.
func (p *outgoingEvent) free() {
	if cap(p.bytes) > maxKept {
		p.bytes, p.record, p.headers = make([]byte, 0, usual), kgo.Record{}, [record.MaxHeaders]kgo.RecordHeader{}
	}
	p.publisher, p.epoch, p.collector, p.callback, p.result = nil, nil, nil, nil, delivery.Result{}
	p.writer, p.note = nil, topicwriter.HoldInfo{}
	clear(p.more)
	p.instruments, p.intercepted = telemetry.Publishing{}, nil
	outgoingEvents.Put(p)
}

// addHeaders adds a service's own headers to the record.
func (p *outgoingEvent) addHeaders(own *record.UserHeaders) {
	if len(own.List) > 0 {
		p.more = append(append(p.more[:0], p.record.Headers...), own.List...)
		p.record.Headers = p.more
	}
}

// send hands the record over.
func (p *outgoingEvent) send(e *sendbuffer.Epoch) {
	watch := p.publisher.watch
	p.epoch, p.before, p.lost = e, watch.Produced.Load(), watch.Lost.Load()
	p.writer.Send(p)
}

var _ topicwriter.Outgoing = (*outgoingEvent)(nil)

func (p *outgoingEvent) KafkaRecord() (*kgo.Record, int) { return &p.record, p.size }
func (p *outgoingEvent) Hold() *topicwriter.HoldInfo     { return &p.note }
func (p *outgoingEvent) Interrupted() bool               { return p.publisher.watch.Lost.Load() != p.lost }

// Produce gives the record to the client. The caller's context is not given
// along: the client would fail other callers' records of the same partition
// with it.
func (p *outgoingEvent) Produce(ctx context.Context, client *kgo.Client) {
	watch := p.publisher.watch
	p.before, p.lost = watch.Produced.Load(), watch.Lost.Load()
	p.record.Context = nil // it may have been sent before
	client.Produce(ctx, &p.record, p.told)
}

// acknowledged is called with the client's answer for the record.
func (p *outgoingEvent) acknowledged(_ *kgo.Record, err error) {
	if p.writer.Answered(p, err) {
		p.Settle(err)
	}
}

// Settle reports what became of the record.
func (p *outgoingEvent) Settle(err error) {
	pub := p.publisher
	f := pub.judge(err, p)
	p.seen(f)
	if p.callback != nil {
		p.result = f
		pub.callbacks.add(p)
		return
	}
	d, i, e, size := p.collector, p.index, p.epoch, p.size
	if err == nil {
		p.free()
	}
	d.Settle(i, f)
	pub.buffer.Leave(e, size)
}

// failure is the error for an event's result.
func (p *outgoingEvent) failure(f delivery.Result) *PublishError {
	f = p.publisher.final(f)
	return &PublishError{
		Index: p.index, EventType: p.eventType, EventID: p.eventID, Topic: p.record.Topic, Retry: RetryAdvice(f.Retry), Err: f.Err,
	}
}
