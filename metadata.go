package events

import "time"

// Metadata identifies and describes an event. It is the same for all event types.
type Metadata struct {
	// EventID identifies the event: 1 to 128 characters, opaque to readers. New events get
	// a UUIDv7.
	EventID string
	// EventType is the type's wire name, "content.created".
	EventType string
	// EventVersion is the contract version that the event was written with,
	// MAJOR.MINOR.PATCH.
	EventVersion string
	// Timestamp is when the event was created. New events use UTC, to the millisecond.
	Timestamp time.Time
	// Source is the name of the service that emitted the event, 1 to 128 characters.
	Source string
	// CorrelationID is propagated from the request that caused the event: at most 256
	// characters, empty if there is none.
	CorrelationID string
	// UserID identifies the user who acted: at most 128 characters, empty if not known.
	UserID string
	// Unknown holds fields that this version of the contract does not declare.
	Unknown Unknown
}

// NewMetadata builds the metadata of an event of the named type. The version is
// [CurrentVersion] unless an option sets another.
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

// chosen returns the metadata and the clock that the options ask for.
func chosen(m Metadata, opts []Option) (Metadata, func() time.Time) {
	b := builder{metadata: m, clock: time.Now} // options move it to the heap
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

// CorrelationID sets the correlation ID, propagated from the request that caused the
// event. An empty id leaves it unset.
func CorrelationID(id string) Option { return func(b *builder) { b.metadata.CorrelationID = id } }

// UserID sets the user who acted. An empty id leaves it unset.
func UserID(id string) Option { return func(b *builder) { b.metadata.UserID = id } }

// WithVersion sets a contract version other than the type's own.
func WithVersion(version string) Option {
	return func(b *builder) { b.metadata.EventVersion = version }
}

// WithID sets the event's ID, for example to republish an event with the ID that readers
// already know. The default is a new UUIDv7.
func WithID(id string) Option { return func(b *builder) { b.metadata.EventID = id } }

// WithClock uses now instead of time.Now, for tests.
func WithClock(now func() time.Time) Option { return func(b *builder) { b.clock = now } }

// WithTimestamp sets when the event happened. The default is the current time.
func WithTimestamp(t time.Time) Option { return func(b *builder) { b.metadata.Timestamp = t } }
