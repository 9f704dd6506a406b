package wire

import "strings"

// Peek reads the event's type and version off a document, wherever in the
// envelope they stand. It does not validate; what it cannot find is "". Both
// are parts of data, to be used before that changes.
func Peek(data []byte) (name, version string) {
	// Nearly all events begin as ours do.
	s := view(data)
	id, rest := cutValue(s, `{"metadata":{"eventId":"`)
	name, rest = cutValue(rest, `,"eventType":"`)
	version, _ = cutValue(rest, `,"eventVersion":"`)
	if version != "" && !hasEscape(id) && !hasEscape(name) && !hasEscape(version) {
		return name, version
	}
	return peekAnywhere(s)
}

// cutValue cuts off what stands between the prefix and the next quote.
func cutValue(s, prefix string) (text, rest string) {
	s, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return "", ""
	}
	text, rest, _ = strings.Cut(s, `"`)
	return text, rest
}

func hasEscape(s string) bool { return strings.IndexByte(s, '\\') >= 0 }

func peekAnywhere(s string) (name, version string) {
	r := readText(s)
	defer r.Release()
	r.fields(space(s, 0), func(field string, at int) bool {
		if field != "metadata" {
			return true
		}
		r.fields(at, func(field string, at int) bool {
			switch field {
			case "eventType":
				name = r.peekText(at)
			case "eventVersion":
				version = r.peekText(at)
			}
			return name == "" || version == ""
		})
		return false
	})
	return name, version
}

// fields calls visit with each field of the object at i, until it returns
// false.
func (r *Reader) fields(i int, visit func(name string, at int) bool) {
	if i >= len(r.s) || r.s[i] != '{' {
		return
	}
	for i = r.Enter(i); i >= 0; {
		name, at := r.Name(i)
		if at == Fault || !visit(name, at) {
			return
		}
		i = r.Next(r.skip(at))
	}
}

func (r *Reader) peekText(at int) string {
	if at >= len(r.s) || r.s[at] != '"' {
		return ""
	}
	text, _ := r.text(at, "")
	return text
}
