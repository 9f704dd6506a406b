package cloudevents_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/cloudevents"
)

// FuzzDecode reads any record at all: what is an event is written and read again
// without a change, and all else has an error of a known type.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(sound), []byte(inJSON), []byte(""), []byte(""))
	f.Add([]byte(logout), []byte("application/json"), []byte("//a?b"), []byte(`{"metadata":{"a":1},"typed":["sampledrate"]}`))
	f.Add([]byte(logout), []byte(""), []byte("a%20b"), []byte(`{"event":{"%25":"%01"}}`))
	f.Add([]byte(`{"a":1},"b":2`), []byte("x/y+json"), []byte("%25"), []byte(`{"metadata":{"cloudEvent":{}}}`))
	f.Fuzz(func(t *testing.T, value, contentType, source, unknown []byte) {
		rec := binary(string(value), "ce_source="+string(source), "content-type="+string(contentType), "+ce_unknownfields="+string(unknown), "+ce_sampledrate=5")
		if len(unknown) == 0 {
			rec = binary(string(value), "ce_source="+string(source), "content-type="+string(contentType))
		}
		e, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
		if err != nil {
			var invalid *events.InvalidError
			var unknownType *events.UnknownTypeError
			var unsupported *events.UnsupportedVersionError
			if !errors.As(err, &invalid) && !errors.As(err, &unknownType) && !errors.As(err, &unsupported) {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		want, err := events.Marshal(e)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		for _, mode := range modes {
			if _, got := there(t, e, mode); !bytes.Equal(got, want) {
				t.Fatalf("\n got %s\nwant %s", got, want)
			}
		}
	})
}
