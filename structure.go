package events

import "github.com/mediamesh/events/wire"

// ValidateStructure checks what all events have in common, without knowing the event's
// type: well-formed JSON, complete metadata, and a payload that is an object. The error is
// an *[InvalidError].
func ValidateStructure(data []byte) error {
	_, err := DecodeMetadata(data)
	return err
}

// DecodeMetadata decodes the metadata of a document of any type; see [ValidateStructure].
// On an error, it also returns the metadata that could be read, not validated, so that an
// invalid document can be identified.
func DecodeMetadata(data []byte) (Metadata, error) {
	return decodeMetadata(data, wire.Settings{})
}

func decodeMetadata(data []byte, set wire.Settings) (Metadata, error) {
	b := anyType.box()
	defer anyType.putBack(b)
	m := &b.event.Metadata
	if i := b.reader.Open(data, set); i != wire.Fault {
		decodeEnvelope(anyType, &b.reader, i, m, &b.event.Payload, &b.event.Unknown)
	}
	return *m, invalid(&b.reader.Found, m)
}

// anyType stands for an event of which only the envelope is known.
var anyType = &Type[wire.JSON]{spec: Spec[wire.JSON]{
	Decode: func(p *wire.JSON, r *wire.Reader, i int, rule *wire.Value) int { return r.AnyObject(i, p, rule) },
}}
