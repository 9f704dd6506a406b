package cloudevents_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/wire"
)

// attributes are n of them, as headers and as members of an object.
func attributes(n int, prefix string) (headers []cloudevents.Header, members string) {
	var b strings.Builder
	for i := range n {
		name := fmt.Sprintf("%s%d", prefix, i)
		headers = append(headers, cloudevents.Header{Key: "ce_" + name, Value: []byte("v")})
		b.WriteString(`,"` + name + `":"v"`)
	}
	return headers, b.String()
}

// Many attributes are kept, in their order; a repeated one is found among them.
func TestManyAttributes(t *testing.T) {
	headers, members := attributes(30_000, "a")
	many := binary(logout, "content-type=application/json", "ce_subject")
	many.Headers = append(many.Headers, headers...)
	for _, rec := range []cloudevents.Record{many, structured(inJSON, head+members+`,"data":`+logout+`}`)} {
		e, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
		if err != nil || e.Metadata.Unknown != wire.Unknown(`"cloudEvent":{`+members[1:]+`}`) {
			t.Errorf("%v, %d bytes of unknown fields", err, len(e.Metadata.Unknown))
			continue
		}
		there(t, e, cloudevents.Binary)
	}
	many.Headers = append(many.Headers, cloudevents.Header{Key: "ce_a77", Value: []byte("w")})
	_, err := cloudevents.Decode(catalog.Registry(), many, events.DecodeOptions{})
	if want := "auth.user.logout is invalid: /metadata/cloudEvent/a77 is there more than once, with different values"; err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

// The largest event comes back, whatever it is that makes it large.
func TestLargestEvent(t *testing.T) {
	for _, filler := range []string{"a", "%", `\"`, "\u0085"} {
		for _, where := range []string{`{"metadata":{"x":"FILL",`, `{"x":"FILL","metadata":{`} {
			document := where + `"eventId":"e-1","eventType":"auth.user.logout","eventVersion":"1.0.0","timestamp":"2026-02-03T12:00:00.000Z","source":"s"},"payload":` + logout + `}`
			room := wire.MaxSize - len(document) + len("FILL")
			document = strings.Replace(document, "FILL", strings.Repeat(filler, room/len(filler)), 1)
			e, err := catalog.Decode([]byte(document))
			if err != nil {
				t.Fatal(err)
			}
			want, err := events.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			for name, mode := range modes {
				if _, got := there(t, e, mode); string(got) != string(want) {
					t.Errorf("%s: %d bytes, want %d", name, len(got), len(want))
				}
			}
		}
	}
}

func TestManyViolations(t *testing.T) {
	headers, _ := attributes(1000, "A")
	rec := binary("{}")
	rec.Headers = append(rec.Headers, headers...)
	_, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
	var invalid *events.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Violations) != wire.MaxViolations || invalid.Omitted != 1000+3-wire.MaxViolations {
		t.Errorf("%d violations and %d more", len(invalid.Violations), invalid.Omitted)
	}
}

func BenchmarkCloudEvents(b *testing.B) {
	e, err := catalog.Decode([]byte(`{"metadata":{"eventId":"e-1","eventType":"auth.user.logout","eventVersion":"1.0.0","timestamp":"2026-02-03T12:00:00.000Z","source":"auth-service"},"payload":` + logout + `}`))
	if err != nil {
		b.Fatal(err)
	}
	for name, mode := range modes {
		rec, err := cloudevents.Encode(e, mode)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("encode/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := cloudevents.Encode(e, mode); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("decode/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
