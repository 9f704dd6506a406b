package gen

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// keyOf is the expression for the record key of payload p, "" if it has none.
func keyOf(e *contract.Event, s goStruct) (string, error) {
	var values []string
	for _, f := range e.Key {
		value, err := keyValue(f, s)
		if err != nil {
			return "", err
		}
		values = append(values, value)
	}
	if len(values) == 1 {
		return values[0], nil
	}
	return "cmp.Or(" + strings.Join(values, ", ") + ")", nil
}

// keyValue is the text of one field of p.
func keyValue(f *contract.Field, s goStruct) (string, error) {
	value, typ := "p."+f.GoName, ""
	for _, other := range s.Fields {
		if other.Name == f.Name {
			typ = other.Type
		}
	}
	if inner, ok := strings.CutPrefix(typ, "wire.Optional["); ok {
		value, typ = value+".Value", strings.TrimSuffix(inner, "]")
	}
	switch {
	case typ == "time.Time":
		return "", problem(f.Pos, "%q is a point in time and cannot be a key: name a field that identifies what the event is about", f.Name)
	case typ != "string":
		return "string(" + value + ")", nil
	}
	return value, nil
}
