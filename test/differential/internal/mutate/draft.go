package mutate

import (
	"slices"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/test/differential/internal/document"
)

// A draft is a document that is being changed.
type draft struct {
	random
	event  *event
	root   *document.Value
	kinds  []string
	space  func([]byte) []byte // appends white space between the parts, nil if none
	damage func([]byte) []byte // what is to happen to the bytes in the end
	places []place
}

// A place is where a value stands.
type place struct {
	value    *document.Value
	schema   *contract.Schema // nil where the contract says nothing
	in       *document.Value  // the object or array that has it, nil for the whole
	at       int              // its index there
	depth    int              // of the objects and arrays around it
	required bool
}

// member is the field that the place is, nil if it is not a field.
func (p *place) member() *document.Member {
	if p.in == nil || p.in.Kind != '{' {
		return nil
	}
	return &p.in.Members[p.at]
}

// is reports whether the contract wants one of these kinds there.
func (p *place) is(kinds ...contract.Kind) bool {
	return p.schema != nil && slices.Contains(kinds, p.schema.Kind)
}

// pick draws one of the places of the document as it is now for which want
// holds, nil if there is none.
func (d *draft) pick(want func(p *place) bool) *place {
	d.places = d.places[:0]
	d.walk(place{value: d.root, schema: d.event.schema, required: true})
	var fit []int
	for i := range d.places {
		if want(&d.places[i]) {
			fit = append(fit, i)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return &d.places[fit[d.below(len(fit))]]
}

func (d *draft) walk(p place) {
	d.places = append(d.places, p)
	for i, m := range p.value.Members {
		inner := place{value: m.Value, in: p.value, at: i, depth: p.depth + 1}
		inner.schema, inner.required = field(p.schema, m.Name)
		d.walk(inner)
	}
	for i, item := range p.value.Items {
		inner := place{value: item, in: p.value, at: i, depth: p.depth + 1, required: true}
		if p.is(contract.KindArray) {
			inner.schema = p.schema.Items
		}
		d.walk(inner)
	}
}

// field is what the contract says of a field of that name, which has its
// quotes.
func field(in *contract.Schema, name string) (schema *contract.Schema, required bool) {
	if in == nil {
		return nil, false
	}
	if in.Kind == contract.KindMap {
		return in.Values, true
	}
	for _, f := range in.Fields {
		if len(name) == len(f.Name)+2 && name[1:len(name)-1] == f.Name {
			return f.Schema, f.Required
		}
	}
	return nil, false
}

// anywhere is any place but the whole.
func anywhere(p *place) bool { return p.in != nil }

func isObject(p *place) bool { return p.value.Kind == '{' }
func isArray(p *place) bool  { return p.value.Kind == '[' }

func isText(p *place) bool {
	return p.value.Kind == 0 && len(p.value.Text) > 1 && p.value.Text[0] == '"'
}

func isNumber(p *place) bool {
	if p.value.Kind != 0 || p.value.Text == "" {
		return false
	}
	c := p.value.Text[0]
	return c == '-' || c >= '0' && c <= '9'
}
