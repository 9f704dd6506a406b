package migrate

import (
	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/wire"
)

var kindNames = map[byte]string{'{': "an object", '[': "an array", '"': "a string", '0': "a number", 't': "a boolean", 'f': "a boolean", 'n': "null"}

// find returns the value at p, nil if it is absent or null.
func find(v *jsontree.Value, p path) *jsontree.Value {
	if v = v.At(p...); v == nil || v.Kind() == 'n' {
		return nil
	}
	return v
}

// take removes the value at p and returns it, nil if it is absent. Objects that become
// empty are removed, except those that keep selects.
func take(v *jsontree.Value, p path, keep func(path) bool) *jsontree.Value {
	return takeFrom(v, p, 0, keep)
}

func takeFrom(v *jsontree.Value, p path, depth int, keep func(path) bool) *jsontree.Value {
	child := v.At(p[depth])
	if child == nil {
		return nil
	}
	taken := child
	if depth+1 < len(p) {
		if taken = takeFrom(child, p, depth+1, keep); taken == nil || len(child.Members()) > 0 || keep(p[:depth+1]) {
			return taken
		}
	}
	v.Remove(p[depth])
	return taken
}

// put sets the value at p and creates the objects on the path. If something that is not an
// object is in the way, put returns it, else nil.
func put(v *jsontree.Value, p path, value *jsontree.Value) (obstacle path) {
	for i, name := range p {
		if v.Kind() != '{' {
			return p[:i]
		}
		child := v.At(name)
		last := i == len(p)-1
		switch {
		case child == nil || child.Kind() == 'n' && !last:
			v.Remove(name)
			child = jsontree.Object()
			if last {
				child = value
			}
			v.Add(name, child)
		case last:
			*child = *value
		}
		v = child
	}
	return nil
}

// canonical returns a JSON value as JSON.stringify writes it.
func canonical(value wire.JSON) (string, bool) {
	w := wire.NewWriter(nil)
	defer w.Release()
	w.JSON(value, &wire.Value{})
	return string(w.Buf), w.OK()
}
