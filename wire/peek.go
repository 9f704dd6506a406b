package wire

import "bytes"

// Peek reads the event's type and version from a document, wherever they are in the
// envelope. It does not validate the document; a result is empty if it is not found. Both
// results may share data's memory.
func Peek(data []byte) (name, version []byte) {
	// Nearly all events begin like those of this library.
	// Behind a quote that is escaped, what follows here would not be JSON.
	_, rest := cutValue(data, `{"metadata":{"eventId":"`)
	name, rest = cutValue(rest, `,"eventType":"`)
	version, _ = cutValue(rest, `,"eventVersion":"`)
	if len(version) > 0 && !hasEscape(name) && !hasEscape(version) {
		return name, version
	}
	n, v := peekAnywhere(view(data))
	return []byte(n), []byte(v)
}

// cutValue cuts off the text between the prefix and the next quote.
func cutValue(data []byte, prefix string) (text, rest []byte) {
	if len(data) < len(prefix) || string(data[:len(prefix)]) != prefix {
		return nil, nil
	}
	text, rest, _ = bytes.Cut(data[len(prefix):], []byte{'"'})
	return text, rest
}

func hasEscape(text []byte) bool { return bytes.IndexByte(text, '\\') >= 0 }

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

// fields calls visit with each field of the object at i until it returns false.
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
