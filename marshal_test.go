package events_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/catalog/search"
)

func deleted() events.Event[content.Deleted] {
	return events.New("cms-service", content.Deleted{ContentID: "c-1", ContentType: "PROGRAM", Title: "News", DeletedBy: "user-1", DeletedAt: noon},
		events.WithID("e-1"), events.WithClock(clock))
}

const deletedDocument = `{"metadata":{"eventId":"e-1","eventType":"content.deleted","eventVersion":"1.0.0","timestamp":"2026-01-31T11:00:00.123Z","source":"cms-service"},` +
	`"payload":{"contentId":"c-1","contentType":"PROGRAM","title":"News","deletedBy":"user-1","deletedAt":"2026-01-31T12:00:00.123456789+01:00"}}`

func TestMarshal(t *testing.T) {
	e := deleted()
	for name, message := range map[string]events.Message{"typed": e, "dynamic": e.Any()} {
		if data, err := events.Marshal(message); string(data) != deletedDocument || err != nil {
			t.Errorf("%s: Marshal gives %s, %v", name, data, err)
		}
		if s, err := events.MarshalString(message); s != deletedDocument || err != nil {
			t.Errorf("%s: MarshalString gives %s, %v", name, s, err)
		}
		if data, err := events.Append([]byte("before "), message); string(data) != "before "+deletedDocument || err != nil {
			t.Errorf("%s: Append gives %s, %v", name, data, err)
		}
		if err := events.Validate(message); err != nil {
			t.Errorf("%s: Validate: %v", name, err)
		}
	}
	back, err := events.UnmarshalString[content.Deleted](deletedDocument)
	if err != nil || !back.Payload.DeletedAt.Equal(noon) || back.Metadata.EventID != "e-1" {
		t.Errorf("Unmarshal gives %+v, %v", back, err)
	}
}

func TestAnInvalidEventIsNotWritten(t *testing.T) {
	e := deleted()
	e.Payload.Title = ""
	const want = "content.deleted is invalid: /payload/title must not be empty"
	for name, message := range map[string]events.Message{"typed": e, "dynamic": e.Any()} {
		if data, err := events.Marshal(message); data != nil || text(err) != want {
			t.Errorf("%s: Marshal gives %s, %v", name, data, err)
		}
		if s, err := events.MarshalString(message); s != "" || text(err) != want {
			t.Errorf("%s: MarshalString gives %q, %v", name, s, err)
		}
		if err := events.Validate(message); text(err) != want {
			t.Errorf("%s: Validate: %v", name, err)
		}
		dst := append(make([]byte, 0, 1000), "before"...)
		out, err := events.Append(dst, message)
		if string(out) != "before" || string(dst) != "before" || text(err) != want {
			t.Errorf("%s: Append gives %q, %v", name, out, err)
		}
	}
}

// An unsound part is found when it is written, since anyone may fill it in.
func TestUnsoundPartsAreNotWritten(t *testing.T) {
	e := events.New("search-service", search.Performed{Query: "a", Filters: `{"a":1,"a":2}`})
	if _, err := events.Marshal(e); text(err) != "search.performed is invalid: /payload/filters/a is there more than once" {
		t.Errorf("the error is %v", err)
	}
	e.Payload.Filters = `[]`
	if _, err := events.Marshal(e); text(err) != "search.performed is invalid: /payload/filters must be an object, not an array" {
		t.Errorf("the error is %v", err)
	}
	e.Payload.Filters, e.Payload.Unknown = "", `"query":"b"`
	if _, err := events.Marshal(e); text(err) != "search.performed is invalid: /payload/query is there more than once" {
		t.Errorf("the error is %v", err)
	}
	e.Payload.Unknown, e.Metadata.Unknown = "", `"eventId":1`
	if _, err := events.Marshal(e); text(err) != "search.performed is invalid: /metadata/eventId is there more than once" {
		t.Errorf("the error is %v", err)
	}
	e.Metadata.Unknown, e.Unknown = "", `"payload":1`
	if _, err := events.Marshal(e); text(err) != "search.performed is invalid: /payload is there more than once" {
		t.Errorf("the error is %v", err)
	}
}

// What is decoded does not change with the bytes it was decoded from.
func TestEventsDoNotShareTheDocument(t *testing.T) {
	document := example(t, "content.created full")
	data := bytes.Clone(document)
	e, err := events.Unmarshal[content.Created](data)
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		data[i] = 'X'
	}
	if out, err := events.Marshal(e); !bytes.Equal(out, document) || err != nil {
		t.Errorf("the event becomes %s, %v", out, err)
	}
}

func TestAs(t *testing.T) {
	e := deleted()
	e.Unknown = `"x":1`
	typed, ok := events.As[content.Deleted](e.Any())
	if !ok || !reflect.DeepEqual(typed, e) {
		t.Errorf("As gives %+v, %v", typed, ok)
	}
	other, ok := events.As[content.Created](e.Any())
	if ok || !reflect.DeepEqual(other, events.Event[content.Created]{}) {
		t.Errorf("As another type gives %+v, %v", other, ok)
	}
	if _, ok := events.As[content.Created](events.Any{}); ok {
		t.Error("nothing is a content.created")
	}
}

func TestMessages(t *testing.T) {
	e := deleted()
	for name, m := range map[string]events.Message{"typed": e, "dynamic": e.Any()} {
		if key, ok := m.Key(); key != "c-1" || !ok {
			t.Errorf("%s: the key is %q, %v", name, key, ok)
		}
		if m.Meta().EventID != "e-1" || m.Descriptor().Name() != "content.deleted" {
			t.Errorf("%s: the event is %v of %v", name, m.Meta(), m.Descriptor())
		}
	}
}

func TestKeysOfSearches(t *testing.T) {
	for _, c := range []struct {
		where   string
		payload search.Performed
		key     string
		ok      bool
	}{
		{here(), search.Performed{SessionID: "s-1", UserID: "u-1"}, "s-1", true},
		{here(), search.Performed{UserID: "u-1"}, "u-1", true},
		{here(), search.Performed{}, "", false},
	} {
		e := events.New("search-service", c.payload)
		for name, m := range map[string]events.Message{"typed": e, "dynamic": e.Any()} {
			if key, ok := m.Key(); key != c.key || ok != c.ok {
				t.Errorf("%s %s: the key is %q, %v; want %q, %v", c.where, name, key, ok, c.key, c.ok)
			}
		}
	}
}

func TestTheZeroAny(t *testing.T) {
	var e events.Any
	data, err := events.Append([]byte("before"), e)
	if string(data) != "before" || text(err) != `event type "" is unknown: add it to the contract, or register its descriptor` {
		t.Errorf("Append gives %s, %v", data, err)
	}
	if key, ok := e.Key(); key != "" || ok || e.Descriptor() != nil {
		t.Errorf("the key is %q, %v, of %v", key, ok, e.Descriptor())
	}
}

// A dynamic event whose payload was exchanged for one of another type is none.
func TestAnyWithAnotherPayload(t *testing.T) {
	e, err := catalog.Decode(example(t, "content.deleted minimal"))
	if err != nil {
		t.Fatal(err)
	}
	for name, payload := range map[string]any{
		"nothing": nil, "another type": &content.Created{}, "no pointer": content.Deleted{}, "a nil pointer": (*content.Deleted)(nil),
	} {
		e.Payload = payload
		if _, err := events.Marshal(e); text(err) != "content.deleted is invalid: /payload must be a non-nil *content.Deleted in Go" {
			t.Errorf("%s: the error is %v", name, err)
		}
		if _, ok := e.Payload.(*content.Deleted); !ok {
			if key, ok := e.Key(); key != "" || ok {
				t.Errorf("%s: the key is %q, %v", name, key, ok)
			}
		}
	}
	e.Payload = (*content.Deleted)(nil)
	if key, ok := e.Key(); key != "" || ok {
		t.Errorf("a nil pointer: the key is %q, %v", key, ok)
	}
	if _, ok := events.As[content.Deleted](e); ok {
		t.Error("a nil pointer is a content.deleted")
	}
}

func TestUnmarshalOfAnotherType(t *testing.T) {
	_, err := events.UnmarshalString[ingest.Started](deletedDocument)
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) || !strings.HasPrefix(err.Error(), `content.deleted is invalid: /metadata/eventType must be "ingest.started"; `) {
		t.Errorf("the error is %v", err)
	}
}

func TestDescriptors(t *testing.T) {
	d := search.Performed{}.EventType()
	if d.Name() != "search.performed" || d.Version() != "1.0.0" || d.Domain() != "search" || d.Summary() != "Someone searched." || d.Owner() != "search-team" {
		t.Errorf("the descriptor is %s %s of %s: %s %s", d.Name(), d.Version(), d.Domain(), d.Summary(), d.Owner())
	}
	keys, personal := d.KeyFields(), d.Personal()
	if !reflect.DeepEqual(keys, []string{"sessionId", "userId"}) || !reflect.DeepEqual(personal, []string{"/payload/query"}) {
		t.Errorf("keys %v, personal %v", keys, personal)
	}
	keys[0], personal[0] = "changed", "changed"
	if d.KeyFields()[0] != "sessionId" || d.Personal()[0] != "/payload/query" {
		t.Error("a caller can change the descriptor")
	}
	if d.Schema() != search.PerformedSchema || !strings.Contains(d.Schema(), "http://json-schema.org/draft-07/schema#") {
		t.Errorf("the schema is %s", d.Schema())
	}
}
