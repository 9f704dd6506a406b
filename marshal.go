package events

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/wire"
)

// Marshal validates the event and returns its document. The error is an *[InvalidError]
// that lists the violations.
func Marshal[M Message](e M) ([]byte, error) {
	data, err := e.AppendTo(nil)
	if err != nil {
		return nil, err
	}
	return data, nil
}

// MarshalString is like [Marshal] but returns a string.
func MarshalString[M Message](e M) (string, error) {
	data, err := e.AppendTo(nil)
	return string(data), err
}

// Append is like [Marshal] but appends the document to dst. It does not allocate if dst has
// enough capacity. On an error, dst is returned unchanged.
func Append[M Message](dst []byte, e M) ([]byte, error) { return e.AppendTo(dst) }

// Validate checks the event against its contract, as [Marshal] does, and returns nil or an
// *[InvalidError].
func Validate[M Message](e M) error {
	_, err := e.AppendTo(nil)
	return err
}

// AppendTo implements [Message].
func (e Event[P]) AppendTo(dst []byte) ([]byte, error) {
	t := e.Payload.EventType()
	w := wire.NewWriter(dst)
	start := beginEnvelope(w, &e.Metadata, &t.identity)
	t.checkIdentity(&w.Found, &e.Metadata)
	t.spec.Encode(w, e.Payload, &rulePayload)
	return endEnvelope(w, start, &e.Metadata, e.Unknown)
}

// AppendTo implements [Message].
func (e Any) AppendTo(dst []byte) ([]byte, error) {
	if e.descriptor == nil {
		return dst, &UnknownTypeError{EventType: e.Metadata.EventType, EventID: e.Metadata.EventID}
	}
	w := wire.NewWriter(dst)
	start := beginEnvelope(w, &e.Metadata, e.descriptor.id())
	if !e.descriptor.encodeAny(w, e.Payload, e.Metadata) {
		w.Mistaken("payload", fmt.Sprintf("must be a non-nil %T in Go", e.descriptor.nilPayload()))
	}
	return endEnvelope(w, start, &e.Metadata, e.Unknown)
}

func beginEnvelope(w *wire.Writer, m *Metadata, id *identity) int {
	start := w.Begin()
	m.encode(w, &ruleMetadata, id)
	return start
}

// endEnvelope ends the document that began at start and releases the writer.
func endEnvelope(w *wire.Writer, start int, m *Metadata, unknown wire.Unknown) ([]byte, error) {
	if unknown != "" {
		w.Unknown(unknown, namesEnvelope)
	}
	w.End(start)
	w.Finish(start)
	data, err := w.Buf, invalid(&w.Found, m)
	w.Release()
	if err != nil {
		return data[:start], err
	}
	return data, nil
}

// Unmarshal decodes a document as an event with payload P and validates it, in one pass.
// The strings of the event are copied from data into one shared buffer. The error is an
// *[InvalidError] that lists the violations, or an *[UnsupportedVersionError] if the
// event has another major version than P. [DecodeAs] migrates such events.
func Unmarshal[P Payload[P]](data []byte) (Event[P], error) {
	return unmarshal[P](data, wire.Settings{})
}

func unmarshal[P Payload[P]](data []byte, set wire.Settings) (Event[P], error) {
	var zero P
	t := zero.EventType()
	b := t.box()
	defer t.putBack(b)
	if i := b.reader.Open(data, set); i != wire.Fault {
		decodeEnvelope(t, &b.reader, i, &b.event.Metadata, &b.event.Payload, &b.event.Unknown)
	}
	if err := t.verdict(&b.reader, &b.event.Metadata); err != nil {
		return Event[P]{}, err
	}
	return Event[P](b.event), nil
}

// UnmarshalString is like [Unmarshal] but takes a string.
func UnmarshalString[P Payload[P]](s string) (Event[P], error) { return Unmarshal[P]([]byte(s)) }

// verdict turns the findings into an error.
func (t *Type[P]) verdict(r *wire.Reader, m *Metadata) error {
	if r.OK() {
		return nil
	}
	if !r.Faulty() && m.EventType == t.spec.Name && !t.sameMajor(m.EventVersion) && wire.Semver.Valid(m.EventVersion) {
		return &UnsupportedVersionError{
			EventType: strings.Clone(m.EventType), EventID: strings.Clone(m.EventID),
			Version: strings.Clone(m.EventVersion), Supported: t.spec.Version,
		}
	}
	return invalid(&r.Found, m)
}

// invalid returns an *InvalidError if there are findings. It copies their strings, so that
// a retained error does not keep all strings of its event in memory.
func invalid(f *wire.Found, m *Metadata) error {
	if f.OK() {
		return nil
	}
	list, omitted := f.Violations()
	return &InvalidError{
		EventType: strings.Clone(m.EventType), EventID: strings.Clone(m.EventID),
		Violations: list, Omitted: omitted,
	}
}
