package migration

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// A value is JSON whose objects keep their order.
type value struct {
	text  string // of a scalar
	open  byte   // '{' or '[', 0 of a scalar
	names []string
	parts []*value
}

// parse reads a sound document.
func parse(data []byte) *value {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return parsed(d)
}

func parsed(d *json.Decoder) *value {
	token, err := d.Token()
	if err != nil {
		return &value{text: "null"} // no sound document has it
	}
	open, ok := token.(json.Delim)
	if !ok {
		return &value{text: quoted(token)}
	}
	v := &value{open: byte(open)}
	for d.More() {
		if open == '{' {
			name, _ := d.Token()
			text, _ := name.(string)
			v.names = append(v.names, text)
		}
		v.parts = append(v.parts, parsed(d))
	}
	_, _ = d.Token()
	return v
}

func quoted(token any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(token)
	return strings.TrimSpace(b.String())
}

func (v *value) append(dst []byte) []byte {
	if v.open == 0 {
		return append(dst, v.text...)
	}
	dst = append(dst, v.open)
	for i, part := range v.parts {
		if i > 0 {
			dst = append(dst, ',')
		}
		if v.open == '{' {
			dst = append(append(dst, quoted(v.names[i])...), ':')
		}
		dst = part.append(dst)
	}
	return append(dst, v.open+2) // } follows { by two, as ] does [
}

func (v *value) String() string { return string(v.append(nil)) }

// member returns the part of that name or index, nil if there is none.
func (v *value) member(name string) *value {
	if v.open == '{' {
		if i := slices.Index(v.names, name); i >= 0 {
			return v.parts[i]
		}
	}
	if i, err := strconv.Atoi(name); err == nil && v.open == '[' && i >= 0 && i < len(v.parts) {
		return v.parts[i]
	}
	return nil
}

// A difference is a place where two values are not the same.
type difference struct {
	path []string
	was  string // JSON; "" for absent
	is   string
}

// differences lists where b is not as a was: scalars, and what is empty or
// missing.
func differences(list []difference, path []string, a, b *value) []difference {
	switch {
	case a == nil && b == nil:
		return list
	case a == nil:
		return missing(list, path, b, func(d *difference, text string) { d.is = text })
	case b == nil:
		return missing(list, path, a, func(d *difference, text string) { d.was = text })
	case a.open != b.open || a.open == 0 || len(a.parts) == 0 || len(b.parts) == 0:
		if a.String() != b.String() {
			list = append(list, difference{slices.Clone(path), a.String(), b.String()})
		}
		return list
	}
	for i := range a.parts {
		name := a.name(i)
		list = differences(list, append(path, name), a.parts[i], b.member(name))
	}
	for i := range b.parts {
		if name := b.name(i); a.member(name) == nil {
			list = differences(list, append(path, name), nil, b.parts[i])
		}
	}
	return list
}

func (v *value) name(i int) string {
	if v.open == '{' {
		return v.names[i]
	}
	return strconv.Itoa(i)
}

// missing lists the leaves of a value that is only on one side.
func missing(list []difference, path []string, v *value, set func(*difference, string)) []difference {
	if len(v.parts) == 0 {
		d := difference{path: slices.Clone(path)}
		set(&d, v.String())
		return append(list, d)
	}
	for i, part := range v.parts {
		list = missing(list, append(path, v.name(i)), part, set)
	}
	return list
}

// pointer is a path as a JSON Pointer.
func pointer(path []string) string {
	var b strings.Builder
	for _, name := range path {
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name))
	}
	return b.String()
}

// under tells whether a path is that of a pointer or lies below it; "*" in the
// pointer stands for any name.
func under(path []string, at string) bool {
	parts := strings.Split(strings.TrimPrefix(at, "/"), "/")
	if len(path) < len(parts) {
		return false
	}
	for i, part := range parts {
		if part != "*" && strings.NewReplacer("~1", "/", "~0", "~").Replace(part) != path[i] {
			return false
		}
	}
	return true
}
