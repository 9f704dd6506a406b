package topics

import (
	"bytes"
	"encoding/json"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka/records"
)

// record is a line of JSON with the keys of kcat -J; the payload is the event.
type record struct {
	Topic     string          `json:"topic"`
	Partition int32           `json:"partition"`
	Offset    int64           `json:"offset"`
	Ts        int64           `json:"ts"`      // milliseconds
	Headers   []any           `json:"headers"` // key, value, key, value, …
	Key       any             `json:"key"`
	Payload   json.RawMessage `json:"payload"`
}

// printRecord prints a record. It is flushed before it counts as handled.
func (o *reading) printRecord(r records.Record) error {
	if document, err := r.Document(); err == nil {
		r.Value = document // of a CloudEvent too
	}
	var line []byte
	switch {
	case o.formatter != nil:
		line = o.formatter.Append(nil, r)
	case o.JSON():
		var err error
		if line, err = recordLine(r); err != nil {
			return err
		}
	default:
		line = append(oneLine(r.Value), '\n')
	}
	if _, err := o.Out.Write(line); err != nil {
		return err
	}
	return o.Out.Flush()
}

func recordLine(r records.Record) ([]byte, error) {
	line := record{
		Topic: r.Topic, Partition: r.Partition, Offset: r.Offset, Ts: r.Timestamp.UnixMilli(),
		Headers: []any{}, Key: console.TextOrBinary(r.Key), Payload: r.Value,
	}
	for _, h := range r.Headers {
		line.Headers = append(line.Headers, h.Key, console.TextOrBinary(h.Value))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(line)
	return b.Bytes(), err
}

// oneLine returns a document without line breaks, which can occur only between its values.
func oneLine(document []byte) []byte {
	out := make([]byte, 0, len(document)+1)
	for _, c := range document {
		if c != '\n' && c != '\r' {
			out = append(out, c)
		}
	}
	return out
}
