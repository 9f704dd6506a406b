package events

import (
	"math"

	"github.com/mediamesh/events/wire"
)

// DecodeOptions change how [UnmarshalWith] and [Registry.DecodeWith] decode. The zero value
// gives the behavior of [Unmarshal] and [Registry.Decode].
type DecodeOptions struct {
	// ZeroCopy makes the strings of an event share the document's memory instead of being
	// copies, which avoids most allocations of decoding. The document must not be
	// modified while the event or any of its strings is in use, and it stays in memory
	// that long; clone strings that you keep longer. Strings with escapes are always
	// copied. Default false.
	ZeroCopy bool
	// MaxSize is the maximum size of a document in bytes, at most 2 GiB. Encoding always
	// uses the default, the constant [MaxSize]: 1 MiB, like Kafka's default
	// message.max.bytes.
	MaxSize int
	// MaxDepth is the maximum nesting of objects and arrays, including the event itself.
	// Encoding always uses the default, the constant [MaxDepth]: 64.
	MaxDepth int
	// Lenient also returns an event that violates its contract, as far as it could be
	// decoded, in addition to the *[InvalidError]: values that are too long or out of
	// range are kept, and missing ones or those of another JSON type are zero. Malformed
	// JSON, unknown types and unsupported versions still return only an error. Default
	// false: an event that violates its contract is not returned.
	Lenient bool
	// EventType and EventVersion are hints, taken unchanged from the headers of the
	// event's record. With them, [Registry.DecodeWith] does not need to search the
	// document for its type. The document is authoritative: if a hint is wrong, decoding
	// is slower but gives the same result. Default nil: no hint.
	EventType, EventVersion []byte
}

func (o *DecodeOptions) settings() wire.Settings {
	return wire.Settings{Alias: o.ZeroCopy, Lenient: o.Lenient, MaxSize: min(max(o.MaxSize, 0), math.MaxInt32), MaxDepth: max(o.MaxDepth, 0)}
}

// UnmarshalWith is [Unmarshal] with options. It ignores Lenient, which is for events of any
// type.
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
			// The document may be of another type than the hint says, and valid as that.
		}
	}
	return reg.decode(data, o.settings())
}
