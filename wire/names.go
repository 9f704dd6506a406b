package wire

import (
	"hash/maphash"
	"strings"
)

// names finds repeated names in one object. A few are compared one by one: they
// lie in r.names, above those of the objects around, as on a stack. Many have a
// hash table.
type names struct {
	base  int      // of r.names
	spelt int      // of r.spelt
	table []uint32 // of refs, 0 where none is; nil while there are few
	n     int      // of refs in the table
}

const (
	fewNames   = 16
	smallTable = 64   // a power of two, as all sizes are
	spareTable = 4096 // the largest that a reader keeps for its next object
)

// A ref is where a name stands in the document, behind its quote. A name that is
// not there as it is, since it has escapes, is in r.spelt.
const isSpelt = 1 << 31

var seed = maphash.MakeSeed() // unknown to senders, who could make names collide

func (r *Reader) newNames() names { return names{base: len(r.names), spelt: len(r.spelt)} }

// add records a fault if the name, whose quote is at i, is there already. It is
// -1 for a name that is not of the document.
func (n *names) add(r *Reader, name string, i int) {
	switch {
	case n.table == nil && len(r.names)-n.base < fewNames:
		for _, known := range r.names[n.base:] {
			if r.named(known, name) {
				r.Repeated(name)
				return
			}
		}
		r.names = append(r.names, r.ref(name, i))
		return
	case n.table == nil:
		n.table = r.newTable()
		for _, known := range r.names[n.base:] {
			n.put(r, known)
		}
	case n.n*4 >= len(n.table)*3:
		n.grow(r)
	}
	at := n.place(r, name)
	if n.table[at] != 0 {
		r.Repeated(name)
		return
	}
	n.table[at] = r.ref(name, i)
	n.n++
}

// place returns where in the table the name is, or belongs.
func (n *names) place(r *Reader, name string) int {
	mask := len(n.table) - 1
	at := int(maphash.String(seed, name)) & mask
	for n.table[at] != 0 && !r.named(n.table[at], name) {
		at = (at + 1) & mask
	}
	return at
}

// put enters a name that is not there.
func (n *names) put(r *Reader, ref uint32) {
	n.table[n.place(r, r.nameOf(ref))] = ref
	n.n++
}

func (n *names) grow(r *Reader) {
	old := n.table
	n.table, n.n = make([]uint32, 2*len(old)), 0
	for _, ref := range old {
		if ref != 0 {
			n.put(r, ref)
		}
	}
}

// end forgets the object's names.
func (n *names) end(r *Reader) {
	r.names = r.names[:n.base]
	clear(r.spelt[n.spelt:])
	r.spelt = r.spelt[:n.spelt]
	if len(n.table) > len(r.spare) && len(n.table) <= spareTable {
		r.spare = n.table
	}
}

// newTable returns an empty table, of the reader's spare one if there is one.
func (r *Reader) newTable() []uint32 {
	if r.spare == nil {
		return make([]uint32, smallTable)
	}
	table := r.spare[:smallTable]
	r.spare = nil
	clear(table)
	return table
}

// ref returns what stands for the name whose quote is at i.
func (r *Reader) ref(name string, i int) uint32 {
	if i >= 0 && r.named(uint32(i+1), name) {
		return uint32(i + 1)
	}
	r.spelt = append(r.spelt, name)
	return uint32(len(r.spelt)-1) | isSpelt
}

// named tells whether a ref's name is the given one. At a ref, a name with an
// escape is none: its text is longer, and has a backslash where the name ends.
func (r *Reader) named(ref uint32, name string) bool {
	if ref&isSpelt != 0 {
		return r.spelt[ref&^isSpelt] == name
	}
	rest := r.s[ref:]
	return len(rest) > len(name) && rest[len(name)] == '"' && rest[:len(name)] == name
}

func (r *Reader) nameOf(ref uint32) string {
	if ref&isSpelt != 0 {
		return r.spelt[ref&^isSpelt]
	}
	name, _, _ := strings.Cut(r.s[ref:], `"`)
	return name
}
