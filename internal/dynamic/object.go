package dynamic

import (
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// fieldSet is a set of an object's fields, by their place.
type fieldSet [contract.MaxFields / 64]uint64

func (s *fieldSet) has(n int) bool { return s[n/64]&(1<<(n%64)) != 0 }
func (s *fieldSet) add(n int)      { s[n/64] |= 1 << (n % 64) }

// object is the plan of an object with declared fields.
type object struct {
	fields   []field
	names    []string
	places   map[string]int // by name
	required fieldSet
}

// field is the plan of a field.
type field struct {
	codec
	first, later string // how the name stands in a document: `"id":`, `,"id":`
}

// decode reads the object at i, like the method of that name in generated code.
func (o *object) decode(t *tree, r *wire.Reader, i int, rule *wire.Value) int {
	at, end, ok := r.Object(i, rule)
	if !ok {
		return end
	}
	mark := r.Mark()
	var seen fieldSet
	i = o.decodeInOrder(t, r, r.Enter(at), &seen)
	if i >= 0 {
		i = o.decodeRest(t, r, i, &seen)
	}
	for first := 0; first < len(o.fields); first += 64 {
		if seen, required := seen[first/64], o.required[first/64]; seen&required != required {
			r.Require(seen, required, o.names[first:])
		}
	}
	r.UnderKey(mark, rule.Key)
	return wire.After(i)
}

// decodeInOrder reads fields as long as they are in the contract's order and without white
// space, as the library's encoder writes them.
func (o *object) decodeInOrder(t *tree, r *wire.Reader, i int, seen *fieldSet) int {
	if i < 0 {
		return i
	}
	s := r.Text()
	for n := range o.fields {
		f := &o.fields[n]
		name := f.later
		if n == 0 {
			name = f.first
		}
		// At wire.Fault, where the difference overflows, nothing stands.
		if len(s)-i > len(name) && s[i:i+len(name)] == name {
			seen.add(n)
			i = f.read(r, i+len(name), t.place(n, len(o.fields)))
		} else if n == 0 {
			return i
		}
	}
	if len(o.fields) == 0 {
		return i
	}
	return r.Next(i)
}

// decodeRest continues from the name at i: fields in any order, including unknown ones.
func (o *object) decodeRest(t *tree, r *wire.Reader, i int, seen *fieldSet) int {
	rest := r.NewRest()
	for i >= 0 {
		name, at := r.Name(i)
		if at == wire.Fault {
			return wire.Fault
		}
		n, known := o.places[name]
		if !known {
			i = r.Next(rest.Keep(r, name, i, at))
			continue
		}
		i = r.Next(o.fields[n].read(r, at, t.place(n, len(o.fields))))
		if seen.has(n) {
			r.Repeated(name)
		}
		seen.add(n)
	}
	t.unknown = rest.End(r)
	return i
}

// encode writes the object as the value that rule places.
func (o *object) encode(t *tree, w *wire.Writer, rule *wire.Value) {
	w.Key(rule.Key)
	mark := w.Mark()
	start := w.Begin()
	for n := range o.fields {
		o.fields[n].write(w, t.at(n))
	}
	if t.unknown != "" {
		w.Unknown(t.unknown, o.names)
	}
	w.End(start)
	w.UnderKey(mark, rule.Key)
}
