package events

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/wire"
)

// Methods for encoding/json. encoding/json/v2 calls them as well.

// MarshalJSON implements [encoding/json.Marshaler] with [Marshal]: it validates the event,
// and the error is an *[InvalidError].
//
// encoding/json changes the bytes but not the value: it escapes <, >, &, U+2028 and U+2029,
// and indents on request. Unknown fields keep such escapes when they are written again.
// Call [Marshal] if the exact bytes matter.
func (e Event[P]) MarshalJSON() ([]byte, error) { return Marshal(e) }

// UnmarshalJSON implements [encoding/json.Unmarshaler] with [Unmarshal]: it validates the
// document and returns the same errors. On an error, e is unchanged. By the convention of
// encoding/json, null does not change e either. Unknown fields are kept even after
// [encoding/json.Decoder.DisallowUnknownFields].
func (e *Event[P]) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	read, err := Unmarshal[P](data)
	if err == nil {
		*e = read
	}
	return err
}

// MarshalJSON implements [encoding/json.Marshaler] with [Marshal]: it validates the event,
// and the error is an *[InvalidError] or, for the zero Any, an *[UnknownTypeError]. See
// [Event.MarshalJSON] for what encoding/json does to the bytes.
func (e Any) MarshalJSON() ([]byte, error) { return Marshal(e) }

// UnmarshalJSON always returns a *[NoRegistryError], except for null, which changes
// nothing: encoding/json cannot pass a [Registry] in which to look up the event's type.
// Unmarshal into an [Event] of the expected payload type instead, or into an
// [encoding/json.RawMessage] and pass that to [Registry.Decode].
func (e *Any) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	m, _ := DecodeMetadata(data) // the metadata as far as it can be read
	return &NoRegistryError{EventType: strings.Clone(m.EventType), EventID: strings.Clone(m.EventID)}
}

// NoRegistryError reports that encoding/json was asked to decode an event into an [Any].
type NoRegistryError struct {
	EventType string // "" if the document does not contain it
	EventID   string // "" if the document does not contain it
}

func (e *NoRegistryError) Error() string {
	return fmt.Sprintf("event type %s cannot be decoded by encoding/json into an events.Any: use Registry.Decode, or an events.Event of its payload type", `"`+wire.Printable(e.EventType)+`"`)
}

// MarshalJSON implements [encoding/json.Marshaler]: it validates the metadata and returns
// it as it appears in a document. The error is an *[InvalidError] whose pointers are
// relative to the metadata.
func (m Metadata) MarshalJSON() ([]byte, error) {
	w := wire.NewWriter(nil)
	defer w.Release()
	m.encode(w, &ruleMetadata, &identity{name: m.EventType + "?"}) // no type: metadata on its own may belong to any
	if err := m.invalid(&w.Found); err != nil {
		return nil, err
	}
	return w.Buf[len(ruleMetadata.Key):], nil
}

// UnmarshalJSON implements [encoding/json.Unmarshaler]: it reads metadata as it appears in
// a document and validates it. The error is an *[InvalidError] whose pointers are relative
// to the metadata. On an error, and for null, m is unchanged.
func (m *Metadata) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	r, i := wire.NewReader(data)
	defer r.Release()
	var read Metadata
	if i != wire.Fault {
		r.End(read.decode(r, i, &ruleMetadata, &identity{}))
	}
	err := read.invalid(&r.Found)
	if err == nil {
		*m = read
	}
	return err
}

// invalid returns what was found, with pointers relative to the metadata.
func (m *Metadata) invalid(f *wire.Found) error {
	err := invalid(f, m)
	if e, ok := err.(*InvalidError); ok {
		for i := range e.Violations {
			v := &e.Violations[i]
			v.Pointer = strings.TrimPrefix(v.Pointer, "/metadata")
		}
	}
	return err
}
