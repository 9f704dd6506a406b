package events_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// here says where a test case stands, so that its failure names the line.
func here() string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprintf("%s:%d", filepath.Base(file), line)
}

// value is a JSON value that a test changes a part of: fields keep their order
// and scalars their text.
type value struct {
	text   string // of a scalar; "{" and "[" for the others
	fields []member
	items  []*value
}

type member struct {
	name  string // as it stands in the document, without its quotes
	value *value
}

// parse reads sound JSON by encoding/json.
func parse(document []byte) *value {
	dec := json.NewDecoder(bytes.NewReader(document))
	dec.UseNumber()
	return parseValue(dec)
}

func parseValue(dec *json.Decoder) *value {
	token := next(dec)
	switch token {
	case json.Delim('{'):
		v := &value{text: "{"}
		for dec.More() {
			name := quoted(next(dec).(string))
			v.fields = append(v.fields, member{name[1 : len(name)-1], parseValue(dec)})
		}
		next(dec)
		return v
	case json.Delim('['):
		v := &value{text: "["}
		for dec.More() {
			v.items = append(v.items, parseValue(dec))
		}
		next(dec)
		return v
	}
	switch s := token.(type) {
	case string:
		return &value{text: quoted(s)}
	case json.Number:
		return &value{text: string(s)}
	case nil:
		return &value{text: "null"}
	}
	return &value{text: fmt.Sprint(token)}
}

func next(dec *json.Decoder) json.Token {
	token, err := dec.Token()
	if err != nil {
		panic(err)
	}
	return token
}

func quoted(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(err)
	}
	return strings.TrimSpace(b.String())
}

func (v *value) String() string {
	var b strings.Builder
	v.write(&b, func() string { return "" })
	return b.String()
}

// write writes the value with whatever space returns between its parts.
func (v *value) write(b *strings.Builder, space func() string) {
	b.WriteString(space())
	switch v.text {
	case "{":
		b.WriteByte('{')
		for i, f := range v.fields {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(space() + `"` + f.name + `"` + space() + ":")
			f.value.write(b, space)
		}
		if len(v.fields) == 0 {
			b.WriteString(space())
		}
		b.WriteByte('}')
	case "[":
		b.WriteByte('[')
		for i, item := range v.items {
			if i > 0 {
				b.WriteByte(',')
			}
			item.write(b, space)
		}
		if len(v.items) == 0 {
			b.WriteString(space())
		}
		b.WriteByte(']')
	default:
		b.WriteString(v.text)
	}
	b.WriteString(space())
}

func (v *value) field(name string) *value {
	for _, f := range v.fields {
		if f.name == name {
			return f.value
		}
	}
	return nil
}

// at returns what a JSON Pointer without escapes leads to.
func (v *value) at(pointer string) *value {
	for _, token := range strings.Split(pointer, "/")[1:] {
		if v.text == "[" {
			n, _ := strconv.Atoi(token)
			v = v.items[n]
		} else {
			v = v.field(token)
		}
	}
	return v
}

// without removes the field that the pointer names.
func (v *value) without(pointer string) *value {
	slash := strings.LastIndexByte(pointer, '/')
	parent := v.at(pointer[:slash])
	for i, f := range parent.fields {
		if f.name == pointer[slash+1:] {
			parent.fields = append(parent.fields[:i:i], parent.fields[i+1:]...)
			return v
		}
	}
	panic("no " + pointer)
}

// with puts another text in place of what the pointer names.
func (v *value) with(pointer, text string) *value {
	*v.at(pointer) = value{text: text}
	return v
}

// add appends a field to the object that the pointer names.
func (v *value) add(pointer, name, text string) *value {
	object := v.at(pointer)
	object.fields = append(object.fields, member{name, &value{text: text}})
	return v
}

// walk visits every value with its pointer, outermost first.
func (v *value) walk(pointer string, visit func(pointer string, v *value)) {
	visit(pointer, v)
	for _, f := range v.fields {
		f.value.walk(pointer+"/"+f.name, visit)
	}
	for i, item := range v.items {
		item.walk(pointer+"/"+strconv.Itoa(i), visit)
	}
}

// pointers lists where the values stand for which want holds.
func (v *value) pointers(want func(v *value) bool) []string {
	var list []string
	v.walk("", func(pointer string, v *value) {
		if want(v) {
			list = append(list, pointer)
		}
	})
	return list
}

func isObject(v *value) bool { return v.text == "{" }
func isString(v *value) bool { return v.text[0] == '"' }
