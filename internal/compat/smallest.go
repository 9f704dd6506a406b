package compat

import (
	"encoding/json"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// smallest generates the smallest value that a schema accepts. Where values are needed it
// takes those of sample, an example's value for the same place; nil means none. A value
// that is larger than an event may be is unknown and not generated.
func smallest(s *contract.Schema, sample json.RawMessage) (json.RawMessage, answer) {
	if sample != nil && s.Kind != contract.KindObject && s.Kind != contract.KindArray {
		return sample, found
	}
	switch s.Kind {
	case contract.KindString:
		text, a := languageOf(s).shortest()
		return quote(text), a
	case contract.KindInteger, contract.KindNumber:
		return number(spanOf(s).nearest()), found
	case contract.KindArray:
		return items(s, countsOf(s).least, sample)
	case contract.KindObject:
		return object(s, sample, "", nil)
	case contract.KindMap, contract.KindAnyObject:
		return json.RawMessage("{}"), found
	}
	return json.RawMessage("true"), found // booleans, and any value
}

// object makes up an object of its required fields, and of the named one with
// a given value, if that is not nil.
func object(s *contract.Schema, sample json.RawMessage, name string, value json.RawMessage) (json.RawMessage, answer) {
	var b strings.Builder
	samples := members(sample)
	for _, f := range s.Fields {
		v, a := value, found
		switch {
		case f.Name == name && value != nil:
		case !f.Required:
			continue
		default:
			v, a = smallest(f.Schema, samples[f.Name])
		}
		if a != found {
			return nil, a
		}
		if appendMember(&b, f.Name, v); b.Len()+len(`{}`) > contract.MaxEvent {
			return nil, unknown
		}
	}
	if value != nil && s.Field(name) == nil {
		appendMember(&b, name, value)
	}
	return json.RawMessage("{" + b.String() + "}"), found
}

func appendMember(b *strings.Builder, name string, value json.RawMessage) {
	if b.Len() > 0 {
		b.WriteByte(',')
	}
	b.Write(quote(name))
	b.WriteByte(':')
	b.Write(value)
}

// items makes up an array of n items.
func items(s *contract.Schema, n int, sample json.RawMessage) (json.RawMessage, answer) {
	if n == 0 {
		return json.RawMessage("[]"), found
	}
	var first []json.RawMessage
	_ = json.Unmarshal(sample, &first) // an example of another shape is no help
	var one json.RawMessage
	if len(first) > 0 {
		one = first[0]
	}
	item, a := smallest(s.Items, one)
	if a != found {
		return nil, a
	}
	return array(item, item, n)
}

// array is an array of n items, the first of which is another one.
func array(first, item json.RawMessage, n int) (json.RawMessage, answer) {
	if n > contract.MaxEvent || int64(len(first))+int64(n-1)*int64(len(item)+1)+int64(len(`[]`)) > contract.MaxEvent {
		return nil, unknown
	}
	out := append([]byte{'['}, first...)
	for range n - 1 {
		out = append(append(out, ','), item...)
	}
	return append(out, ']'), found
}

// member is an object's member; nil if there is none.
func member(object json.RawMessage, name string) json.RawMessage { return members(object)[name] }

// members are those of an object, none of anything else.
func members(object json.RawMessage) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	if len(object) == 0 || json.Unmarshal(object, &m) != nil {
		return nil
	}
	return m
}
