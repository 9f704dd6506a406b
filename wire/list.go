package wire

import "slices"

// Strings reads the array of strings at i into p.
func Strings[T ~string](r *Reader, i int, p *[]T, rule *List, item *Text) int {
	var few [16]T
	read := few[:0]
	end, ok := r.list(i, rule, func(i int) int {
		var v string
		i = r.String(i, &v, item)
		read = append(read, T(v))
		return i
	})
	if ok {
		*p = append(make([]T, 0, len(read)), read...)
	}
	return end
}

// ReadList reads the array at i into p, each element with read.
func ReadList[T any](r *Reader, i int, p *[]T, rule *List, read func(r *Reader, i int, v *T) int) int {
	list := []T{}
	end, ok := r.list(i, rule, func(i int) int {
		list = append(list, *new(T))
		return read(r, i, &list[len(list)-1])
	})
	if ok {
		*p = slices.Clip(list)
	}
	return end
}

// list calls item with the position of each element of the array at i. If no
// array is there, ok is false.
func (r *Reader) list(i int, rule *List, item func(i int) int) (end int, ok bool) {
	if i = space(r.s, i); i >= len(r.s) || r.s[i] != '[' {
		return r.mismatch(i, rule.Key, "array", rule.Optional), false
	}
	all := r.Mark()
	n := 0
	for i = r.enterArray(i); i >= 0; n++ {
		m := r.Mark()
		i = item(i)
		r.UnderItem(m, n)
		i = r.nextItem(i)
	}
	r.UnderKey(all, rule.Key)
	if i != Fault {
		rule.check(&r.Found, n)
	}
	return After(i), i != Fault
}
