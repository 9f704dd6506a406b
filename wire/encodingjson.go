package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
)

// The methods in this file are for a service's own structs that hold values of this
// package. Events, payloads and shared types do not use them: their encoding/json methods
// call the codec.

// MarshalJSON returns the value's JSON, null if it is absent.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.Present {
		return []byte(Null), nil
	}
	text, err := JSONOf(o.Value)
	return []byte(text), err
}

// UnmarshalJSON decodes a value. null is absent.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	var read Optional[T]
	if !isNull(data) {
		if err := json.Unmarshal(data, &read.Value); err != nil {
			return err
		}
		read.Present = true
	}
	*o = read
	return nil
}

// IsZero reports whether the value is absent, so that the tag omitzero omits it.
func (o Optional[T]) IsZero() bool { return !o.Present }

// MarshalJSON returns an object with the entries in order, null for a nil Map. It returns
// an error if a name occurs twice.
func (m Map[V]) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte(Null), nil
	}
	var found Found
	var out []byte
	for i := range m {
		if !utf8.ValidString(m[i].Name) {
			found.fault(m[i].Name, RuleUTF8, "", "has a name that is not valid UTF-8")
		}
		text, err := JSONOf(m[i].Value)
		if err != nil {
			return nil, err
		}
		out = append(appendText(append(out, ','), m[i].Name), ':')
		out = append(out, text...)
	}
	if checkNames(&found, m); !found.OK() {
		return nil, found.first()
	}
	return object(out), nil
}

// UnmarshalJSON decodes an object. It keeps the order of the names and returns an error if
// one occurs twice. null decodes to the nil Map.
func (m *Map[V]) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		*m = nil
		return nil
	}
	entries := Map[V]{}
	err := eachField(data, func(name string, value []byte) error {
		entry := Entry[V]{Name: strings.Clone(name)}
		err := json.Unmarshal(value, &entry.Value)
		entries = append(entries, entry)
		return err
	})
	if err == nil {
		*m = entries
	}
	return err
}

// MarshalJSON returns an object with the fields.
func (u Unknown) MarshalJSON() ([]byte, error) {
	w := NewWriter(nil)
	defer w.Release()
	w.Unknown(u, nil)
	if !w.OK() {
		return nil, w.first()
	}
	return object(w.Buf), nil
}

// UnmarshalJSON keeps an object's fields unchanged. null decodes to no fields.
func (u *Unknown) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		*u = ""
		return nil
	}
	if err := eachField(data, func(string, []byte) error { return nil }); err != nil {
		return err
	}
	data = bytes.TrimSpace(data)
	*u = Unknown(bytes.TrimSpace(data[1 : len(data)-1]))
	return nil
}

func isNull(data []byte) bool { return string(bytes.TrimSpace(data)) == string(Null) }

// object wraps fields, each preceded by a comma, in an object.
func object(fields []byte) []byte {
	if len(fields) == 0 {
		return []byte("{}")
	}
	fields[0] = '{'
	return append(fields, '}')
}

// eachField calls visit with each field of an object until it returns an error.
func eachField(data []byte, visit func(name string, value []byte) error) error {
	r := readText(view(data))
	defer r.Release()
	at, end, ok := r.Object(0, &Value{})
	if ok {
		names := r.newNames()
		i := r.Enter(at)
		for i >= 0 {
			name, value := r.Name(i)
			if value == Fault {
				i = Fault
				break
			}
			names.add(r, name, i)
			m := r.Mark()
			end := r.skip(value)
			r.Under(m, name)
			if r.OK() {
				if err := visit(name, data[value:end]); err != nil {
					return err
				}
			}
			i = r.Next(end)
		}
		names.end(r)
		end = After(i)
	}
	r.End(end)
	if !r.OK() {
		return r.first()
	}
	return nil
}

// first returns the first violation as an error.
func (f *Found) first() error {
	list, _ := f.Violations()
	return errors.New("wire: " + Escaped(strings.ToValidUTF8(list[0].String(), "\ufffd")))
}
