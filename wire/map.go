package wire

import "slices"

// Map is an object whose field names are chosen by the sender and whose values all have one
// type. It keeps the order of the document. A nil Map is absent.
type Map[V any] []Entry[V]

// Entry is one field of a [Map].
type Entry[V any] struct {
	Name  string
	Value V
}

// Get returns the value with that name, and whether there is one.
func (m Map[V]) Get(name string) (v V, ok bool) {
	for i := range m {
		if m[i].Name == name {
			return m[i].Value, true
		}
	}
	return v, false
}

// ReadMap reads the object at i into p, calling read for each value.
func ReadMap[V any](r *Reader, i int, p *Map[V], rule *Value, read func(r *Reader, i int, v *V) int) int {
	i, end, ok := r.Object(i, rule)
	if !ok {
		return end
	}
	all, n := r.Mark(), 0
	entries := Map[V]{}
	names := r.newNames()
	for i = r.Enter(i); i >= 0; {
		name, value := r.Name(i)
		if value == Fault {
			i = Fault
			break
		}
		names.add(r, name, i)
		switch {
		case r.unwanted(all): // one variable is enough for the rest
			entries = append(entries[:0], Entry[V]{})
		case n == many:
			entries = append(slices.Grow(entries, itemsFrom(r.s, value)), Entry[V]{Name: r.keep(name)})
		default:
			entries = append(entries, Entry[V]{Name: r.keep(name)})
		}
		n++
		m := r.Mark()
		i = read(r, value, &entries[len(entries)-1].Value)
		r.Under(m, name)
		i = r.Next(i)
	}
	names.end(r)
	r.UnderKey(all, rule.Key)
	*p = entries
	return After(i)
}
