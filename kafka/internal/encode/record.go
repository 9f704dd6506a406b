package encode

import (
	"slices"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// A Record is an event as a Kafka record. The record's key, value and headers lie in one
// buffer, and both are used again for other events, so that publishing hardly
// allocates.
type Record struct {
	Kafka              kgo.Record
	Size               int // of a batch of only the record
	EventType, EventID string
	Writer             *topicwriter.Writer // of its topic
	Publishing         telemetry.Publishing
	Hooks              Hooks // nil if there are no interceptors

	headers [record.MaxHeaders]kgo.RecordHeader
	more    []kgo.RecordHeader // all headers, if the service has some of its own
	bytes   []byte
}

// Hooks are called with what became of an event.
type Hooks []func(err error)

// Call calls the functions, the last one first.
func (h Hooks) Call(err error) {
	for _, f := range slices.Backward(h) {
		f(err)
	}
}

const (
	// usual is as much as most events need.
	usual = 1 << 10
	// maxKept is the greatest buffer that is used again: one large event must not keep
	// its memory.
	maxKept = 64 << 10
)

// NewRecord returns memory for an event.
func NewRecord() Record { return Record{bytes: make([]byte, 0, usual)} }

// Reset makes the memory ready for another event.
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
