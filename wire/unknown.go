package wire

import (
	"iter"
	"slices"
)

// Unknown holds the fields of an object that its type does not declare, as they appeared
// in the document: `"a":1,"b":{"c":2}`. This preserves fields of a newer minor version
// when an older service forwards the event.
type Unknown string

// All yields each field's name and value.
func (u Unknown) All() iter.Seq2[string, JSON] {
	return func(yield func(string, JSON) bool) {
		r := readText(string(u))
		defer r.Release()
		for i := r.firstMember(); i >= 0; {
			name, value := r.Name(i)
			end := Fault
			if value != Fault {
				end = r.skip(value)
			}
			if end == Fault || !yield(name, JSON(r.s[value:end])) {
				return
			}
			i = r.nextMember(end)
		}
	}
}

// Get returns the value with that name, and whether there is one.
func (u Unknown) Get(name string) (JSON, bool) {
	for n, v := range u.All() {
		if n == name {
			return v, true
		}
	}
	return "", false
}

// Without returns u without the named fields: for a migration that moves them to declared
// fields.
func (u Unknown) Without(names ...string) Unknown {
	var kept []byte
	for name, value := range u.All() {
		if slices.Contains(names, name) {
			continue
		}
		if len(kept) > 0 {
			kept = append(kept, ',')
		}
		kept = append(appendText(kept, name), ':')
		kept = append(kept, value...)
	}
	return Unknown(kept)
}

// readText returns a reader of s without copying it.
func readText(s string) *Reader {
	r := readers.Get().(*Reader)
	r.s, r.maxDepth = s, MaxDepth
	return r
}

// firstMember returns the position of the first name in a list of fields without braces,
// [Fault] if there is none.
func (r *Reader) firstMember() int {
	if i := space(r.s, 0); i < len(r.s) {
		return r.memberAt(i)
	}
	return Fault
}

// nextMember continues after the field that ends at i; at the end of the list it returns
// [Fault] without recording anything.
func (r *Reader) nextMember(i int) int {
	if i = space(r.s, i); i >= len(r.s) {
		return Fault
	}
	if r.s[i] != ',' {
		return r.syntax(i, "a comma between fields")
	}
	return r.memberAt(space(r.s, i+1))
}

func (r *Reader) memberAt(i int) int {
	if i >= len(r.s) || r.s[i] != '"' {
		return r.syntax(i, "a field's name in quotes")
	}
	return i
}

// Rest collects the unknown fields of one object while it is read.
type Rest struct {
	names    names
	from, to int    // the fields in the document, while they are adjacent
	apart    []byte // the fields, once they are not
}

// NewRest returns a Rest for a new object.
func (r *Reader) NewRest() Rest { return Rest{names: r.newNames()} }

// Keep keeps the field whose name is at i and whose value is at value. It returns the
// position after the field.
func (u *Rest) Keep(r *Reader, name string, i, value int) int {
	u.names.add(r, name, i)
	m := r.Mark()
	end := r.skip(value)
	r.Under(m, name)
	switch {
	case end == Fault:
	case u.apart != nil:
		u.apart = append(append(u.apart, ','), r.s[i:end]...)
	case u.to == 0:
		u.from, u.to = i, end
	case u.to+1 == i:
		u.to = end
	default:
		u.apart = append(append([]byte(r.s[u.from:u.to]), ','), r.s[i:end]...)
	}
	return end
}

// End returns the fields that were kept.
func (u *Rest) End(r *Reader) Unknown {
	u.names.end(r)
	if u.apart != nil {
		return Unknown(u.apart)
	}
	return Unknown(r.keep(r.s[u.from:u.to]))
}
