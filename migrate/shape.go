package migrate

import (
	"encoding/json"

	"github.com/mediamesh/events"
)

// shape is what steps must know of the version that they lead to, read off its
// JSON Schema. Nil knows nothing.
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

// mapValues is the schema of a map's values, nil if it is none.
type mapValues struct{ *shape }

func (m *mapValues) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		return json.Unmarshal(data, &m.shape)
	}
	return nil
}

// shapeOf reads the schema of a type's payload. A type without one, which no
// contract makes, has no shape.
func shapeOf(t events.Descriptor) *shape {
	var whole shape
	if json.Unmarshal([]byte(t.Schema()), &whole) != nil {
		return nil
	}
	return whole.Properties["payload"]
}

// at is the shape of what is at p; "*" is any element or value.
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

// integer tells whether an integer has to be at p.
func (s *shape) integer(p path) bool {
	field := s.at(p)
	return field != nil && len(field.Types) > 0 && field.Types[0] == "integer"
}

// requires tells whether something has to be at p.
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
