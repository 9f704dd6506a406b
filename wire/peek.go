package wire

// Peek reads the event's type and version off the document at i, wherever in
// the envelope they stand. It does not validate; what it cannot find is "".
func Peek(s string, i int) (name, version string) {
	r := readText(s)
	defer r.Release()
	r.fields(i, func(field string, at int) bool {
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
