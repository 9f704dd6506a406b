package cloudevents

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cloudevents/sdk-go/v2/event"
	"github.com/cloudevents/sdk-go/v2/types"
	"pgregory.net/rapid"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/sample"
)

var modes = map[string]cloudevents.Mode{"binary": cloudevents.Binary, "structured": cloudevents.Structured}

// eachEvent draws events of all types, with metadata as odd as may be.
func eachEvent(t *testing.T, check func(t *rapid.T, e events.Any)) {
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range c.Events() {
		t.Run(typ.Type, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				document, err := sample.New(rapid.Uint64().Draw(t, "seed"), typ.Type).Event(typ)
				if err != nil {
					t.Fatal(err)
				}
				e, err := catalog.Decode(document)
				if err != nil {
					t.Fatal(err)
				}
				e.Metadata.EventID, e.Metadata.Source = odd.Draw(t, "id"), odd.Draw(t, "source")
				e.Metadata.CorrelationID, e.Metadata.UserID = odd.Draw(t, "correlation id"), odd.Draw(t, "user")
				if rapid.Bool().Draw(t, "unknown") {
					e.Metadata.Unknown, e.Unknown = `"tenantId":"a\u0085%","cloudEvent":{"sampledrate":5,"subject":"x"}`, `"beside":[1.0]`
				}
				check(t, e)
			})
		})
	}
}

var odd = rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{
	"a", "Z0", "cms-service", "%", "%25", "%41", "%00", "%C3%A9", " ", "/", "//", ":", "?", "#", "@", "[", "é", "😀", "\\", "\"", "\x00", "\n", "\u0085", "http://", "a:b",
}), 1, 10), func(list []string) string { return strings.Join(list, "") })

func TestSDK_ReadsOurCloudEvents(t *testing.T) {
	eachEvent(t, func(t *rapid.T, e events.Any) {
		for name, mode := range modes {
			rec, err := cloudevents.Encode(e, mode)
			if err != nil {
				t.Fatal(err)
			}
			ce, err := bySDK(rec)
			if err != nil {
				t.Fatalf("%s: %v\n%s\n%s", name, err, rec.Headers, rec.Value)
			}
			if err := ce.Validate(); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			document, err := events.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(document, append([]byte(`,"payload":`), ce.Data()...)) {
				t.Fatalf("%s: the SDK reads the data %s of %s", name, ce.Data(), document)
			}
			if ce.Type() != e.Metadata.EventType || !ce.Time().Equal(e.Metadata.Timestamp) || ce.DataContentType() != "application/json" {
				t.Fatalf("%s: the SDK reads %s", name, ce)
			}
			for _, a := range []struct{ what, got, want string }{
				{"id", ce.ID(), e.Metadata.EventID}, {"correlationid", extension(ce, "correlationid"), e.Metadata.CorrelationID},
				{"userid", extension(ce, "userid"), e.Metadata.UserID}, {"eventversion", extension(ce, "eventversion"), "1.0.0"},
				{"source", ce.Source(), e.Metadata.Source},
				{"partitionkey", extension(ce, "partitionkey"), string(rec.Key)},
			} {
				if plain(a.want) && a.got != a.want {
					t.Fatalf("%s: the SDK reads the %s %q, want %q", name, a.what, a.got, a.want)
				}
			}
		}
	})
}

// plain reports whether a text has nothing that would have to be escaped anywhere.
func plain(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzZ0-", c) }) < 0
}

func extension(e *event.Event, name string) string {
	v, ok := e.Extensions()[name]
	if !ok {
		return ""
	}
	return fmt.Sprint(v)
}

// What goes from us through the SDK, into either mode, comes back as it was, save
// that the SDK's times are in UTC and that a number is a string once it was a header.
func TestSDK_PassesOnCloudEventsThatWeRead(t *testing.T) {
	eachEvent(t, func(t *rapid.T, e events.Any) {
		e.Metadata.Timestamp = e.Metadata.Timestamp.UTC()
		if year := e.Metadata.Timestamp.Year(); year < 0 || year > 9999 {
			t.Skip("in UTC it is of a year that no event may have")
		}
		if strings.Contains(string(e.Metadata.Unknown), "sampledrate") {
			e.Metadata.Unknown = `"tenantId":"a\u0085%","cloudEvent":{"subject":"x"}`
		}
		want, err := events.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		for name, mode := range modes {
			for through, other := range modes {
				rec, err := cloudevents.Encode(e, mode)
				if err != nil {
					t.Fatal(err)
				}
				ce, err := bySDK(rec)
				if err != nil {
					t.Fatal(err)
				}
				passed, err := ofSDK(ce, other)
				if err != nil {
					t.Fatal(err)
				}
				back, err := cloudevents.Decode(catalog.Registry(), passed, events.DecodeOptions{})
				if err != nil {
					t.Fatalf("%s, then %s: %v\n%s\n%s", name, through, err, passed.Headers, passed.Value)
				}
				if got, err := events.Marshal(back); err != nil || !bytes.Equal(got, want) {
					t.Fatalf("%s, then %s: %v\n got %s\nwant %s", name, through, err, got, want)
				}
				if !bytes.Equal(passed.Key, rec.Key) && plain(string(rec.Key)) {
					t.Fatalf("the SDK's key is %q, ours %q", passed.Key, rec.Key)
				}
			}
		}
	})
}

// foreign is a CloudEvent of a partner's.
func foreign(t *testing.T) *event.Event {
	t.Helper()
	e := event.New()
	e.SetID("A234-1234-1234")
	e.SetSource("https://partner.example/feeds?a=%20b#c")
	e.SetType("content.deleted")
	e.SetTime(time.Date(2026, 4, 5, 17, 31, 0, 5, time.FixedZone("", 7200)))
	e.SetSubject("programmes/%41é")
	e.SetDataSchema("https://partner.example/schemas/deleted")
	e.SetExtension("eventversion", "1.0.0")
	e.SetExtension("comexampleextension1", "value")
	e.SetExtension("sampledrate", int32(5))
	e.SetExtension("test", true)
	e.SetExtension("partitionkey", "feed-7")
	if err := e.SetData("application/json", []byte(`{"contentId":"c-1","contentType":"PROGRAM","title":"Späte Stunde","deletedBy":"u-1","deletedAt":"2026-04-05T17:31:00.000Z","region":"eu"}`)); err != nil {
		t.Fatal(err)
	}
	return &e
}

func TestForeignCloudEventsPassThroughUnchanged(t *testing.T) {
	for name, mode := range modes {
		for out, other := range modes {
			t.Run(name+" to "+out, func(t *testing.T) {
				sent := foreign(t)
				rec, err := ofSDK(sent, mode)
				if err != nil {
					t.Fatal(err)
				}
				e, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
				if err != nil {
					t.Fatal(err)
				}
				if rec, err = cloudevents.Encode(e, other); err != nil {
					t.Fatal(err)
				}
				got, err := bySDK(rec)
				if err != nil {
					t.Fatal(err)
				}
				if err := got.Validate(); err != nil {
					t.Fatal(err)
				}
				same(t, got, sent)
			})
		}
	}
}

// same fails unless the SDK takes two events for the same. What is typed in one mode
// is a string in the other.
func same(t *testing.T, got, want *event.Event) {
	t.Helper()
	for _, a := range []struct{ what, got, want string }{
		{"id", got.ID(), want.ID()}, {"source", got.Source(), want.Source()}, {"type", got.Type(), want.Type()},
		{"subject", got.Subject(), want.Subject()}, {"dataschema", got.DataSchema(), want.DataSchema()},
		{"datacontenttype", got.DataContentType(), want.DataContentType()}, {"data", string(got.Data()), string(want.Data())},
	} {
		if a.got != a.want {
			t.Errorf("%s %q, want %q", a.what, a.got, a.want)
		}
	}
	if !got.Time().Equal(want.Time()) {
		t.Errorf("time %v, want %v", got.Time(), want.Time())
	}
	for name, value := range want.Extensions() {
		text, err := types.Format(value)
		if err != nil {
			t.Fatal(err)
		}
		if have, err := types.Format(got.Extensions()[name]); err != nil || have != text {
			t.Errorf("extension %s %q, %v, want %q", name, have, err, text)
		}
	}
	for name := range got.Extensions() {
		if _, ok := want.Extensions()[name]; !ok && name != "unknownfields" {
			t.Errorf("it has the extension %s besides", name)
		}
	}
}

func TestForeignDataThatCanBeNoPayload(t *testing.T) {
	e := foreign(t)
	if err := e.SetData("application/octet-stream", []byte{1, 2, 3}); err != nil {
		t.Fatal(err)
	}
	for name, mode := range modes {
		rec, err := ofSDK(e, mode)
		if err != nil {
			t.Fatal(err)
		}
		_, err = cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
		if want := "content.deleted is invalid: /payload must be JSON, and the CloudEvent's datacontenttype is not"; err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
