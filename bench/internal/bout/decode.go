package bout

import (
	"encoding/json"
	"fmt"
	"unsafe"

	"github.com/bytedance/sonic"
	jsonv2 "github.com/go-json-experiment/json"
	goccy "github.com/goccy/go-json"
	"github.com/mailru/easyjson"
	"github.com/mediamesh/events"
	segmentio "github.com/segmentio/encoding/json"

	"github.com/mediamesh/events/bench/internal/ajv"
	"github.com/mediamesh/events/bench/internal/pair"
	"github.com/mediamesh/events/bench/internal/same"
)

// decoders lists who decodes. A new way of ours is a line like the first ones.
func (c contest[P, T, N, E]) decoders(doc []byte, node *ajv.Node) ([]pair.Contender, error) {
	var zero P
	schema := zero.EventType().Schema()
	validator, err := compile(schema)
	if err != nil {
		return nil, err
	}
	ours, err := events.Unmarshal[P](doc)
	if err != nil {
		return nil, err
	}

	list := []pair.Contender{
		// Decoded and validated, strings sharing one copy of the document.
		c.typed("events", doc, events.Unmarshal[P]),
		// The same, but strings alias the document.
		c.typed("events zero-copy", doc, func(doc []byte) (events.Event[P], error) {
			return events.UnmarshalWith[P](doc, events.DecodeOptions{ZeroCopy: true})
		}),
	}
	if c.then == nil {
		list = append(list, dynamic("events dynamic", doc), hinted("events dynamic, hinted", doc, zero.EventType()))
	}
	list = append(list,
		into("encoding/json", doc, ours, func(v *T) error { return json.Unmarshal(doc, v) }),
		into("json/v2", doc, ours, func(v *T) error { return jsonv2.Unmarshal(doc, v) }),
		// The default configuration: the document is copied once, as a whole,
		// and strings alias that copy; neither UTF-8 nor control characters in
		// strings are checked.
		into("sonic", doc, ours, func(v *T) error { return sonic.Unmarshal(doc, v) }),
		// Strings, and any JSON by sonic.NoCopyRawMessage, alias the document
		// itself, which must then outlive the event unchanged.
		into("sonic zero-copy", doc, ours, func(v *N) error {
			return sonic.UnmarshalString(unsafe.String(unsafe.SliceData(doc), len(doc)), v)
		}),
		into("goccy", doc, ours, func(v *T) error { return goccy.Unmarshal(doc, v) }),
		into("segmentio", doc, ours, func(v *T) error { return segmentio.Unmarshal(doc, v) }),
		into("easyjson", doc, ours, func(v *T) error { return easyjson.Unmarshal(doc, E(v)) }),
		// With validation, as users put it together: the document as any JSON
		// for the validator, then once more into the struct.
		into("encoding/json + santhosh", doc, ours, func(v *T) error {
			return validated(doc, validator, json.Unmarshal, v)
		}),
		into("sonic + santhosh", doc, ours, func(v *T) error { return validated(doc, validator, sonic.Unmarshal, v) }),
	)
	if node != nil {
		n, err := nodeAjv(node, schema, doc)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return append(list, floors[T](doc)...), nil
}

// typed is a way of ours to decode an event of type P.
func (c contest[P, T, N, E]) typed(name string, doc []byte, decode func([]byte) (events.Event[P], error)) pair.Contender {
	var got events.Event[P]
	var err error
	do := func() { got, err = decode(doc) }
	if c.then != nil {
		do = func() {
			if got, err = decode(doc); err == nil {
				err = c.then(&got.Payload)
			}
		}
	}
	return pair.Contender{Name: name, Bytes: len(doc), Do: do, Check: func() error { return encodesTo(doc, got, err) }}
}

// into is a peer that decodes into a new struct.
func into[P events.Payload[P], T any](name string, doc []byte, ours events.Event[P], decode func(*T) error) pair.Contender {
	got, err := new(T), error(nil)
	return pair.Contender{
		Name:  name,
		Bytes: len(doc),
		Do: func() {
			got = new(T)
			err = decode(got)
		},
		Check: func() error {
			if err != nil {
				return err
			}
			return same.Event(ours, got)
		},
	}
}

// encodesTo checks that one of our events is what the document says: encoded,
// it is the same to the byte.
func encodesTo[M events.Message](doc []byte, e M, err error) error {
	if err != nil {
		return err
	}
	again, err := events.Marshal(e)
	if err != nil {
		return err
	}
	if string(again) != string(doc) {
		return fmt.Errorf("%s, not %s", again, doc)
	}
	return nil
}
