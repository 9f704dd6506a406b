// Package sample generates events from a contract: valid, in the form that the library
// writes, and the same for the same seed on every machine. They are as hard to process as
// the rules allow: lengths at their limits, quotes, control characters, emoji, numbers that
// are hard to write.
package sample

import (
	"bytes"
	"fmt"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/wire"
)

// A Source generates events.
type Source struct {
	*random
	err  error
	over bool // the document is larger than an event may be
	made int
}

// ErrTooLarge is wrapped by the error for an event whose every document is larger than an
// event may be.
var ErrTooLarge = fmt.Errorf("larger than %d bytes; its limits ask for more than an event may hold", wire.MaxSize)

// errTextTooLarge is about a text.
var errTextTooLarge = fmt.Errorf("a text of its length is %w", ErrTooLarge)

// New returns a source. The same seed and name give the same events.
func New(seed uint64, name string) *Source { return &Source{random: newRandom(seed, name)} }

// Event returns a valid document of the event type. The error names the field for which no
// valid value could be generated.
func (s *Source) Event(e *contract.Event) ([]byte, error) {
	const attempts = 20 // long texts may add up to more than an event may hold
	for range attempts {
		s.err, s.over = nil, false
		data := append([]byte(`{"metadata":`), s.metadata(e)...)
		data = append(s.schema(append(data, `,"payload":`...), e.Payload, "payload"), '}')
		s.made += len(data)
		if s.err != nil {
			return nil, fmt.Errorf("%s: %w", e.Type, s.err)
		}
		if !s.over && len(data) <= wire.MaxSize {
			return data, nil
		}
	}
	return nil, fmt.Errorf("%s: %d attempts were all %w", e.Type, attempts, ErrTooLarge)
}

// Made is the number of bytes that [Source.Event] has generated so far, including documents
// that were too large.
func (s *Source) Made() int { return s.made }

// Plausible returns a valid document of the event type with ordinary names, numbers and
// times that differ from one document to the next. Its errors are those of [Example].
func (s *Source) Plausible(e *contract.Event) ([]byte, error) {
	return (&examples{source: s, varied: true}).event(e)
}

// metadata is made up by the envelope's schema, with the event's own type and
// version.
func (s *Source) metadata(e *contract.Event) []byte {
	data := []byte{'{'}
	for _, f := range contract.Envelope().Fields {
		if !f.Required && s.oneIn(2) {
			continue
		}
		data = appendName(data, f.Name)
		switch f.Name {
		case "eventType":
			data = jsontree.AppendQuoted(data, e.Type)
		case "eventVersion":
			data = jsontree.AppendQuoted(data, e.Version)
		default:
			data = s.schema(data, f.Schema, f.Name)
		}
	}
	return append(data, '}')
}

// schema appends a value that the schema of the named field admits, or nothing of use if
// the document is too large already.
func (s *Source) schema(dst []byte, schema *contract.Schema, name string) []byte {
	if s.over = s.over || len(dst) > wire.MaxSize; s.over {
		return append(dst, "null"...)
	}
	switch schema.Kind {
	case contract.KindString:
		text, err := s.text(schema, name)
		if err != nil && s.err == nil {
			s.err = fmt.Errorf("%s: %s: %w", schema.Pos, name, err)
		}
		return jsontree.AppendQuoted(dst, text)
	case contract.KindInteger:
		return s.integer(dst, schema)
	case contract.KindNumber:
		return s.number(dst, schema)
	case contract.KindBoolean:
		if s.oneIn(2) {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case contract.KindObject:
		return s.object(dst, schema)
	case contract.KindMap:
		return s.someFields(dst, func(dst []byte) []byte { return s.schema(dst, schema.Values, name) })
	case contract.KindArray:
		return s.array(dst, schema, name)
	case contract.KindAnyObject:
		return s.anyObject(dst, 3)
	}
	return s.any(dst, 3)
}

func (s *Source) object(dst []byte, schema *contract.Schema) []byte {
	dst = append(dst, '{')
	for _, f := range schema.Fields {
		if !f.Required && s.oneIn(2) {
			continue
		}
		without := len(dst)
		dst = s.schema(appendName(dst, f.Name), f.Schema, f.Name)
		if !f.Required && bytes.HasSuffix(dst, []byte(":null")) {
			dst = dst[:without] // an optional field that is null is absent
		}
	}
	return append(dst, '}')
}

func (s *Source) array(dst []byte, schema *contract.Schema, name string) []byte {
	least, most := 0, 4
	if schema.MinItems != nil {
		least = *schema.MinItems
		most = least + 4
	}
	if schema.MaxItems != nil {
		most = min(most, *schema.MaxItems)
	}
	dst = append(dst, '[')
	for i := range s.between(least, most) {
		if s.over {
			break
		}
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = s.schema(dst, schema.Items, name)
	}
	return append(dst, ']')
}

// appendName writes a field's name, with the comma before it if it is not the
// first.
func appendName(dst []byte, name string) []byte {
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	return append(jsontree.AppendQuoted(dst, name), ':')
}

// someFields appends an object of up to four fields with names of no schema.
// They do not look like array indexes, which JavaScript would sort.
func (s *Source) someFields(dst []byte, value func([]byte) []byte) []byte {
	dst = append(dst, '{')
	used := map[string]bool{}
	for range s.below(5) {
		name := s.pick(fieldNames)
		if used[name] {
			continue
		}
		used[name] = true
		dst = value(appendName(dst, name))
	}
	return append(dst, '}')
}

var fieldNames = []string{
	"title", "status", "rating", "tags", "a b", "größe", "日本", "with \"quotes\"", "a/b~c", "", "🎬", "line\nbreak",
}
