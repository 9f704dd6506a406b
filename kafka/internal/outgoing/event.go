package outgoing

import (
	"context"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/encode"
	"github.com/mediamesh/events/kafka/internal/sendbuffer"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// An Event is an event on its way. Its memory is used again for other events.
type Event struct {
	encode.Record
	Index int // of the event in its call

	told         func(*kgo.Record, error) // e.acknowledged, made once
	before, lost int64                    // produce requests that had been sent, and been lost, when this was handed over
	sender       *Sender
	note         topicwriter.HoldInfo // of the writer
	epoch        *sendbuffer.Epoch

	// The outcome goes to one of these.
	collector *delivery.Collector
	callback  func(error)
	result    delivery.Result // for the callback
}

var events = sync.Pool{New: func() any { return &Event{Record: encode.NewRecord()} }}

// New returns memory for an event.
func New(index int) *Event {
	e := events.Get().(*Event)
	e.Index = index
	if e.told == nil {
		e.told = e.acknowledged
	}
	return e
}

// Free gives the event's memory back. Its record must have been acknowledged, or never been
// sent: the client may still read one that it gave up.
func (e *Event) Free() {
	e.Record.Reset()
	e.sender, e.epoch, e.collector, e.callback, e.result = nil, nil, nil, nil, delivery.Result{}
	e.note = topicwriter.HoldInfo{}
	events.Put(e)
}

// Observe counts the event and ends its span, by what became of it. Only the first call has
// an effect. The record must be at hand.
func (e *Event) Observe(r delivery.Result) { e.Publishing.End(&e.Kafka, r.Err, reasonOf(r)) }

// reasonOf is the label for why an event was not published.
func reasonOf(r delivery.Result) string {
	switch {
	case r.Err == delivery.ErrAbandoned, r.Retry == delivery.MayDuplicate:
		return telemetry.ReasonUnacknowledged
	case r.Retry == delivery.Useless:
		return telemetry.ReasonRejected
	}
	return telemetry.ReasonUnsent
}

// send hands the record over.
func (e *Event) send(s *Sender, epoch *sendbuffer.Epoch) {
	e.sender, e.epoch = s, epoch
	e.before, e.lost = s.config.Watch.Produced.Load(), s.config.Watch.Lost.Load()
	e.Writer.Send(e)
}

var _ topicwriter.Outgoing = (*Event)(nil)

// KafkaRecord implements [topicwriter.Outgoing].
func (e *Event) KafkaRecord() (*kgo.Record, int) { return &e.Kafka, e.Size }

// Hold implements [topicwriter.Outgoing].
func (e *Event) Hold() *topicwriter.HoldInfo { return &e.note }

// Interrupted implements [topicwriter.Outgoing].
func (e *Event) Interrupted() bool { return e.sender.config.Watch.Lost.Load() != e.lost }

// Produce gives the record to the client. The caller's context is not given
// along: the client would fail other callers' records of the same partition
// with it.
func (e *Event) Produce(ctx context.Context, client *kgo.Client) {
	watch := e.sender.config.Watch
	e.before, e.lost = watch.Produced.Load(), watch.Lost.Load()
	e.Kafka.Context = nil // it may have been sent before
	client.Produce(ctx, &e.Kafka, e.told)
}

// acknowledged is called with the client's answer for the record.
func (e *Event) acknowledged(_ *kgo.Record, err error) {
	if e.Writer.Answered(e, err) {
		e.Settle(err)
	}
}

// Settle reports what became of the record.
func (e *Event) Settle(err error) {
	s := e.sender
	r := s.judge(err, e)
	e.Observe(r)
	if e.callback != nil {
		e.result = r
		s.callbacks.add(e)
		return
	}
	c, i, epoch, size := e.collector, e.Index, e.epoch, e.Size
	if err == nil {
		e.Free()
	}
	c.Settle(i, r)
	s.Buffer.Leave(epoch, size)
}
