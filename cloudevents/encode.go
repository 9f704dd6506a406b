package cloudevents

import (
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
)

// fields are the parts of an event that a CloudEvent is built from.
type fields struct {
	meta    events.Metadata
	time    string
	payload []byte
	event   wire.Unknown // fields beside metadata and payload
}

// Encode validates an event and returns its record in the given mode, Binary or
// Structured. The errors are those of [events.Marshal].
func Encode(e events.Message, mode Mode) (Record, error) {
	document, err := e.AppendTo(nil)
	if err != nil {
		return Record{}, err
	}
	f := fieldsOf(e.Meta(), document)
	key, keyed := e.Key()
	c := carried{event: f.event}
	var others []attribute
	c.metadata, others = parted(f.meta.Unknown)
	list := f.attributes(key, keyed, others)
	if mode == Binary {
		c.typed = typed(others)
	}
	if !c.empty() {
		list = append(list, attribute{name: unknownFields, value: c.String()})
	}
	rec := Record{}
	if keyed {
		rec.Key = []byte(key)
	}
	if mode == Binary {
		rec.Value, rec.Headers = f.payload, headersOf(list)
	} else {
		rec.Value = structured(list, f.payload)
		rec.Headers = []Header{{HeaderContentType, []byte(MediaType)}}
	}
	return rec, nil
}

// fieldsOf splits an event's document, which has the form that [events.Marshal] writes.
func fieldsOf(meta events.Metadata, document []byte) *fields {
	f := &fields{meta: meta}
	at, _ := wire.AppendTime(nil, meta.Timestamp)
	f.time = string(at)
	members, _ := membersOf(document, wire.Settings{MaxSize: len(document)})
	payload := members[1] // after the metadata and before the unknown fields
	f.payload = []byte(payload.raw)
	f.event = wire.Unknown(strings.TrimPrefix(string(document[payload.end:len(document)-1]), ","))
	return f
}

// attributes lists the attributes: those of CloudEvents, the metadata's, the key, and the
// event's other ones.
func (f *fields) attributes(key string, keyed bool, others []attribute) []attribute {
	list := []attribute{{name: specVersion, value: version1}}
	for i := range equivalents {
		q := &equivalents[i]
		if value := q.value(f); value != "" {
			list = append(list, attribute{name: q.attribute, value: q.coding.write(value)})
		}
	}
	if _, other := get(others, contentTypeName); !other {
		list = append(list, attribute{name: contentTypeName, value: "application/json"})
	}
	if _, other := get(others, partitionKey); !other && keyed {
		if value := text.write(key); text.read(value) == key {
			list = append(list, attribute{name: partitionKey, value: value})
		}
	}
	return append(list, others...)
}

// headersOf writes attributes as headers.
func headersOf(list []attribute) []Header {
	headers := make([]Header, len(list))
	for i, a := range list {
		headers[i] = Header{HeaderPrefix + a.name, []byte(a.value)}
		if a.name == contentTypeName {
			headers[i].Key = HeaderContentType
		}
	}
	return headers
}

// structured writes attributes and data as a JSON object.
func structured(list []attribute, data []byte) []byte {
	w := wire.NewWriter(make([]byte, 0, len(data)+512))
	start := w.Begin()
	for _, a := range list {
		a.member(w, a.value)
	}
	w.Key(`,"data":`)
	w.Buf = append(w.Buf, data...)
	w.End(start)
	out := w.Buf
	w.Release()
	return out
}
