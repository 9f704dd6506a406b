package events

import "github.com/mediamesh/events/wire"

// The rules of the envelope and its metadata, the same as in
// internal/contract/envelope.yaml, which other languages are generated from.
var (
	ruleMetadata = wire.Value{Key: `,"metadata":`}
	rulePayload  = wire.Value{Key: `,"payload":`}

	ruleEventID       = wire.Text{Key: `,"eventId":`, Min: 1, Max: 128}
	ruleEventType     = wire.Text{Key: `,"eventType":`, Min: 1, Max: wire.NoLimit}
	ruleEventVersion  = wire.Text{Key: `,"eventVersion":`, Max: wire.NoLimit, Format: wire.Semver}
	ruleTimestamp     = wire.Value{Key: `,"timestamp":`}
	ruleSource        = wire.Text{Key: `,"source":`, Min: 1, Max: 128}
	ruleCorrelationID = wire.Text{Key: `,"correlationId":`, Min: 1, Max: 256, Optional: true}
	ruleUserID        = wire.Text{Key: `,"userId":`, Min: 1, Max: 128, Optional: true}

	namesEnvelope = []string{"metadata", "payload"}
	namesMetadata = []string{"eventId", "eventType", "eventVersion", "timestamp", "source", "correlationId", "userId"}
)

const (
	requiredEnvelope = 1<<2 - 1
	requiredMetadata = 1<<5 - 1
)

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
	i = m.decode(r, i, &t.identity)
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

// decode reads the metadata at i of an event that is probably of type id.
func (m *Metadata) decode(r *wire.Reader, i int, id *identity) int {
	at, end, ok := r.Object(i, &ruleMetadata)
	if !ok {
		return end
	}
	mark := r.Mark()
	var seen uint64
	s := r.Text()
	if i = r.Enter(at); i >= 0 && len(s)-i > 10 && s[i:i+10] == `"eventId":` {
		seen = 1 << 0
		i = r.String(i+10, &m.EventID, &ruleEventID)
		if n := len(id.text); n > 0 && len(s)-i > n && s[i:i+n] == id.text {
			seen |= 1<<1 | 1<<2
			m.EventType, m.EventVersion = id.name, id.version
			i += n
		} else {
			if len(s)-i > 13 && s[i:i+13] == `,"eventType":` {
				seen |= 1 << 1
				i = r.String(i+13, &m.EventType, &ruleEventType)
			}
			if len(s)-i > 16 && s[i:i+16] == `,"eventVersion":` {
				seen |= 1 << 2
				i = r.String(i+16, &m.EventVersion, &ruleEventVersion)
			}
		}
		if len(s)-i > 13 && s[i:i+13] == `,"timestamp":` {
			seen |= 1 << 3
			i = r.Time(i+13, &m.Timestamp, &ruleTimestamp)
		}
		if len(s)-i > 10 && s[i:i+10] == `,"source":` {
			seen |= 1 << 4
			i = r.String(i+10, &m.Source, &ruleSource)
		}
		if len(s)-i > 17 && s[i:i+16] == `,"correlationId"` && s[i+16:i+17] == `:` {
			seen |= 1 << 5
			i = r.String(i+17, &m.CorrelationID, &ruleCorrelationID)
		}
		if len(s)-i > 10 && s[i:i+10] == `,"userId":` {
			seen |= 1 << 6
			i = r.String(i+10, &m.UserID, &ruleUserID)
		}
		i = r.Next(i)
	}
	if i >= 0 {
		i, seen = m.decodeRest(r, i, seen)
	}
	if seen&requiredMetadata != requiredMetadata {
		r.Require(seen, requiredMetadata, namesMetadata)
	}
	r.UnderKey(mark, ruleMetadata.Key)
	return wire.After(i)
}

// decodeRest continues from the name at i: fields in any order, including unknown ones.
func (m *Metadata) decodeRest(r *wire.Reader, i int, seen uint64) (int, uint64) {
	rest := r.NewRest()
	for i >= 0 {
		name, value := r.Name(i)
		if value == wire.Fault {
			i = wire.Fault
			break
		}
		bit := uint64(0)
		switch name {
		case "eventId":
			bit = 1 << 0
			i = r.Next(r.String(value, &m.EventID, &ruleEventID))
		case "eventType":
			bit = 1 << 1
			i = r.Next(r.String(value, &m.EventType, &ruleEventType))
		case "eventVersion":
			bit = 1 << 2
			i = r.Next(r.String(value, &m.EventVersion, &ruleEventVersion))
		case "timestamp":
			bit = 1 << 3
			i = r.Next(r.Time(value, &m.Timestamp, &ruleTimestamp))
		case "source":
			bit = 1 << 4
			i = r.Next(r.String(value, &m.Source, &ruleSource))
		case "correlationId":
			bit = 1 << 5
			i = r.Next(r.String(value, &m.CorrelationID, &ruleCorrelationID))
		case "userId":
			bit = 1 << 6
			i = r.Next(r.String(value, &m.UserID, &ruleUserID))
		default:
			i = r.Next(rest.Keep(r, name, i, value))
		}
		if seen&bit != 0 {
			r.Repeated(name)
		}
		seen |= bit
	}
	m.Unknown = rest.End(r)
	return i, seen
}

// encode writes the metadata of an event that is probably of type id.
func (m *Metadata) encode(w *wire.Writer, id *identity) {
	w.Key(ruleMetadata.Key)
	mark := w.Mark()
	start := w.Begin()
	w.String(m.EventID, &ruleEventID)
	if m.EventType == id.name && m.EventVersion == id.version {
		w.Buf = append(w.Buf, id.text...)
	} else {
		w.String(m.EventType, &ruleEventType)
		w.String(m.EventVersion, &ruleEventVersion)
	}
	w.Time(m.Timestamp, &ruleTimestamp)
	w.String(m.Source, &ruleSource)
	w.String(m.CorrelationID, &ruleCorrelationID)
	w.String(m.UserID, &ruleUserID)
	if m.Unknown != "" {
		w.Unknown(m.Unknown, namesMetadata)
	}
	w.End(start)
	w.Under(mark, "metadata")
}
