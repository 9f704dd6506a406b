package events

import "time"

// Metadata is what every event says of itself.
type Metadata struct {
	// EventID is unique to the event: 1 to 128 characters, opaque to readers.
	// New ones are UUIDv7.
	EventID string
	// EventType is the wire name, "content.created".
	EventType string
	// EventVersion is the version of the contract that the event was written
	// by, MAJOR.MINOR.PATCH.
	EventVersion string
	// Timestamp is when the event was made. New ones are UTC, to the millisecond.
	Timestamp time.Time
	// Source is the emitting service's name, 1 to 128 characters.
	Source string
	// CorrelationID is passed on from the request that caused the event: at
	// most 256 characters, empty if there is none.
	CorrelationID string
	// UserID is who acted: at most 128 characters, empty if nobody is named.
	UserID string
	// Unknown holds fields that this version does not know.
	Unknown Unknown
}

// NewMetadata builds the metadata of an event of the named type, of the
// [CurrentVersion] unless an option says otherwise.
func NewMetadata(eventType, source string, opts ...Option) Metadata {
	return newMetadata(eventType, CurrentVersion, source, opts)
}

func newMetadata(eventType, version, source string, opts []Option) Metadata {
	m := Metadata{EventType: eventType, EventVersion: version, Source: source}
	now := time.Now
	if len(opts) > 0 {
		m, now = chosen(m, opts)
	}
	if m.Timestamp.IsZero() {
		m.Timestamp = now().UTC().Truncate(time.Millisecond)
	}
	if m.EventID == "" {
		m.EventID = newID(m.Timestamp)
	}
	return m
}

// chosen returns the metadata and the clock as options want them.
func chosen(m Metadata, opts []Option) (Metadata, func() time.Time) {
	b := builder{metadata: m, clock: time.Now} // options have it on the heap
	for _, opt := range opts {
		opt(&b)
	}
	return b.metadata, b.clock
}

type builder struct {
	metadata Metadata
	clock    func() time.Time
}

// Option changes the metadata of a new event.
type Option func(*builder)

// CorrelationID passes on the id of the request that caused the event. An
// empty one is no correlation id.
func CorrelationID(id string) Option { return func(b *builder) { b.metadata.CorrelationID = id } }

// UserID names who acted. An empty one names nobody.
func UserID(id string) Option { return func(b *builder) { b.metadata.UserID = id } }

// WithVersion states another contract version than the type's own.
func WithVersion(version string) Option {
	return func(b *builder) { b.metadata.EventVersion = version }
}

// WithID gives the event an id of the caller's, say for a retry that readers
// should recognise. The default is a new UUIDv7.
func WithID(id string) Option { return func(b *builder) { b.metadata.EventID = id } }

// WithClock tells the time by now instead of time.Now, for tests.
func WithClock(now func() time.Time) Option { return func(b *builder) { b.clock = now } }

// WithTimestamp states when the event happened. The default is now.
func WithTimestamp(t time.Time) Option { return func(b *builder) { b.metadata.Timestamp = t } }
