package events

import "github.com/mediamesh/events/wire"

// The types of payload fields that are none of Go's own. They are those of package wire, which
// services need not import.

// Optional is a field that may be absent, where the zero value of T is a value like any other.
// The zero Optional is absent. Its methods are Get and Or; encoding/json writes an absent one as
// null, or not at all with the tag omitzero.
type Optional[T any] = wire.Optional[T]

// Some returns a present value.
func Some[T any](v T) Optional[T] { return wire.Some(v) }

// JSON is the text of any JSON value: a field that a contract leaves open. The empty string is
// no value. Its method Unmarshal reads it into a Go value, and [JSONOf] makes it of one.
type JSON = wire.JSON

// Null is the JSON value null.
const Null = wire.Null

// JSONOf returns v as JSON text, as encoding/json writes it but without escaping HTML.
func JSONOf(v any) (JSON, error) { return wire.JSONOf(v) }

// Map is an object with names of the sender's own and values of one type, in the order of the
// document. A nil Map is absent. Its method Get finds a value by its name.
type Map[V any] = wire.Map[V]

// Entry is one field of a [Map].
type Entry[V any] = wire.Entry[V]

// Unknown holds the fields of an object that its type does not declare, as they stood in the
// document: `"a":1,"b":{"c":2}`. Its methods All, Get and Without read it.
type Unknown = wire.Unknown

// Limits of an event, for encoding always and for decoding unless [DecodeOptions] say otherwise.
const (
	MaxSize  = wire.MaxSize  // bytes: Kafka's default message.max.bytes, 1 MiB
	MaxDepth = wire.MaxDepth // objects and arrays inside each other, 64
)
