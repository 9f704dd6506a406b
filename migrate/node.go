package migrate

import (
	"slices"
	"strings"

	"github.com/mediamesh/events/wire"
)

// node is a JSON value of a document that is being rewritten. It is taken apart
// only where a step reaches into it, so that all else keeps its text.
type node struct {
	text    wire.JSON // as it stood, until it was taken apart
	apart   byte      // '{' or '[' once it was
	members []member  // of an object, in their order
	items   []*node   // of an array
}

type member struct {
	name  string
	value *node
}

// newNode returns a node of a sound document.
func newNode(text wire.JSON) *node { return &node{text: wire.JSON(strings.TrimSpace(string(text)))} }

// kind tells an object, an array, a string, a number, true or false, and null
// by their first character; any digit and '-' are '0'.
func (n *node) kind() byte {
	switch c := n.apart; {
	case c != 0:
		return c
	case n.text == "":
		return 'n'
	case n.text[0] == '-' || n.text[0] >= '0' && n.text[0] <= '9':
		return '0'
	}
	return n.text[0]
}

var kindNames = map[byte]string{'{': "an object", '[': "an array", '"': "a string", '0': "a number", 't': "a boolean", 'f': "a boolean", 'n': "null"}

// open takes an object or an array apart; it returns false for other values.
func (n *node) open() bool {
	switch {
	case n.apart != 0:
		return true
	case n.kind() == '{':
		for name, value := range wire.Unknown(n.text[1 : len(n.text)-1]).All() {
			n.members = append(n.members, member{name, newNode(value)})
		}
	case n.kind() == '[':
		for _, value := range elements(n.text) {
			n.items = append(n.items, newNode(value))
		}
	default:
		return false
	}
	n.apart, n.text = n.kind(), ""
	return true
}

// elements takes an array apart.
func elements(text wire.JSON) (list []wire.JSON) {
	r, i := wire.NewReader([]byte(text))
	defer r.Release()
	wire.ReadList(r, i, &list, &wire.List{Max: wire.NoLimit}, func(r *wire.Reader, i int, v *wire.JSON) int {
		return r.JSON(i, v, &wire.Value{})
	})
	return list
}

// member returns the value of that name, nil if there is none.
func (n *node) member(name string) *node {
	if n.kind() == '{' && n.open() {
		for _, m := range n.members {
			if m.name == name {
				return m.value
			}
		}
	}
	return nil
}

// find returns what is at p, nil if nothing or null is there.
func (n *node) find(p path) *node {
	for _, name := range p {
		if n = n.member(name); n == nil {
			return nil
		}
	}
	if n.kind() == 'n' {
		return nil
	}
	return n
}

// take removes what is at p and returns it, nil if nothing is there. Objects
// that are emptied by it go, save those that keep tells to stay.
func (n *node) take(p path, keep func(path) bool) *node {
	return n.takeFrom(p, 0, keep)
}

func (n *node) takeFrom(p path, depth int, keep func(path) bool) *node {
	child := n.member(p[depth])
	if child == nil {
		return nil
	}
	taken := child
	if depth+1 < len(p) {
		if taken = child.takeFrom(p, depth+1, keep); taken == nil || len(child.members) > 0 || keep(p[:depth+1]) {
			return taken
		}
	}
	n.members = slices.DeleteFunc(n.members, func(m member) bool { return m.name == p[depth] })
	return taken
}

// put sets what is at p, and makes the objects on the way. It returns what is
// in the way, nil if nothing is.
func (n *node) put(p path, value *node) (obstacle path) {
	for i, name := range p {
		if n.kind() != '{' || !n.open() {
			return p[:i]
		}
		child := n.member(name)
		last := i == len(p)-1
		switch {
		case child == nil || child.kind() == 'n' && !last:
			n.remove(name)
			child = &node{apart: '{'}
			if last {
				child = value
			}
			n.members = append(n.members, member{name, child})
		case last:
			*child = *value
		}
		n = child
	}
	return nil
}

func (n *node) remove(name string) {
	n.members = slices.DeleteFunc(n.members, func(m member) bool { return m.name == name })
}

// append writes the value.
func (n *node) append(dst []byte) []byte {
	switch n.apart {
	case '{':
		dst = append(dst, '{')
		for i, m := range n.members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(append(dst, quoted(m.name)...), ':')
			dst = m.value.append(dst)
		}
		return append(dst, '}')
	case '[':
		dst = append(dst, '[')
		for i, item := range n.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.append(dst)
		}
		return append(dst, ']')
	}
	return append(dst, n.text...)
}

// canonical returns a JSON value as JSON.stringify writes it.
func canonical(value wire.JSON) (wire.JSON, bool) {
	w := wire.NewWriter(nil)
	defer w.Release()
	w.JSON(value, &wire.Value{})
	return wire.JSON(w.Buf), w.OK()
}

// quoted returns s as a JSON string.
func quoted(s string) wire.JSON {
	w := wire.NewWriter(nil)
	defer w.Release()
	w.String(s, &wire.Text{Max: wire.NoLimit})
	return wire.JSON(w.Buf)
}

// unquoted returns what a JSON string says.
func unquoted(text wire.JSON) string {
	r, i := wire.NewReader([]byte(text))
	defer r.Release()
	var s string
	r.String(i, &s, &wire.Text{Max: wire.NoLimit})
	return s
}
