package kafka

import (
	"context"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"
)

// shipment is an event on its way. Its record's key, value and headers lie in one
// buffer, and both are used again for other events, so that publishing hardly
// allocates.
type shipment struct {
	record  kgo.Record
	headers [maxHeaders]kgo.RecordHeader
	bytes   []byte
	size    int                      // of a batch of only the record
	told    func(*kgo.Record, error) // p.acknowledged, made once

	eventType, eventID string
	before, lost       int64 // produce requests that had been sent, and been lost, when this was handed over
	publisher          *Publisher
	lot                *lot

	// The outcome goes to one of these.
	delivery *delivery
	index    int // of the event in the delivery
	callback func(error)
	fate     fate // for the callback

	sight sighting
}

// usual is as much as most events need.
const usual = 1 << 10

// maxKept is the greatest buffer that is used again: one great event must not
// keep its memory for ever.
const maxKept = 64 << 10

var shipments = sync.Pool{New: func() any { return &shipment{bytes: make([]byte, 0, usual)} }}

// free gives the shipment back. Its record must have been acknowledged: the client
// may still read one that it gave up.
func (p *shipment) free() {
	if cap(p.bytes) > maxKept {
		p.bytes, p.record, p.headers = make([]byte, 0, usual), kgo.Record{}, [maxHeaders]kgo.RecordHeader{}
	}
	p.publisher, p.lot, p.delivery, p.callback, p.fate = nil, nil, nil, nil, fate{}
	p.sight = sighting{}
	shipments.Put(p)
}

// send hands the record to the client.
func (p *shipment) send(l *lot) {
	watch := p.publisher.watch
	p.lot, p.before, p.lost = l, watch.produced.Load(), watch.lost.Load()
	// The caller's context is not given along: the client would fail other
	// callers' records of the same partition with it.
	p.publisher.client.Produce(context.Background(), &p.record, p.told)
}

// acknowledged is told what became of the record.
func (p *shipment) acknowledged(_ *kgo.Record, err error) {
	pub := p.publisher
	f := pub.judge(err, p)
	p.seen(f)
	if p.callback != nil {
		p.fate = f
		pub.callbacks.add(p)
		return
	}
	d, i, l, size := p.delivery, p.index, p.lot, p.size
	if err == nil {
		p.free()
	}
	d.settle(i, f)
	pub.buffer.leave(l, size)
}

// failure is the error for a shipment's fate.
func (p *shipment) failure(f fate) *PublishError {
	f = p.publisher.final(f)
	return &PublishError{
		Index: p.index, EventType: p.eventType, EventID: p.eventID, Topic: p.record.Topic, Retry: f.retry, Err: f.err,
	}
}
