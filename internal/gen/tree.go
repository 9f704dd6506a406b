package gen

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// An object is JSON with its members in the order in which they were set, as
// published files must have them.
type object []member

type member struct {
	name  string
	value any // object, []any, string, json.Number, int, bool or nil
}

func (o *object) set(name string, value any) { *o = append(*o, member{name, value}) }

// setText leaves out what says nothing.
func (o *object) setText(name, value string) {
	if value != "" {
		o.set(name, value)
	}
}

// at is the value that a path of names leads to, nil if there is none.
func (o object) at(path ...string) any {
	for i, name := range path {
		var found any
		for _, m := range o {
			if m.name == name {
				found = m.value
			}
		}
		if i == len(path)-1 {
			return found
		}
		o, _ = found.(object)
	}
	return o
}

// parseTree reads JSON, with the order of its names.
func parseTree(data []byte) (object, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	value, err := nextValue(dec)
	if err != nil {
		return nil, fmt.Errorf("read JSON: %w", err)
	}
	o, ok := value.(object)
	if !ok {
		return nil, fmt.Errorf("read JSON: no object")
	}
	return o, nil
}

func nextValue(dec *json.Decoder) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		o := object{}
		for dec.More() {
			name, err := dec.Token()
			if err != nil {
				return nil, err
			}
			value, err := nextValue(dec)
			if err != nil {
				return nil, err
			}
			o.set(name.(string), value)
		}
		_, err = dec.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			value, err := nextValue(dec)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err = dec.Token()
		return list, err
	}
	return token, nil
}
