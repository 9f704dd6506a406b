package events

import "github.com/mediamesh/events/wire"

// The envelope's fields. The codec of the metadata is generated from
// internal/contract/envelope.yaml.
var (
	ruleMetadata = wire.Value{Key: `,"metadata":`}
	rulePayload  = wire.Value{Key: `,"payload":`}

	namesEnvelope = []string{"metadata", "payload"}
)

const requiredEnvelope = 1<<2 - 1

// decodeEnvelope reads a whole event of type t whose opening brace is at i.
func decodeEnvelope[P any](t *Type[P], r *wire.Reader, i int, m *Metadata, p *P, unknown *wire.Unknown) {
	at, end, ok := r.Object(i, &wire.Value{})
	if !ok {
		r.End(end)
		return
	}
	var seen uint64
	s := r.Text()
	if i = r.Enter(at); i >= 0 && len(s)-i > 11 && s[i:i+11] == `"metadata":` {
		seen = 1 << 0
		i = t.decodeMetadata(r, i+11, m)
		if len(s)-i > 11 && s[i:i+11] == `,"payload":` {
			seen |= 1 << 1
			i = t.spec.Decode(p, r, i+11, &rulePayload)
		}
		i = r.Next(i)
	}
	if i >= 0 {
		rest := r.NewRest()
		for i >= 0 {
			name, value := r.Name(i)
			if value == wire.Fault {
				i = wire.Fault
				break
			}
			bit := uint64(0)
			switch name {
			case "metadata":
				bit = 1 << 0
				i = r.Next(t.decodeMetadata(r, value, m))
			case "payload":
				bit = 1 << 1
				i = r.Next(t.spec.Decode(p, r, value, &rulePayload))
			default:
				i = r.Next(rest.Keep(r, name, i, value))
			}
			if seen&bit != 0 {
				r.Repeated(name)
			}
			seen |= bit
		}
		*unknown = rest.End(r)
	}
	if seen&requiredEnvelope != requiredEnvelope {
		r.Require(seen, requiredEnvelope, namesEnvelope)
	}
	r.End(wire.After(i))
}

// decodeMetadata reads the metadata at i of an event of type t.
func (t *Type[P]) decodeMetadata(r *wire.Reader, i int, m *Metadata) int {
	i = m.decode(r, i, &ruleMetadata, &t.identity)
	t.checkIdentity(&r.Found, m)
	return i
}

// checkIdentity checks that the metadata names this type and its major version, if it names
// any.
func (t *Type[P]) checkIdentity(f *wire.Found, m *Metadata) {
	if t.spec.Name == "" {
		return // only the envelope is known
	}
	if m.EventType != t.spec.Name && m.EventType != "" {
		mark := f.Mark()
		f.Const("eventType", t.spec.Name)
		f.Under(mark, "metadata")
	}
	if !t.sameMajor(m.EventVersion) && wire.Semver.Valid(m.EventVersion) {
		mark := f.Mark()
		f.Major("eventVersion", t.major)
		f.Under(mark, "metadata")
	}
}

// identity is the text of a type and its version in the metadata.
type identity struct {
	name, version string
	text          string // `,"eventType":"content.created","eventVersion":"1.0.0"`; matches no document if empty
}

func newIdentity(name, version string) identity {
	return identity{name, version, `,"eventType":"` + name + `","eventVersion":"` + version + `"`}
}
