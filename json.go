package events

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/wire"
)

// The methods for encoding/json, of both versions: encoding/json/v2 calls them as well.

// MarshalJSON implements [encoding/json.Marshaler] by [Marshal]: it validates the event,
// and the error is an *[InvalidError].
//
// encoding/json changes the bytes, but not the value: it escapes <, >, &, U+2028 and
// U+2029, and indents if it is asked to. Unknown fields keep such escapes when they are
// written again. Call [Marshal] where bytes matter.
func (e Event[P]) MarshalJSON() ([]byte, error) { return Marshal(e) }

// UnmarshalJSON implements [encoding/json.Unmarshaler] by [Unmarshal]: it validates the
// document, and the errors are the same. On an error, e is not changed, and neither is
// it by null, as is the convention of encoding/json. Unknown fields are kept, also if
// [encoding/json.Decoder.DisallowUnknownFields] was called.
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

// MarshalJSON implements [encoding/json.Marshaler] by [Marshal]: it validates the event,
// and the error is an *[InvalidError] or, for the zero Any, an *[UnknownTypeError]. See
// [Event.MarshalJSON] for what encoding/json does to the bytes.
func (e Any) MarshalJSON() ([]byte, error) { return Marshal(e) }

// UnmarshalJSON returns a *[NoRegistryError] for all but null, which changes nothing:
// encoding/json has no [Registry] to look the event's type up in. Unmarshal into an
// [Event], whose type says what to expect, or into an [encoding/json.RawMessage] for
// [Registry.Decode].
func (e *Any) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	m, _ := DecodeMetadata(data) // what can be read of it
	return &NoRegistryError{EventType: strings.Clone(m.EventType), EventID: strings.Clone(m.EventID)}
}

// NoRegistryError says that encoding/json was to decode an event into an [Any].
type NoRegistryError struct {
	EventType string // "" if the document does not say
	EventID   string // "" if the document does not say
}

func (e *NoRegistryError) Error() string {
	return fmt.Sprintf("event type %s cannot be decoded by encoding/json into an events.Any: use Registry.Decode, or an events.Event of its payload type", `"`+wire.Printable(e.EventType)+`"`)
}

// MarshalJSON implements [encoding/json.Marshaler]: it returns the metadata as they are in
// a document, validated. The error is an *[InvalidError], whose pointers begin at the
// metadata.
func (m Metadata) MarshalJSON() ([]byte, error) {
	w := wire.NewWriter(nil)
	defer w.Release()
	m.encode(w, &identity{name: m.EventType + "?"}) // of no type: metadata alone may be of any
	if err := m.invalid(&w.Found); err != nil {
		return nil, err
	}
	return w.Buf[len(ruleMetadata.Key):], nil
}

// UnmarshalJSON implements [encoding/json.Unmarshaler]: it reads metadata as they are in a
// document and validates them. The error is an *[InvalidError], whose pointers begin at the
// metadata. Then m is not changed, and neither is it by null.
func (m *Metadata) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	r, i := wire.NewReader(data)
	defer r.Release()
	var read Metadata
	if i != wire.Fault {
		r.End(read.decode(r, i, &identity{}))
	}
	err := read.invalid(&r.Found)
	if err == nil {
		*m = read
	}
	return err
}

// invalid is what was found, from the metadata on.
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
