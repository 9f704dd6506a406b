package wire

// many is the number of elements of an array or a map up to which it grows as it is read.
// For larger ones the remaining elements are counted first: growing would copy the list
// repeatedly, and for a hostile document the list is ten times the size of the document.
const many = 128

// itemsFrom counts the elements of an array, or the fields of an object, from the one at i
// to the last. It only looks for commas and brackets, so for a malformed document the
// number is meaningless, except that it is bounded by the number of bytes left.
func itemsFrom(s string, i int) int {
	n, depth := 1, 0
	for i < len(s) {
		switch s[i] {
		case '"':
			i = textEnd(s, i+1)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return n
			}
		case ',':
			if depth == 0 {
				n++
			}
		}
		i++
	}
	return n
}

// stringsFrom is like itemsFrom for an array of strings of at least least bytes. It stops
// at the first element that is not one, since the array is then discarded.
func stringsFrom(s string, i, least int) int {
	for n := 0; ; n++ {
		if i = space(s, i); i >= len(s) || s[i] != '"' {
			return n
		}
		end := textEnd(s, i+1)
		if end-i < least+len(`""`) {
			return n
		}
		if i = space(s, end); i >= len(s) || s[i] != ',' {
			return n + 1
		}
		i++
	}
}

// textEnd returns the position after the string that contains i, at least len(s) if the
// string does not end.
func textEnd(s string, i int) int {
	for i < len(s) {
		switch i = runEnd(s, i); {
		case i >= len(s) || s[i] == '"':
			return i + 1
		case s[i] == '\\':
			i += 2
		default:
			i++ // a control character
		}
	}
	return i
}
