package wire

import (
	"hash/maphash"
	"math/bits"
	"strings"
)

// names finds repeated names in one object. A few names are compared one by one: they are
// in r.names, above those of the enclosing objects, as on a stack. Many names are put into
// a hash table.
type names struct {
	base  int      // position in r.names
	spelt int      // position in r.spelt
	table []uint32 // refs with tags, 0 where empty; nil while there are few names
	n     int      // number of refs in the table
	shift int      // bits of tags: a document leaves room for them unless it is huge
}

const (
	fewNames   = 16
	smallTable = 64   // a power of two, as all sizes are
	spareTable = 4096 // the largest table that a reader keeps for its next object
)

// A ref is the position of a name in the document, after its quote. A name with escapes is
// in r.spelt instead, unescaped. In the table, the bits that no position needs are a tag, a
// part of the name's hash: names are compared only if their tags are equal.
const isSpelt = 1 << 31

var seed = maphash.MakeSeed() // random, since senders could otherwise make names collide

func (r *Reader) newNames() names { return names{base: len(r.names), spelt: len(r.spelt)} }

// add records a fault if the name, whose quote is at i, is already in the object. i is -1
// for a name that is not in the document.
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
		n.table, n.shift = r.newTable(), max(10, bits.Len(uint(len(r.s)))) // the Go names of a short text's fields are spelt, too
		for _, known := range r.names[n.base:] {
			n.put(r, known)
		}
	case n.n*2 >= len(n.table):
		n.grow(r)
	}
	at, tag := n.place(r, name)
	if n.table[at] != 0 {
		r.Repeated(name)
		return
	}
	n.table[at] = r.ref(name, i) | tag
	n.n++
}

// place returns the position in the table where the name is or belongs, and its tag.
func (n *names) place(r *Reader, name string) (at int, tag uint32) {
	hash := maphash.String(seed, name)
	tag = uint32(hash>>32) << n.shift &^ isSpelt
	mask := len(n.table) - 1
	for at = int(hash) & mask; n.table[at] != 0; at = (at + 1) & mask {
		if ref := n.untagged(n.table[at]); n.table[at]&^ref == tag && r.named(ref, name) {
			break
		}
	}
	return at, tag
}

// untagged returns a ref without its tag.
func (n *names) untagged(ref uint32) uint32 { return ref & (1<<n.shift - 1 | isSpelt) }

// put inserts a name that is not in the table.
func (n *names) put(r *Reader, ref uint32) {
	at, tag := n.place(r, r.nameOf(ref))
	n.table[at] = ref | tag
	n.n++
}

// grow makes the table four times as large. It has to hash each name again, so it should
// not happen often.
func (n *names) grow(r *Reader) {
	old := n.table
	n.table, n.n = make([]uint32, 4*len(old)), 0
	for _, ref := range old {
		if ref != 0 {
			n.put(r, n.untagged(ref))
		}
	}
}

// end removes the object's names.
func (n *names) end(r *Reader) {
	r.names = r.names[:n.base]
	clear(r.spelt[n.spelt:])
	r.spelt = r.spelt[:n.spelt]
	if len(n.table) > len(r.spare) && len(n.table) <= spareTable {
		r.spare = n.table
	}
}

// newTable returns an empty table, the reader's spare one if there is one.
func (r *Reader) newTable() []uint32 {
	if r.spare == nil {
		return make([]uint32, smallTable)
	}
	table := r.spare[:smallTable]
	r.spare = nil
	clear(table)
	return table
}

// ref returns the ref of the name whose quote is at i.
func (r *Reader) ref(name string, i int) uint32 {
	if i >= 0 && r.named(uint32(i+1), name) {
		return uint32(i + 1)
	}
	r.spelt = append(r.spelt, name)
	return uint32(len(r.spelt)-1) | isSpelt
}

// named reports whether a ref's name is the given one. A name with an escape never matches
// a ref into the document: its text is longer, and has a backslash where the name ends.
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
