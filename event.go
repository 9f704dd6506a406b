package events

// Event is a fact that a service tells others: metadata, the same for all
// events, and a payload of its type.
type Event[P Payload[P]] struct {
	Metadata Metadata
	Payload  P
	// Unknown holds fields beside metadata and payload.
	Unknown Unknown
}

// Payload is what generated payload types implement.
type Payload[P any] interface {
	// EventType returns the type's descriptor.
	EventType() *Type[P]
}

// Message is an event of any type, typed ([Event]) or dynamic ([Any]).
type Message interface {
	// Meta returns the event's metadata.
	Meta() Metadata
	// Descriptor returns what is known of the event's type, nil for the zero [Any].
	Descriptor() Descriptor
	// Key returns the payload field that becomes the record's key, and
	// whether the event has one.
	Key() (key string, ok bool)
	// AppendTo appends the event's document to dst, validated. On an error,
	// an *[InvalidError] or, for the zero [Any], an *[UnknownTypeError], dst
	// is returned as it was.
	AppendTo(dst []byte) ([]byte, error)
}

// New builds an event of the payload's type and version: a UUIDv7 as its id,
// now as its timestamp, source as the emitting service's name.
func New[P Payload[P]](source string, payload P, opts ...Option) Event[P] {
	t := payload.EventType()
	return Event[P]{Metadata: newMetadata(t.Name(), t.Version(), source, opts), Payload: payload}
}

// Meta implements [Message].
func (e Event[P]) Meta() Metadata { return e.Metadata }

// Descriptor implements [Message].
func (e Event[P]) Descriptor() Descriptor { return e.Payload.EventType() }

// Key implements [Message].
func (e Event[P]) Key() (string, bool) { return e.Payload.EventType().keyOfCopy(e.Payload) }

// Any returns the event as a dynamic one.
func (e Event[P]) Any() Any {
	return Any{Metadata: e.Metadata, Payload: &e.Payload, Unknown: e.Unknown, descriptor: e.Payload.EventType()}
}

// Any is an event of whichever type its envelope names.
type Any struct {
	Metadata Metadata
	// Payload points to the payload: *content.Created for a content.created.
	Payload any
	// Unknown holds fields beside metadata and payload.
	Unknown Unknown

	descriptor Descriptor
}

// Meta implements [Message].
func (e Any) Meta() Metadata { return e.Metadata }

// Descriptor implements [Message].
func (e Any) Descriptor() Descriptor { return e.descriptor }

// Key implements [Message].
func (e Any) Key() (string, bool) {
	if e.descriptor == nil {
		return "", false
	}
	return e.descriptor.keyOf(e.Payload)
}

// As returns e as an event of payload type P, if that is its type.
func As[P Payload[P]](e Any) (Event[P], bool) {
	p, ok := e.Payload.(*P)
	if !ok || p == nil {
		return Event[P]{}, false
	}
	return Event[P]{Metadata: e.Metadata, Payload: *p, Unknown: e.Unknown}, true
}
