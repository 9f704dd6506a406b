package encode

import (
	"slices"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// A Record is an event as a Kafka record. Key, value and headers share one buffer. The record and
// the buffer are reused for other events, so that publishing hardly allocates.
type Record struct {
	Kafka              kgo.Record
	Size               int // of a batch with only this record, in bytes
	EventType, EventID string
	Writer             *topicwriter.Writer // writer of its topic
	Publishing         telemetry.Publishing
	Hooks              Hooks // nil without interceptors

	headers [record.MaxHeaders]kgo.RecordHeader
	more    []kgo.RecordHeader // all headers, if the service has its own
	bytes   []byte
}

// Hooks are called with the result of an event.
type Hooks []func(err error)

// Call calls the hooks, the last one first.
func (h Hooks) Call(err error) {
	for _, f := range slices.Backward(h) {
		f(err)
	}
}

const (
	// usual is enough for most events, in bytes.
	usual = 1 << 10
	// maxKept is the largest buffer that is reused, in bytes, so that a large event does not keep
	// its memory.
	maxKept = 64 << 10
)

// NewRecord returns a record with a buffer for an event.
func NewRecord() Record { return Record{bytes: make([]byte, 0, usual)} }

// Reset prepares the record for another event.
func (r *Record) Reset() {
	if cap(r.bytes) > maxKept {
		r.bytes, r.Kafka, r.headers = make([]byte, 0, usual), kgo.Record{}, [record.MaxHeaders]kgo.RecordHeader{}
	}
	clear(r.more)
	r.Writer, r.Publishing, r.Hooks = nil, telemetry.Publishing{}, nil
}

// addHeaders adds a service's own headers.
func (r *Record) addHeaders(own *record.UserHeaders) {
	if len(own.List) > 0 {
		r.more = append(append(r.more[:0], r.Kafka.Headers...), own.List...)
		r.Kafka.Headers = r.more
	}
}
