package dynamic

import (
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// deprecated says of a type what the contract does not want used any more.
func deprecated(spec *events.Spec[Payload], e *contract.Event, payload *object) {
	if e.Deprecated != nil {
		d := deprecation(e.Deprecated)
		spec.Deprecated = &d
	}
	type seen struct{ place, bit int }
	var optional []seen
	for bit, f := range contract.DeprecatedFields(e) {
		spec.DeprecatedFields = append(spec.DeprecatedFields, events.DeprecatedField{Pointer: f.Pointer, Deprecation: deprecation(f.Field.Deprecated)})
		if e.Payload.Field(f.Field.Name) == f.Field && !f.Field.Required && bit < 64 {
			optional = append(optional, seen{payload.places[f.Field.Name], bit})
		}
	}
	if len(optional) == 0 {
		return
	}
	spec.UsesDeprecated = func(p *Payload) (used uint64) {
		for _, o := range optional {
			if given(p.at(o.place)) {
				used |= 1 << o.bit
			}
		}
		return used
	}
}

// given reports whether an optional field is there.
func given(v *value) bool {
	switch inside := v.inside.(type) {
	case *tree:
		return inside != nil
	case []string:
		return inside != nil
	case []value:
		return inside != nil
	case wire.Map[value]:
		return inside != nil
	}
	return v.present || v.text != ""
}

func deprecation(d *contract.Deprecation) events.Deprecation {
	return events.Deprecation{Since: d.Since, Sunset: d.Sunset, Use: d.Use, Reason: d.Reason}
}
