package wire

import "slices"

// Strings reads the array of strings at i into p.
func Strings[T ~string](r *Reader, i int, p *[]T, rule *List, item *Text) int {
	at, end, ok := r.array(i, rule)
	if !ok {
		return end
	}
	list := r.list[:0] // read here, so that *p is allocated once in the right size
	var out []T        // read here instead once there are many elements
	all, n := r.Mark(), 0
	for i = r.enterArray(at); i >= 0; i = r.nextItem(i) {
		if n == many && !r.unwanted(all) {
			out = appendNamed(make([]T, 0, n+stringsFrom(r.s, i, item.Min)), list)
		}
		var v string
		m := r.Mark()
		i = r.String(i, &v, item)
		r.UnderItem(m, n)
		n++
		switch {
		case r.unwanted(all):
		case n <= many:
			list = append(list, v)
		default:
			out = append(out, T(v))
		}
	}
	if out == nil {
		out = appendNamed(make([]T, 0, len(list)), list)
	}
	*p = out
	clear(list)
	r.list = list[:0]
	return r.endArray(i, all, rule, n)
}

// appendNamed appends the strings to a slice of a named string type.
func appendNamed[T ~string](out []T, list []string) []T {
	for _, v := range list {
		out = append(out, T(v))
	}
	return out
}

// ReadList reads the array at i into p, calling read for each element.
func ReadList[T any](r *Reader, i int, p *[]T, rule *List, read func(r *Reader, i int, v *T) int) int {
	at, end, ok := r.array(i, rule)
	if !ok {
		return end
	}
	list := []T{}
	all, n := r.Mark(), 0
	for i = r.enterArray(at); i >= 0; i = r.nextItem(i) {
		switch {
		case r.unwanted(all): // one variable is enough for the rest
			list = append(list[:0], *new(T))
		case n == many:
			list = append(slices.Grow(list, itemsFrom(r.s, i)), *new(T))
		default:
			list = append(list, *new(T))
		}
		m := r.Mark()
		i = read(r, i, &list[len(list)-1])
		r.UnderItem(m, n)
		n++
	}
	*p = slices.Clip(list)
	return r.endArray(i, all, rule, n)
}

// array finds the array that a field's value at i should be, like Object for an object.
func (r *Reader) array(i int, rule *List) (at, end int, ok bool) {
	if at = space(r.s, i); at < len(r.s) && r.s[at] == '[' {
		return at, 0, true
	}
	return 0, r.mismatch(at, rule.Key, "array", rule.Optional), false
}

// endArray adds the pointers of violations since all, and returns the position after an
// array of n elements that ended with i.
func (r *Reader) endArray(i int, all Mark, rule *List, n int) int {
	r.UnderKey(all, rule.Key)
	if i != Fault {
		rule.check(&r.Found, n)
	}
	return After(i)
}
