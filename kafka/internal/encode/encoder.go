package encode

import (
	"context"
	"sync"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Config configures an [Encoder].
type Config struct {
	Topics  func(events.Descriptor) string
	Writers *topicwriter.Writers
	MaxSize int // maximum size of a batch with one record, in bytes
	Mode    cloudevents.Mode
	// Frame returns the frame with the schema of a type's events. It is called until it succeeds
	// once per type. If it is nil, records have no schema ID.
	Frame    func(ctx context.Context, t events.Descriptor, topic string) (Frame, error)
	Prefixed bool // the frame precedes the document
	// Intercept, if not nil, is called for each valid event. It returns the service's own
	// headers, which replace those of the call, and the event's hooks, also with an error.
	Intercept func(ctx context.Context, e Intercepted, own *record.UserHeaders) (*record.UserHeaders, Hooks, error)
	Tracer    *telemetry.Tracer           // nil for none
	Metrics   *telemetry.PublisherMetrics // nil for none
	Errors    Errors
}

// Errors are the errors of rejected events.
type Errors struct {
	Nil        error                             // the event is nil
	MissingKey func(fields []string) error       // fields are the payload's key fields; nil for a tombstone
	TooLarge   func(size, most int) error        // sizes in bytes
	Header     func(*record.HeaderProblem) error // problem of a service's own header
}

// Intercepted is what interceptors are passed.
type Intercepted struct {
	Event events.Message
	Topic string
	Key   string
	Keyed bool
}

// An Encoder encodes the events of a publisher. It is safe for concurrent use.
type Encoder struct {
	config       Config
	destinations sync.Map // *destination by events.Descriptor
}

// New returns an encoder.
func New(config Config) *Encoder { return &Encoder{config: config} }

// A Call holds what the events of one call share.
type Call struct {
	Context context.Context // carries the trace to propagate, if Traced
	Traced  bool
	Cause   *events.Metadata // the event being handled; nil if none
	Headers *record.UserHeaders
}

// Encode validates and encodes an event into r. On error the event is rejected, and r holds only
// its type, ID and hooks.
func (k *Encoder) Encode(call *Call, r *Record, m events.Message) error {
	if m == nil {
		k.config.Metrics.Refused(nil)
		r.EventType, r.EventID, r.Kafka = "", "", kgo.Record{}
		return k.config.Errors.Nil
	}
	meta := m.Meta()
	r.EventType, r.EventID = meta.EventType, meta.EventID
	r.Publishing.Begin(k.config.Metrics, m)
	if err := k.fill(call, r, m, &meta); err != nil {
		k.config.Metrics.Refused(m)
		r.Kafka = kgo.Record{} // may hold an earlier event
		r.Publishing.Refused(err)
		return err
	}
	return nil
}

// fill writes the event's record into r.
func (k *Encoder) fill(call *Call, r *Record, m events.Message, meta *events.Metadata) error {
	if t, ok := m.(Tombstone); ok {
		return k.fillTombstone(call, r, t, meta)
	}
	m, cause := call.inherit(m, meta)
	if k.config.Mode != cloudevents.None {
		return k.fillCloudEvent(call, r, m, meta, cause)
	}
	var err error
	if r.bytes, err = m.AppendTo(append(r.bytes[:0], k.room()...)); err != nil {
		return err
	}
	to, err := k.destination(m)
	if err != nil {
		return err
	}
	var named Frame
	if k.config.Frame != nil {
		found, err := k.frame(call, m, to)
		if err != nil {
			return err
		}
		named = *found
		copy(r.bytes, named.Prefix)
	}
	value := len(r.bytes)
	key, keyed := m.Key()
	if !keyed && to.keyRequired {
		return k.config.Errors.MissingKey(m.Descriptor().KeyFields())
	}
	own, err := k.intercept(call, r, m, to.topic, key, keyed)
	if err != nil {
		return err
	}
	var room [record.MaxHeaders]record.HeaderValue
	headers := record.AppendHeaders(room[:0], meta, cause)
	headers = append(headers, k.trace(call, r, meta, to.topic)...)
	if named.Header != "" {
		headers = append(headers, record.HeaderValue{Key: record.SchemaID, Value: named.Header})
	}
	r.bytes = append(r.bytes, key...)
	for i := range headers {
		r.bytes = append(r.bytes, headers[i].Value...)
	}
	// The buffer is complete, so slices of it stay valid.
	at := value
	take := func(n int) []byte {
		at += n
		return r.bytes[at-n : at : at]
	}
	r.Kafka = kgo.Record{Topic: to.topic, Value: r.bytes[:value:value]}
	if k := take(len(key)); keyed {
		r.Kafka.Key = k
	}
	for i := range headers {
		r.headers[i] = kgo.RecordHeader{Key: headers[i].Key, Value: take(len(headers[i].Value))}
	}
	r.Kafka.Headers = r.headers[:len(headers):len(headers)]
	r.addHeaders(own)
	return k.check(r, m, meta, to)
}

// fillCloudEvent writes an event's record as a CloudEvent, with additional headers for its cause
// and trace.
func (k *Encoder) fillCloudEvent(call *Call, r *Record, m events.Message, meta, cause *events.Metadata) error {
	rec, err := cloudevents.Encode(m, k.config.Mode)
	if err != nil {
		return err
	}
	to, err := k.destination(m)
	if err != nil {
		return err
	}
	if rec.Key == nil && to.keyRequired {
		return k.config.Errors.MissingKey(m.Descriptor().KeyFields())
	}
	own, err := k.intercept(call, r, m, to.topic, string(rec.Key), rec.Key != nil)
	if err != nil {
		return err
	}
	r.Kafka = kgo.Record{Topic: to.topic, Key: rec.Key, Value: rec.Value}
	for _, h := range rec.Headers {
		r.Kafka.Headers = append(r.Kafka.Headers, kgo.RecordHeader(h))
	}
	for _, h := range append(record.AppendCause(nil, cause), k.trace(call, r, meta, to.topic)...) {
		r.Kafka.Headers = append(r.Kafka.Headers, kgo.RecordHeader{Key: h.Key, Value: []byte(h.Value)})
	}
	r.addHeaders(own)
	return k.check(r, m, meta, to)
}

// intercept calls the interceptors with a valid event. It returns the service's own headers.
func (k *Encoder) intercept(call *Call, r *Record, m events.Message, topic, key string, keyed bool) (own *record.UserHeaders, err error) {
	own = call.Headers
	if own.Problem == nil && k.config.Intercept != nil {
		own, r.Hooks, err = k.config.Intercept(call.Context, Intercepted{m, topic, key, keyed}, own)
		if err != nil {
			return nil, err
		}
	}
	if own.Problem != nil {
		return nil, k.config.Errors.Header(own.Problem)
	}
	return own, nil
}

// trace starts the event's publish span, and returns the headers that propagate its trace.
func (k *Encoder) trace(call *Call, r *Record, meta *events.Metadata, topic string) []record.HeaderValue {
	switch t := k.config.Tracer; {
	case t != nil:
		return r.Publishing.Trace(call.Context, t, meta, topic)
	case call.Traced:
		return telemetry.Headers(call.Context)
	}
	return nil
}

// check rejects a record that is too large. Otherwise it counts the event if its type is
// deprecated.
func (k *Encoder) check(r *Record, m events.Message, meta *events.Metadata, to *destination) error {
	if err := k.size(r, to); err != nil {
		return err
	}
	if to.deprecated {
		k.config.Metrics.Deprecated(m.Descriptor(), meta.Source)
	}
	return nil
}

// size rejects a record that is too large.
func (k *Encoder) size(r *Record, to *destination) error {
	r.Size, r.Writer = record.BatchSize(&r.Kafka), to.writer
	if most := k.config.MaxSize; r.Size > most {
		return k.config.Errors.TooLarge(r.Size, most)
	}
	return nil
}
