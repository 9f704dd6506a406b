package events

import "github.com/mediamesh/events/wire"

// ValidateStructure checks a document of whichever type for what all events
// have in common: sound JSON, complete metadata, a payload that is an object. A
// type need not be known for that. The error is an *[InvalidError].
func ValidateStructure(data []byte) error {
	_, err := DecodeMetadata(data)
	return err
}

// DecodeMetadata decodes the metadata of a document of whichever type; see
// [ValidateStructure]. With an error comes what could be read of it, unchecked,
// so that a document may be named that is no event.
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
