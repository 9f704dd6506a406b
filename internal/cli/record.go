package cli

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/mediamesh/events/kafka"
)

// record is a line of JSON, as kcat -J has it; the payload is the event.
type record struct {
	Topic     string          `json:"topic"`
	Partition int32           `json:"partition"`
	Offset    int64           `json:"offset"`
	Ts        int64           `json:"ts"`      // milliseconds
	Headers   []any           `json:"headers"` // key, value, key, value, …
	Key       any             `json:"key"`
	Payload   json.RawMessage `json:"payload"`
}

// printRecord prints a record. It is written out before it counts as handled.
func (o *reading) printRecord(r kafka.Record) error {
	if document, err := r.Document(); err == nil {
		r.Value = document // of a CloudEvent too
	}
	var line []byte
	switch {
	case o.formatter != nil:
		line = o.formatter.Append(nil, r)
	case o.json():
		var err error
		if line, err = recordLine(r); err != nil {
			return err
		}
	default:
		line = append(oneLine(r.Value), '\n')
	}
	if _, err := o.out.Write(line); err != nil {
		return err
	}
	return o.out.Flush()
}

func recordLine(r kafka.Record) ([]byte, error) {
	line := record{
		Topic: r.Topic, Partition: r.Partition, Offset: r.Offset, Ts: r.Timestamp.UnixMilli(),
		Headers: []any{}, Key: textOrBinary(r.Key), Payload: r.Value,
	}
	for _, h := range r.Headers {
		line.Headers = append(line.Headers, h.Key, textOrBinary(h.Value))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(line)
	return b.Bytes(), err
}

// textOrBinary is a string, {"base64": "…"} of bytes that are none, or null of
// nothing, which an empty string is not.
func textOrBinary(b []byte) any {
	switch {
	case b == nil:
		return nil
	case utf8.Valid(b):
		return string(b)
	}
	return map[string][]byte{"base64": b}
}

// oneLine is a document without line breaks, which may stand between its
// values only.
func oneLine(document []byte) []byte {
	out := make([]byte, 0, len(document)+1)
	for _, c := range document {
		if c != '\n' && c != '\r' {
			out = append(out, c)
		}
	}
	return out
}
