package gen

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// deprecatedEvent is the paragraph of an event's documentation by which editors
// and linters know that it is deprecated. What to use is called as in Go.
func deprecatedEvent(c *contract.Contract, e *contract.Event) string {
	d := *e.Deprecated
	newest := 0
	for _, other := range c.Events() {
		if other.Type == e.Deprecated.Use && other != e && other.Major > newest {
			newest = other.Major
			d.Use = e.Deprecated.Use + ", which is " + other.Domain.Name + "." + other.Name
		}
	}
	return deprecated(&d)
}

func deprecatedField(object *contract.Schema, f *contract.Field) string {
	d := *f.Deprecated
	if other := object.Field(d.Use); other != nil {
		d.Use = other.GoName
	}
	return deprecated(&d)
}

// deprecated is one paragraph, since the next would not belong to it.
func deprecated(d *contract.Deprecation) string {
	return "Deprecated: " + strings.Join(strings.Fields(d.Text()), " ")
}

// goPresent is the condition that a deprecated field is there.
type goPresent struct {
	Bit     int
	Present string
}

// usesDeprecated has the deprecated fields of an event whose presence can be
// seen: the optional ones of the payload itself.
func usesDeprecated(e *contract.Event, s goStruct) (list []goPresent) {
	for bit, d := range contract.DeprecatedFields(e) {
		for i, f := range e.Payload.Fields {
			if f == d.Field && !f.Required && bit < 64 {
				list = append(list, goPresent{bit, present(s.Fields[i], f.Schema)})
			}
		}
	}
	return list
}

// present is the condition that an optional field is there.
func present(f goField, s *contract.Schema) string {
	switch {
	case strings.HasPrefix(f.Type, "wire.Optional["):
		return "p." + f.GoName + ".Present"
	case s.Kind == contract.KindString || f.Type == "wire.JSON":
		return "p." + f.GoName + ` != ""`
	}
	return "p." + f.GoName + " != nil" // a pointer, a list or a map
}

func anyDeprecated(c *contract.Contract) bool {
	for _, e := range c.Events() {
		if e.Deprecated != nil {
			return true
		}
	}
	return false
}
