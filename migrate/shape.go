package migrate

import (
	"encoding/json"

	"github.com/mediamesh/events"
)

// shape is what steps need to know about the target version, from its JSON Schema. A nil
// shape knows nothing.
type shape struct {
	Types      typeList          `json:"type"`
	Properties map[string]*shape `json:"properties"`
	Required   []string          `json:"required"`
	Items      *shape            `json:"items"`
	Values     mapValues         `json:"additionalProperties"`
}

// typeList is a type, or a list of types.
type typeList []string

func (t *typeList) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = typeList{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(t))
}

// mapValues is the schema of a map's values, nil if it is not a map.
type mapValues struct{ *shape }

func (m *mapValues) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		return json.Unmarshal(data, &m.shape)
	}
	return nil
}

// shapeOf reads the schema of a type's payload. A type without a schema, which no contract
// generates, has no shape.
func shapeOf(t events.Descriptor) *shape {
	var whole shape
	if json.Unmarshal([]byte(t.Schema()), &whole) != nil {
		return nil
	}
	return whole.Properties["payload"]
}

// at is the shape at p; "*" is any element or value.
func (s *shape) at(p path) *shape {
	for _, name := range p {
		switch {
		case s == nil:
			return nil
		case name != "*":
			s = s.Properties[name]
		case s.Items != nil:
			s = s.Items
		default:
			s = s.Values.shape
		}
	}
	return s
}

// integer reports whether the value at p must be an integer.
func (s *shape) integer(p path) bool {
	field := s.at(p)
	return field != nil && len(field.Types) > 0 && field.Types[0] == "integer"
}

// requires reports whether the value at p is required.
func (s *shape) requires(p path) bool {
	object := s.at(p[:len(p)-1])
	if object == nil {
		return false
	}
	for _, name := range object.Required {
		if name == p[len(p)-1] {
			return true
		}
	}
	return false
}
