package bout

import (
	"bytes"
	"encoding/json"

	"github.com/bytedance/sonic/encoder"
	jsonv2 "github.com/go-json-experiment/json"
	jsonv1 "github.com/go-json-experiment/json/v1"
	goccy "github.com/goccy/go-json"
	"github.com/mailru/easyjson/jwriter"
	"github.com/mediamesh/events"
	segmentio "github.com/segmentio/encoding/json"

	"github.com/mediamesh/events/bench/internal/pair"
	"github.com/mediamesh/events/bench/internal/same"
)

// encoders lists who encodes: into a reused buffer where the package has a way
// to, without sorting maps or escaping HTML where that can be switched off.
func (c contest[P, T, N, E]) encoders(doc []byte) ([]pair.Contender, error) {
	ours, err := events.Unmarshal[P](doc)
	if err != nil {
		return nil, err
	}
	v := new(T)
	if err := json.Unmarshal(doc, v); err != nil {
		return nil, err
	}
	// In v2's own reading of omitempty, a pointer to "" is left out.
	omitEmpty := jsonv1.OmitEmptyWithLegacySemantics(true)
	var stream bytes.Buffer

	return []pair.Contender{
		// Validated in full.
		encode("events", doc, func(buf []byte) ([]byte, error) { return events.Append(buf, ours) }),
		encode("sonic", doc, func(buf []byte) ([]byte, error) {
			err := encoder.EncodeInto(&buf, v, 0)
			return buf, err
		}),
		encode("encoding/json", doc, func([]byte) ([]byte, error) { return json.Marshal(v) }),
		encode("json/v2", doc, func([]byte) ([]byte, error) {
			stream.Reset()
			err := jsonv2.MarshalWrite(&stream, v, omitEmpty)
			return stream.Bytes(), err
		}),
		encode("goccy", doc, func([]byte) ([]byte, error) {
			return goccy.MarshalWithOption(v, goccy.DisableHTMLEscape(), goccy.UnorderedMap())
		}),
		encode("segmentio", doc, func(buf []byte) ([]byte, error) { return segmentio.Append(buf, v, 0) }),
		encode("easyjson", doc, func(buf []byte) ([]byte, error) {
			w := jwriter.Writer{NoEscapeHTML: true}
			E(v).MarshalEasyJSON(&w)
			return w.BuildBytes(buf)
		}),
	}, nil
}

// encode is a contender that may append to an emptied buffer with room enough.
func encode(name string, doc []byte, append func(buf []byte) ([]byte, error)) pair.Contender {
	buf := make([]byte, 0, 2*len(doc))
	var got []byte
	var err error
	return pair.Contender{
		Name: name, Bytes: len(doc),
		Do: func() { got, err = append(buf[:0]) },
		Check: func() error {
			if err != nil {
				return err
			}
			return same.JSON(doc, got)
		},
	}
}
