package kafka

import (
	"context"
	"errors"
	"fmt"
	"math/bits"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

// packer makes shipments of the events of one call.
type packer struct {
	publisher *Publisher
	cause     *events.Metadata // of the event that is being handled; nil if none is
	ctx       context.Context  // in the trace that goes on, if it is traced
	traced    bool
}

func (p *Publisher) packer(ctx context.Context) packer {
	cause, _ := handlingFrom(ctx)
	ctx, traced := origin(ctx)
	return packer{publisher: p, cause: cause, ctx: ctx, traced: traced}
}

// pack validates an event and makes a shipment of it. The error says that it was
// refused.
func (k packer) pack(i int, m events.Message) (*shipment, *PublishError) {
	if m == nil {
		k.publisher.metrics.refused(nil)
		return nil, &PublishError{Index: i, Refused: true, Retry: RetryUseless, Err: errors.New("the event is nil")}
	}
	p := shipments.Get().(*shipment)
	if p.told == nil {
		p.told = p.acknowledged
	}
	p.publisher, p.index, p.meta = k.publisher, i, m.Meta()
	k.begins(p, m)
	if err := k.fill(p, m); err != nil {
		k.publisher.metrics.refused(m)
		sent(p.sight.span, &p.record, err)
		refused := p.failure(fate{err: err, retry: RetryUseless})
		refused.Refused, refused.Topic = true, ""
		p.free()
		return nil, refused
	}
	return p, nil
}

// fill writes the event's record.
func (k packer) fill(p *shipment, m events.Message) error {
	m, cause := k.inherit(m, &p.meta)
	var err error
	if p.bytes, err = m.AppendTo(p.bytes[:0]); err != nil {
		return err
	}
	topic, err := k.publisher.topicOf(m)
	if err != nil {
		return err
	}
	value := len(p.bytes)
	key, keyed := m.Key()
	if !keyed && keyRequired(m.Descriptor()) {
		return &MissingKeyError{Fields: m.Descriptor().KeyFields()}
	}
	var stamps [maxHeaders]stamp
	list := k.trace(stampsOf(stamps[:0], &p.meta, cause), p, topic)
	p.bytes = append(p.bytes, key...)
	for _, s := range list {
		p.bytes = append(p.bytes, s.value...)
	}
	// Only now does the buffer stay where it is.
	rest := p.bytes
	take := func(n int) (part []byte) {
		part, rest = rest[:n:n], rest[n:]
		return part
	}
	p.record = kgo.Record{Topic: topic, Value: take(value)}
	if k := take(len(key)); keyed {
		p.record.Key = k
	}
	for i, s := range list {
		p.headers[i] = kgo.RecordHeader{Key: s.header, Value: take(len(s.value))}
	}
	p.record.Headers = p.headers[:len(list):len(list)]
	if size, most := batchSize(&p.record), k.publisher.maxSize; size > most {
		return &TooLargeError{Size: size, Max: most}
	}
	return nil
}

// topicOf returns the topic for an event.
func (p *Publisher) topicOf(m events.Message) (string, error) {
	t := m.Descriptor()
	if t == nil {
		meta := m.Meta()
		return "", &events.UnknownTypeError{EventType: meta.EventType, EventID: meta.EventID}
	}
	topic := p.config.Topics(t)
	if _, legal := p.topics.Load(topic); !legal {
		if problem := topicProblem(topic); problem != "" {
			return "", errors.New(problem)
		}
		p.topics.Store(topic, nil)
	}
	return topic, nil
}

// keyRequired tells whether each event of a type has a key. The contract says
// of a list of fields what is to become the key if the earlier ones are missing;
// then there may be none.
func keyRequired(t events.Descriptor) bool { return len(t.KeyFields()) == 1 }

// MissingKeyError says that an event has no key, though its contract names the
// field for it: then nothing would keep it in order with the others about the
// same thing.
type MissingKeyError struct {
	Fields []string // of the payload, that may become the key
}

func (e *MissingKeyError) Error() string {
	return fmt.Sprintf("it has no key: /payload/%s is empty", e.Fields[0])
}

// TooLargeError says that an event's record is greater than the cluster is
// expected to take.
type TooLargeError struct {
	Size int // of a batch of nothing but the record, uncompressed, in bytes
	Max  int // what Kafka's message.max.bytes is by default, or ProducerBatchMaxBytes among ClientOptions
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("its record has %d bytes, more than the %d that the cluster is expected to take (message.max.bytes)", e.Size, e.Max)
}

// batchSize returns the size of a batch of only r, uncompressed, in Kafka's
// record format 2.
func batchSize(r *kgo.Record) int {
	const batch, fixed = 61, 3 // attributes, timestamp and offset deltas
	body := fixed + sized(len(r.Key)) + sized(len(r.Value)) + varint(len(r.Headers))
	for _, h := range r.Headers {
		body += sized(len(h.Key)) + sized(len(h.Value))
	}
	return batch + sized(body)
}

// sized returns the size of n bytes and of n before them.
func sized(n int) int { return varint(n) + n }

// varint returns the size of n in zigzag encoding.
func varint(n int) int { return (bits.Len64(uint64(n)<<1|1) + 6) / 7 }
