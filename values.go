package events

import "github.com/mediamesh/events/wire"

// Types of payload fields that Go itself lacks. They are defined in package wire, which
// services need not import.

// Optional is a field that may be absent, for types whose zero value is a valid value. The
// zero Optional is absent. Its methods are Get and Or. encoding/json writes an absent one
// as null, or omits it with the tag omitzero.
type Optional[T any] = wire.Optional[T]

// Some returns an Optional with value v.
func Some[T any](v T) Optional[T] { return wire.Some(v) }

// JSON is the text of any JSON value: a field whose type the contract leaves open. The
// empty string is not a value. Its method Unmarshal decodes it into a Go value, and
// [JSONOf] encodes one.
type JSON = wire.JSON

// Null is the JSON value null.
const Null = wire.Null

// JSONOf returns v as JSON text, as encoding/json writes it but without escaping HTML.
func JSONOf(v any) (JSON, error) { return wire.JSONOf(v) }

// Map is an object whose field names are chosen by the sender and whose values all have one
// type. It keeps the order of the document. A nil Map is absent. Its method Get finds a
// value by name.
type Map[V any] = wire.Map[V]

// Entry is one field of a [Map].
type Entry[V any] = wire.Entry[V]

// Unknown holds the fields of an object that its type does not declare, as they appeared in
// the document: `"a":1,"b":{"c":2}`. Its methods All, Get and Without read it.
type Unknown = wire.Unknown

// Limits of an event. They always apply to encoding, and also to decoding unless
// [DecodeOptions] sets other limits.
const (
	MaxSize  = wire.MaxSize  // bytes: Kafka's default message.max.bytes, 1 MiB
	MaxDepth = wire.MaxDepth // maximum nesting of objects and arrays
)
