package cloudevents_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/sample"
	"github.com/mediamesh/events/wire"
	"pgregory.net/rapid"
)

var modes = map[string]cloudevents.Mode{"binary": cloudevents.Binary, "structured": cloudevents.Structured}

func mediamesh(t testing.TB) *contract.Contract {
	t.Helper()
	c, err := contract.Read("../contract")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// there sends an event through a mode and returns its document.
func there(t interface{ Fatalf(string, ...any) }, e events.Any, mode cloudevents.Mode) (cloudevents.Record, []byte) {
	rec, err := cloudevents.Encode(e, mode)
	if err != nil {
		t.Fatalf("%v", err)
	}
	if got := cloudevents.ModeOf(rec.Headers); got != mode {
		t.Fatalf("mode %v, want %v: %s", got, mode, rec.Headers)
	}
	back, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, rec.Headers, rec.Value)
	}
	document, err := events.Marshal(back)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return rec, document
}

func TestRoundTrip_EveryEventKeepsItsBytes(t *testing.T) {
	for _, typ := range mediamesh(t).Events() {
		t.Run(typ.Type, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				document, err := sample.New(rapid.Uint64().Draw(t, "seed"), typ.Type).Event(typ)
				if err != nil {
					t.Fatal(err)
				}
				e, err := catalog.Decode(odd(t, document))
				if err != nil {
					t.Fatalf("%v", err)
				}
				want, err := events.Marshal(e)
				if err != nil {
					t.Fatal(err)
				}
				for name, mode := range modes {
					if _, got := there(t, e, mode); !bytes.Equal(got, want) {
						t.Fatalf("%s:\n got %s\nwant %s", name, got, want)
					}
				}
			})
		})
	}
}

// odd gives an event's document metadata and unknown fields as odd as may be.
func odd(t *rapid.T, document []byte) []byte {
	s := string(document)
	payload := s[strings.Index(s, `,"payload":`)+len(`,"payload":`) : len(s)-1]
	e, err := catalog.Decode(document)
	if err != nil {
		t.Fatal(err)
	}
	m := e.Metadata
	text := func(name string, most int) string { return quoted(oddText(1, most).Draw(t, name)) }
	fields := []string{
		`"eventId":` + text("id", 128), `"eventType":` + quoted(m.EventType), `"eventVersion":"1.0.0"`,
		`"timestamp":` + quoted(oddTime.Draw(t, "time")), `"source":` + text("source", 128),
	}
	if rapid.Bool().Draw(t, "correlated") {
		fields = append(fields, `"correlationId":`+text("correlation id", 256))
	}
	if rapid.Bool().Draw(t, "user") {
		fields = append(fields, `"userId":`+text("user", 128))
	}
	fields = append(fields, unknown(t, "metadata")...)
	beside := ""
	for _, f := range unknown(t, "beside") {
		beside += "," + space.Draw(t, "space") + f
	}
	if f := unknown(t, "payload"); len(f) > 0 && payload != "{}" {
		payload = payload[:len(payload)-1] + "," + strings.Join(f, ", ") + "}"
	}
	return []byte(`{"metadata":{` + strings.Join(fields, ",") + `},"payload":` + payload + beside + "}")
}

var (
	space   = rapid.SampledFrom([]string{"", "", "\n", "\t ", "\r\n"})
	oddTime = rapid.SampledFrom([]string{
		"2026-01-15T09:30:00.000Z", "2026-01-15T09:30:00.123456789+05:30", "2026-01-15T09:30:00-00:00", "0001-01-01T00:00:00.1-23:59",
		"9999-12-31T23:59:59.999999999+23:59", "2024-02-29T00:00:00.0001+00:00",
	})
	pieces = rapid.SampledFrom([]string{
		"a", "Z", "0", "cms-service", "%", "%25", "%41", "%2525", "%00", "%C3%A9", "%FF", " ", "/", "//", ":", "?", "#", "@", "[", "]", "é", "😀", "\\", "\"",
		"\x00", "\n", "\x7f", "\u0085", "\ufdd0", "\uffff", "\U0010ffff", "http://", "[::1]", "a:b",
	})
)

func oddText(least, most int) *rapid.Generator[string] {
	return rapid.Map(rapid.SliceOfN(pieces, least, 12), func(list []string) string {
		characters := []rune(strings.Join(list, ""))
		return string(characters[:min(most, len(characters))])
	})
}

func quoted(s string) string {
	j, err := wire.JSONOf(s)
	if err != nil {
		panic(err)
	}
	return string(j)
}

// unknown draws fields that no contract knows.
func unknown(t *rapid.T, where string) []string {
	value := rapid.SampledFrom([]string{
		`1`, `1.0`, `-0`, `1e400`, `"%41\u0085"`, "\"\u0085\"", `"\u00e9"`, `null`, `{"a":[{}],"b":"\uffff"}`, `[]`, `""`,
		`{"subject":"x"}`, `{"sampledrate":5,"on":true,"text":"true"}`, `{"subject": "x"}`, `{"id":"x"}`, `{"a":{}}`, `{"A":"b"}`,
		`{"datacontenttype":"application/vnd.mesh+json"}`, `{"datacontenttype":"text/plain"}`, `{"partitionkey":"other"}`,
		`{"unknownfields":"{}"}`, `{"data":"x"}`, `{"a":2147483648}`, `{"a":"\u0001%"}`, `{}`,
	})
	names := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"tenantId", "cloudEvent", "cloudEvent", "payload2", "a", "é", "%", "\x01"}), 0, 3, rapid.ID[string])
	var list []string
	for _, name := range names.Draw(t, where+" names") {
		list = append(list, quoted(name)+space.Draw(t, "space")+":"+space.Draw(t, "space")+value.Draw(t, where+" "+name))
	}
	return list
}
