package cloudevents

import (
	"errors"
	"math"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
)

// Decode decodes the event of a record that [ModeOf] reports as a CloudEvent, and
// validates it. An *[events.InvalidError] lists the violations, those of CloudEvents' own
// rules first. Its pointers refer to the event, except for malformed JSON, where they
// refer to the record's value. Other errors are those of [events.Registry.Decode]. With
// opts.Lenient, an event that violates rules is returned together with the error.
func Decode(reg *events.Registry, rec Record, opts events.DecodeOptions) (events.Any, error) {
	m, err := read(rec, settings(opts))
	if err != nil {
		return events.Any{}, m.invalid(err)
	}
	d := m.parts(settings(opts))
	opts.EventType, opts.EventVersion = []byte(m.get("type").value), []byte(m.get("eventversion").value)
	e, err := reg.DecodeWith(d.document(d.unkeyed()), opts)
	if e.Descriptor() != nil {
		d.keyed(&e)
	}
	if invalid, ok := errors.AsType[*events.InvalidError](err); ok {
		named(invalid.Violations)
	}
	m.found = append(m.found, m.odd...)
	if err = m.invalid(err); err != nil && !opts.Lenient {
		e = events.Any{}
	}
	return e, err
}

// Document returns the document of the event that a record holds without validating it
// against its contract, for tools that display or repair events. The error reports
// attributes that violate the rules of CloudEvents; they are omitted from the document.
// If the document is nil, the record does not contain an event, and the error says why.
func Document(rec Record) ([]byte, error) {
	set := settings(events.DecodeOptions{})
	m, err := read(rec, set)
	if err != nil {
		return nil, m.invalid(err)
	}
	d := m.parts(set)
	others := d.others
	if d.key.name != "" && text.read(d.key.value) == string(rec.Key) {
		others = d.unkeyed()
	}
	return d.document(others), m.invalid(nil)
}

// invalid adds violations of CloudEvents' rules to an error of the contract.
func (m *message) invalid(err error) error {
	invalid, ok := errors.AsType[*events.InvalidError](err)
	if err != nil && !ok || err == nil && len(m.found) == 0 {
		return err
	}
	out := &events.InvalidError{EventType: m.get("type").value, EventID: text.read(m.get("id").value)}
	out.Violations, out.Omitted = m.found, m.omitted
	if ok {
		out.Violations = append(out.Violations, invalid.Violations...)
		out.Omitted += invalid.Omitted
	}
	if more := len(out.Violations) - wire.MaxViolations; more > 0 {
		out.Violations = out.Violations[:wire.MaxViolations]
		out.Omitted += more
	}
	return out
}

func settings(o events.DecodeOptions) wire.Settings {
	return wire.Settings{MaxSize: min(max(o.MaxSize, 0), math.MaxInt32/4), MaxDepth: max(o.MaxDepth, 0)}
}

// parts are the attributes and data of a CloudEvent, sorted by the part of the event that
// they belong to.
type parts struct {
	metadata []attribute // equivalents
	others   []attribute // in their order
	carried  carried
	key      attribute // partitionkey
	data     []byte
}

func (m *message) parts(set wire.Settings) *parts {
	d := &parts{data: m.data, metadata: make([]attribute, 0, len(equivalents))}
	if a := m.get(unknownFields); a.name != "" {
		var ok bool
		if d.carried, ok = parseCarried(a.value, set); !ok {
			m.violate(unknownFields, wire.RuleType, "object", "must be an object of JSON that holds metadata, event and typed, with its % escaped: the attribute is this library's own")
		}
	}
	var wasTyped map[string]bool
	if len(d.carried.typed) > 0 {
		wasTyped = make(map[string]bool, len(d.carried.typed))
	}
	for _, name := range d.carried.typed {
		wasTyped[name] = true
	}
	for _, a := range m.list {
		switch {
		case a.name == unknownFields || a.name == specVersion:
		case a.name == contentTypeName && (a.value == "application/json" || a.value == ""):
		case ours(a.name):
			d.metadata = append(d.metadata, a)
		default:
			if a.name == partitionKey {
				d.key = a
			}
			if wasTyped[a.name] && soundLiteral(a.value) && a.name != partitionKey && a.name != contentTypeName {
				a.literal = a.value // headers are strings
			}
			d.others = append(d.others, a)
		}
	}
	return d
}

// document writes the event, including some of the other attributes.
func (d *parts) document(others []attribute) []byte {
	w := wire.NewWriter(make([]byte, 0, len(d.data)+512))
	start := w.Begin()
	w.Key(`,"metadata":`)
	inner := w.Begin()
	for i := range equivalents {
		q := &equivalents[i]
		if a, ok := get(d.metadata, q.attribute); ok {
			a.memberOf(w, q.field, q.coding.read(a.value))
		}
	}
	appendUnknown(w, joined(d.carried.metadata, others))
	w.End(inner)
	if d.data != nil {
		w.Key(`,"payload":`)
		w.Buf = append(w.Buf, d.data...)
	}
	appendUnknown(w, d.carried.event)
	w.End(start)
	out := w.Buf
	w.Release()
	return out
}

func appendUnknown(w *wire.Writer, u wire.Unknown) {
	if u != "" {
		w.Buf = append(append(w.Buf, ','), u...)
	}
}

// unkeyed returns the other attributes without partitionkey.
func (d *parts) unkeyed() []attribute {
	var list []attribute
	for _, a := range d.others {
		if a.name != partitionKey {
			list = append(list, a)
		}
	}
	return list
}

// keyed keeps partitionkey in an event whose own key is different.
func (d *parts) keyed(e *events.Any) {
	if d.key.name == "" {
		return
	}
	if key, ok := e.Key(); !ok || key != text.read(d.key.value) {
		e.Metadata.Unknown = joined(d.carried.metadata, d.others)
	}
}
