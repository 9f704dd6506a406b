package wire

// many is how many elements an array or a map may have before the rest are
// counted. A longer list that grew as it is read would be copied again and
// again, and of a hostile one that is ten times its document.
const many = 128

// itemsFrom counts the elements of an array, or the fields of an object, from
// the one at i to the last. It only looks for commas and brackets, so of a
// document that is unsound the number means nothing but that it is bounded by
// the bytes left.
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

// stringsFrom is itemsFrom for an array of strings of at least least bytes. It
// ends with the first that is none, since then nobody will have the array.
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

// textEnd returns the position after the string that i lies in, at least
// len(s) if it has no end.
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
