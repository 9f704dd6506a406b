package wire

import "strings"

// skip skips any value at i and checks all of it: its syntax, UTF-8, depth and names.
// Nearly all values take the fast path; the others are inspected again, to report what is
// wrong with them and where.
func (r *Reader) skip(i int) int {
	if end := r.pass(i); end != no {
		return end
	}
	r.loose = true
	return r.inspect(i)
}

// inspect is the slow path of skip. It records the faults that it finds.
func (r *Reader) inspect(i int) int {
	s := r.s
	if i >= len(s) {
		return r.syntax(i, "a value")
	}
	switch s[i] {
	case '"':
		return r.skipText(i)
	case '{':
		return r.inspectObject(i)
	case '[':
		return r.inspectArray(i)
	case 't':
		return r.literal(i, "true")
	case 'f':
		return r.literal(i, "false")
	case 'n':
		return r.literal(i, "null")
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if end := numberEnd(s, i); end >= 0 {
			return end
		}
		return r.syntax(i, "a number as JSON writes it")
	}
	return r.syntax(i, "a value")
}

func (r *Reader) literal(i int, word string) int {
	if rest := r.s[i:]; !strings.HasPrefix(rest, word) {
		if strings.HasPrefix(word, rest) {
			i = len(r.s) // cut off, not misspelled
		}
		return r.syntax(i, word)
	}
	return i + len(word)
}

func (r *Reader) inspectObject(i int) int {
	names := r.newNames()
	i = r.Enter(i)
	for i >= 0 {
		name, value := r.Name(i)
		if value == Fault {
			return Fault
		}
		names.add(r, name, i)
		m := r.Mark()
		i = r.inspect(value)
		r.Under(m, name)
		i = r.Next(i)
	}
	names.end(r)
	return After(i)
}

func (r *Reader) inspectArray(i int) int {
	i = r.enterArray(i)
	for n := 0; i >= 0; n++ {
		m := r.Mark()
		i = r.inspect(i)
		r.UnderItem(m, n)
		i = r.nextItem(i)
	}
	return After(i)
}

// enterArray enters the array whose bracket is at i. It returns the position of its first
// element, or a negative position at its end, like Next.
func (r *Reader) enterArray(i int) int {
	if r.depth++; r.depth > r.maxDepth {
		return r.tooDeep()
	}
	i = space(r.s, i+1)
	if i < len(r.s) && r.s[i] == ']' {
		r.depth--
		return ^(i + 1)
	}
	return i
}

// nextItem continues after the element that ends at i.
func (r *Reader) nextItem(i int) int {
	if i == Fault {
		return Fault
	}
	s := r.s
	i = space(s, i)
	if i < len(s) && s[i] == ',' {
		return space(s, i+1)
	}
	if i < len(s) && s[i] == ']' {
		r.depth--
		return ^(i + 1)
	}
	return r.syntax(i, "a comma or a closing bracket")
}
