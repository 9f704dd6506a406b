// Package mutate makes documents that are nearly events: valid ones, changed
// in a few places with a mind to what their contract says there.
package mutate

import (
	"fmt"

	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/sample"
	"github.com/mediamesh/events/test/differential/internal/document"
)

// A Source makes documents. Each is known by its number; the same seed and
// number are the same document. It may be used by many at once.
type Source struct {
	seed   uint64
	events []event
}

// An event is what documents of one type are made from.
type event struct {
	*contract.Event
	schema *contract.Schema // of the whole, metadata and payload
	whole  []*document.Value
	donors map[*contract.Schema][]*document.Value // what stands there in some of the whole
}

// A Document is one to be judged.
type Document struct {
	Type  string // of the event that it was made from
	Data  []byte
	Kinds []string // of the mutations that it went through; none if it is valid
}

const (
	samples = 40   // of each type, beside the contract's examples
	longest = 6000 // bytes of a sample: larger ones would take time from the others
)

// NewSource returns the source of a seed.
func NewSource(seed uint64) (*Source, error) {
	c, err := contract.ReadFS(builtin.FS)
	if err != nil {
		return nil, err
	}
	s := &Source{seed: seed}
	for _, e := range c.Events() {
		made := event{Event: e, schema: envelope(e), donors: map[*contract.Schema][]*document.Value{}}
		for _, x := range e.Examples {
			if err := made.add(x.JSON); err != nil {
				return nil, err
			}
		}
		for from := sample.New(seed, e.Type); len(made.whole) < samples+len(e.Examples); {
			data, err := from.Event(e)
			if err != nil {
				return nil, err
			}
			if len(data) > longest {
				continue
			}
			if err := made.add(data); err != nil {
				return nil, err
			}
		}
		s.events = append(s.events, made)
	}
	return s, nil
}

func (e *event) add(data []byte) error {
	v, err := document.Parse(data)
	if err != nil {
		return fmt.Errorf("%s: %w", e.Type, err)
	}
	e.whole = append(e.whole, v)
	e.donate(v, e.schema)
	return nil
}

// donate notes all fields of a valid value.
func (e *event) donate(v *document.Value, schema *contract.Schema) {
	for _, m := range v.Members {
		if inner, _ := field(schema, m.Name); inner != nil {
			e.donors[inner] = append(e.donors[inner], m.Value)
			e.donate(m.Value, inner)
		}
	}
	for _, item := range v.Items {
		if schema.Kind == contract.KindArray {
			e.donate(item, schema.Items)
		}
	}
}

func envelope(e *contract.Event) *contract.Schema {
	return &contract.Schema{Kind: contract.KindObject, Fields: []*contract.Field{
		{Name: "metadata", Required: true, Schema: contract.Envelope()},
		{Name: "payload", Required: true, Schema: e.Payload},
	}}
}

// Document makes the document of that number.
func (s *Source) Document(number uint64) Document {
	d := draft{}
	d.pcg.Seed(s.seed, number)
	d.event = &s.events[d.below(len(s.events))]
	d.root = d.event.whole[d.below(len(d.event.whole))].Clone()
	d.mutate()
	out := Document{Type: d.event.Type, Kinds: d.kinds}
	out.Data = d.root.Append(nil, d.space)
	if d.damage != nil {
		out.Data = d.damage(out.Data)
	}
	return out
}
