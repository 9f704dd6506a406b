package events

// Event is an event with a payload of type P: metadata, which all events share, and the
// payload.
type Event[P Payload[P]] struct {
	Metadata Metadata
	Payload  P
	// Unknown holds top-level fields other than metadata and payload.
	Unknown Unknown
}

// Payload is implemented by generated payload types.
type Payload[P any] interface {
	// EventType returns the type's descriptor.
	EventType() *Type[P]
}

// Message is an event of any type, typed ([Event]) or dynamic ([Any]).
type Message interface {
	// Meta returns the event's metadata.
	Meta() Metadata
	// Descriptor returns the descriptor of the event's type, nil for the zero [Any].
	Descriptor() Descriptor
	// Key returns the payload field that becomes the record's key, and
	// whether the event has one.
	Key() (key string, ok bool)
	// AppendTo validates the event and appends its document to dst. On an error, dst is
	// returned unchanged. The error is an *[InvalidError] or, for the zero [Any], an
	// *[UnknownTypeError].
	AppendTo(dst []byte) ([]byte, error)
}

// New builds an event of the payload's type and version, with a UUIDv7 as its ID and the
// current time as its timestamp. source is the name of the service that emits it.
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

// Any returns the event as an [Any].
func (e Event[P]) Any() Any {
	return Any{Metadata: e.Metadata, Payload: &e.Payload, Unknown: e.Unknown, descriptor: e.Payload.EventType()}
}

// Any is an event whose type is known only at run time, from its envelope.
type Any struct {
	Metadata Metadata
	// Payload points to the payload, such as a *content.Created for a content.created
	// event.
	Payload any
	// Unknown holds top-level fields other than metadata and payload.
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

// As returns e as an event of payload type P, and whether it has that type.
func As[P Payload[P]](e Any) (Event[P], bool) {
	p, ok := e.Payload.(*P)
	if !ok || p == nil {
		return Event[P]{}, false
	}
	return Event[P]{Metadata: e.Metadata, Payload: *p, Unknown: e.Unknown}, true
}
