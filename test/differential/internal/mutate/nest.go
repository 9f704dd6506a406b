package mutate

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/test/differential/internal/document"
	"github.com/mediamesh/events/wire"
)

// nest adds a value that nests, as deep as a document may or less.
func nest(d *draft) bool { return d.nested(wire.MaxDepth - d.below(3)*d.below(30)) }

// deep adds one that nests as deep as it may, or a little deeper; or so deep
// that who recurses without a limit has no stack left.
func deep(d *draft) bool {
	return d.nested(wire.MaxDepth + one(&d.random, -1, 0, 1, 1, 1, 2, 10, 1000, 9000))
}

// nested adds a field whose value makes the document that deep, or puts it
// where any JSON may be.
func (d *draft) nested(depth int) bool {
	p := d.pick(func(p *place) bool { return isObject(p) || p.is(contract.KindAny) })
	if p == nil {
		return false
	}
	n := max(1, depth-p.depth)
	if isObject(p) {
		n--
	}
	open, end := strings.Repeat("[", n), strings.Repeat("]", n)
	if d.oneIn(2) {
		open, end = strings.Repeat(`{"a":`, n), strings.Repeat("}", n)
	}
	v := document.Scalar(open + one(&d.random, scalars...) + end)
	if !isObject(p) {
		*p.value = *v
		return true
	}
	if have, _ := names(p.value); have["nested"] {
		return false
	}
	p.value.Members = append(p.value.Members, document.Member{Name: `"nested"`, Value: v})
	return true
}

// space puts white space between the parts of the document.
func space(d *draft) bool {
	share := one(&d.random, 1, 3, 20)
	d.space = func(dst []byte) []byte {
		for d.oneIn(share) && !d.oneIn(3) {
			dst = append(dst, one[byte](&d.random, ' ', '\t', '\n', '\r'))
		}
		return dst
	}
	return true
}
