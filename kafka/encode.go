package kafka

import (
	"errors"
	"fmt"
	"math/bits"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

// encoder turns the events of one call into records.
type encoder struct {
	naming  Naming
	maxSize int // of a batch, in bytes
	buf     []byte
}

// encode validates an event and returns its record.
func (e *encoder) encode(m events.Message) (*kgo.Record, error) {
	if m == nil {
		return nil, errors.New("the event is nil")
	}
	start := len(e.buf)
	var err error
	if e.buf, err = m.AppendTo(e.buf); err != nil {
		return nil, err
	}
	topic := e.naming(m.Descriptor())
	if problem := topicProblem(topic); problem != "" {
		return nil, errors.New(problem)
	}
	meta := m.Meta()
	r := &kgo.Record{Topic: topic, Value: e.buf[start:len(e.buf):len(e.buf)], Headers: headersOf(&meta)}
	if key, ok := m.Key(); ok {
		r.Key = []byte(key)
	}
	if size := batchSize(r); size > e.maxSize {
		return nil, fmt.Errorf("its record has %d bytes, more than the %d that the cluster is expected to take (message.max.bytes)", size, e.maxSize)
	}
	return r, nil
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
