package compat

import (
	"encoding/json"
	"slices"

	"github.com/mediamesh/events/internal/contract"
)

// document generates a whole event that a writer produces, minimal except for the
// difference. It uses the values of the contract's first example, so that users recognize
// it.
func document(e *contract.Event, d *difference, proof evidence) (json.RawMessage, bool) {
	sample := firstExample(e)
	payload := member(sample, "payload")
	var a answer
	if d.around {
		last := len(d.path) - 1
		payload, a = wrap(e.Payload, d.path[:last], payload, func(s *contract.Schema, sample json.RawMessage) (json.RawMessage, answer) {
			return object(s, sample, d.path[last].name, proof.value)
		})
	} else {
		payload, a = wrap(e.Payload, d.path, payload, func(*contract.Schema, json.RawMessage) (json.RawMessage, answer) {
			return proof.value, found
		})
	}
	return whole(metadata(e, sample), payload), a == found
}

func whole(metadata, payload json.RawMessage) json.RawMessage {
	return slices.Concat(json.RawMessage(`{"metadata":`), metadata, json.RawMessage(`,"payload":`), payload, json.RawMessage("}"))
}

// least is the smallest event that a writer produces.
func least(e *contract.Event) (json.RawMessage, bool) {
	sample := firstExample(e)
	payload, a := smallest(e.Payload, member(sample, "payload"))
	return whole(metadata(e, sample), payload), a == found
}

// firstExample is the least example that the contract gives; nil for none.
func firstExample(e *contract.Event) json.RawMessage {
	for _, x := range e.Examples {
		if x.Name == "minimal" {
			return x.JSON
		}
	}
	if len(e.Examples) > 0 {
		return e.Examples[0].JSON
	}
	return nil
}

func metadata(e *contract.Event, sample json.RawMessage) json.RawMessage {
	if m := member(sample, "metadata"); m != nil {
		return m
	}
	return slices.Concat(json.RawMessage(`{"eventId":"evt-1","eventType":`), quote(e.Type), json.RawMessage(`,"eventVersion":`), quote(e.Version),
		json.RawMessage(`,"timestamp":"2026-01-01T12:00:00.000Z","source":"example"}`))
}

// wrap generates a value of the schema that has the result of make at the path.
func wrap(s *contract.Schema, p path, sample json.RawMessage, make func(*contract.Schema, json.RawMessage) (json.RawMessage, answer)) (json.RawMessage, answer) {
	if len(p) == 0 {
		return make(s, sample)
	}
	switch p[0].sort {
	case item:
		return wrapItem(s, p, sample, make)
	case value:
		inner, a := wrap(s.Values, p[1:], nil, make)
		if a != found {
			return nil, a
		}
		return object(s, nil, anyName, inner)
	}
	inner, a := wrap(s.Field(p[0].name).Schema, p[1:], member(sample, p[0].name), make)
	if a != found {
		return nil, a
	}
	return object(s, sample, p[0].name, inner)
}

func wrapItem(s *contract.Schema, p path, sample json.RawMessage, make func(*contract.Schema, json.RawMessage) (json.RawMessage, answer)) (json.RawMessage, answer) {
	var samples []json.RawMessage
	_ = json.Unmarshal(sample, &samples) // an example of another shape is no help
	samples = append(samples, nil)
	inner, a := wrap(s.Items, p[1:], samples[0], make)
	if a != found {
		return nil, a
	}
	usual, a := smallest(s.Items, samples[0])
	if a != found {
		return nil, a
	}
	return array(inner, usual, max(1, countsOf(s).least))
}
