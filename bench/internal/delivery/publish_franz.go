package delivery

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/twmb/franz-go/pkg/kgo"
)

// ready is a record whose bytes are there already.
type ready struct {
	key, value []byte
	headers    []kgo.RecordHeader
	id         string
}

// readyRecords are what our publisher would make of the programs, headers
// included.
func readyRecords(n int) ([]ready, error) {
	list := make([]ready, n)
	for i, p := range programs(n) {
		e := p.event()
		value, err := events.Marshal(e)
		if err != nil {
			return nil, err
		}
		m := e.Metadata
		list[i] = ready{key: []byte(p.id), value: value, id: m.EventID, headers: []kgo.RecordHeader{
			{Key: kafka.HeaderEventType, Value: []byte(m.EventType)},
			{Key: kafka.HeaderEventVersion, Value: []byte(m.EventVersion)},
			{Key: kafka.HeaderEventID, Value: []byte(m.EventID)},
			{Key: kafka.HeaderEventSource, Value: []byte(m.Source)},
		}}
	}
	return list, nil
}

// franzPublisher is the bare client: its own defaults, and no compression,
// since ours does not compress either.
type franzPublisher struct {
	client  *kgo.Client
	ready   []ready
	headers bool
}

func newFranzPublisher(s Settings, headers bool) (*franzPublisher, error) {
	list, err := readyRecords(catalogSize)
	if err != nil {
		return nil, err
	}
	client, err := kgo.NewClient(
		kgo.SeedBrokers(s.Brokers...), kgo.DefaultProduceTopic(s.Topic),
		kgo.RequiredAcks(kgo.AllISRAcks()), kgo.ProducerBatchCompression(kgo.NoCompression()),
	)
	return &franzPublisher{client: client, ready: list, headers: headers}, err
}

func (p *franzPublisher) close() error {
	p.client.Close()
	return nil
}

// record is the i-th record of a turn. The client keeps a record until it is
// acknowledged, so each is a new one.
func (p *franzPublisher) record(i int) *kgo.Record {
	r := &p.ready[i%len(p.ready)]
	if !p.headers {
		return &kgo.Record{Key: r.key, Value: r.value}
	}
	return &kgo.Record{Key: r.key, Value: r.value, Headers: r.headers}
}

func franzAsync(headers bool) func(Settings) (side, error) {
	return func(s Settings) (side, error) {
		p, err := newFranzPublisher(s, headers)
		return franzAsyncPublisher{p}, err
	}
}

type franzAsyncPublisher struct{ *franzPublisher }

func (p franzAsyncPublisher) turn(ctx context.Context, t turn) (outcome, error) {
	var failed atomic.Pointer[error]
	start := time.Now()
	for i := range t.Records {
		p.client.Produce(ctx, p.record(i), func(_ *kgo.Record, err error) {
			if err != nil {
				failed.CompareAndSwap(nil, &err)
			}
		})
	}
	err := p.client.Flush(ctx)
	o := took(time.Since(start))
	if first := failed.Load(); first != nil {
		err = *first
	}
	return o, err
}

type franzSyncPublisher struct{ *franzPublisher }

func newFranzSyncPublisher(s Settings) (side, error) {
	p, err := newFranzPublisher(s, true)
	return franzSyncPublisher{p}, err
}

func (p franzSyncPublisher) turn(ctx context.Context, t turn) (outcome, error) {
	return byCallers(t.Records, func(i int) error { return p.client.ProduceSync(ctx, p.record(i)).FirstErr() })
}
