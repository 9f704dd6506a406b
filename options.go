package events

import (
	"math"

	"github.com/mediamesh/events/wire"
)

// DecodeOptions say how to decode, where the usual way of [Unmarshal] and
// [Registry.Decode] is not the best one. The zero value is the usual way.
type DecodeOptions struct {
	// ZeroCopy lets the strings of an event be parts of the document instead
	// of copies, which saves most of what decoding allocates. The document
	// must then not change while the event, or any string of it, is in use,
	// and it stays in memory as long: strings that are kept for longer are
	// better cloned. Strings with escapes are copies in any case. Default
	// false.
	ZeroCopy bool
	// MaxSize is the size of the largest document, in bytes, at most 2 GiB.
	// Default [MaxSize], 1 MiB, which is Kafka's and to which encoding
	// keeps.
	MaxSize int
	// MaxDepth is how deep objects and arrays may nest, the event itself
	// included. Default [MaxDepth], 64, to which encoding keeps.
	MaxDepth int
	// Lenient returns an event that breaks its contract beside its
	// *[InvalidError], as far as it could be decoded: what is too long or out of
	// range is there, what is missing or of another JSON type is zero. Unsound
	// JSON, and an event of an unknown type or an unsupported version, are
	// returned as errors alone, as ever. Default false: an event that breaks its
	// contract does not exist as a value.
	Lenient bool
	// EventType and EventVersion are what is said of the event beside its
	// document: the headers of its record, as they are. They spare
	// [Registry.DecodeWith] looking for them. The document alone decides:
	// where it says otherwise, they only cost time. Default nil, not known.
	EventType, EventVersion []byte
}

func (o *DecodeOptions) settings() wire.Settings {
	return wire.Settings{Alias: o.ZeroCopy, Lenient: o.Lenient, MaxSize: min(max(o.MaxSize, 0), math.MaxInt32), MaxDepth: max(o.MaxDepth, 0)}
}

// UnmarshalWith is [Unmarshal] with options, save Lenient, which is for events
// of any type.
func UnmarshalWith[P Payload[P]](data []byte, o DecodeOptions) (Event[P], error) {
	return unmarshal[P](data, o.settings())
}

// DecodeWith is [Registry.Decode] with options.
func (reg *Registry) DecodeWith(data []byte, o DecodeOptions) (Any, error) {
	if len(o.EventType) > 0 {
		if t, ok := reg.descriptor(o.EventType, o.EventVersion); ok {
			if e, err := t.decodeAny(data, o.settings()); err == nil {
				return e, nil
			}
			// It may be of another type than was said, and then valid.
		}
	}
	return reg.decode(data, o.settings())
}
