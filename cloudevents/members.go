package cloudevents

import (
	"encoding/json"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
)

// member is a field of an object with the text of its value.
type member struct {
	name, raw string
	end       int // position of the value in the object's text
}

// membersOf reads an object. The error lists the faults of malformed JSON, or says that the
// document is not an object.
func membersOf(data []byte, set wire.Settings) ([]member, error) {
	set.Alias = true
	r, _ := wire.NewReader(nil)
	defer r.Release()
	i := r.Open(data, set)
	if i == wire.Fault {
		return nil, foundBy(r)
	}
	at, end, ok := r.Object(i, &wire.Value{})
	if !ok {
		r.End(end)
		return nil, foundBy(r)
	}
	list := make([]member, 0, 16)
	rest := r.NewRest()
	for i = r.Enter(at); i >= 0; {
		name, value := r.Name(i)
		if value == wire.Fault {
			i = wire.Fault
			break
		}
		end := rest.Keep(r, name, i, value)
		if end != wire.Fault {
			list = append(list, member{name, r.Text()[value:end], end})
		}
		i = r.Next(end)
	}
	rest.End(r)
	r.End(wire.After(i))
	if !r.OK() {
		return nil, foundBy(r)
	}
	return list, nil
}

// valueOf checks that a document is one JSON value, and returns the error if it is not.
func valueOf(data []byte, set wire.Settings) error {
	set.Alias = true
	r, _ := wire.NewReader(nil)
	defer r.Release()
	if i := r.Open(data, set); i != wire.Fault {
		var value wire.JSON
		r.End(r.JSON(i, &value, &wire.Value{}))
	}
	if !r.OK() {
		return foundBy(r)
	}
	return nil
}

func foundBy(r *wire.Reader) error {
	list, omitted := r.Violations()
	return &events.InvalidError{Violations: list, Omitted: omitted}
}

// attribute returns a field of JSON as an attribute; ok is false if it is null, which
// stands for an absent attribute.
func (m member) attribute() (a attribute, ok bool) {
	switch m.raw[0] {
	case 'n':
		return a, false
	case '"':
		a.name, a.value = m.name, m.raw[1:len(m.raw)-1]
		if strings.IndexByte(a.value, '\\') >= 0 {
			_ = json.Unmarshal([]byte(m.raw), &a.value) // already found well-formed
		}
		return a, true
	}
	return attribute{name: m.name, value: m.raw, literal: m.raw}, true
}
