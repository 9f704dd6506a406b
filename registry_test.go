package events_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
)

func TestRegistry(t *testing.T) {
	types := []events.Descriptor{content.Deleted{}.EventType(), search.Performed{}.EventType()}
	reg, err := events.NewRegistry(types...)
	if err != nil {
		t.Fatal(err)
	}
	if got := reg.Types(); !reflect.DeepEqual(got, types) {
		t.Errorf("Types gives %v", got)
	}
	reg.Types()[0] = nil
	if reg.Types()[0] == nil {
		t.Error("a caller can change the registry")
	}
	if d, err := reg.Lookup("search.performed"); d != types[1] || err != nil {
		t.Errorf("Lookup gives %v, %v", d, err)
	}
	d, err := reg.Lookup("content.created")
	unknown := new(events.UnknownTypeError)
	if d != nil || !errors.As(err, &unknown) || unknown.EventType != "content.created" {
		t.Errorf("Lookup of an unknown type gives %v, %v", d, err)
	}
	if _, err := reg.Decode(example(t, "content.created minimal")); !errors.As(err, &unknown) {
		t.Errorf("Decode of an unknown type gives %v", err)
	}
}

func TestRegistryRefusesATypeTwice(t *testing.T) {
	reg, err := events.NewRegistry(content.Deleted{}.EventType(), content.Created{}.EventType(), content.Deleted{}.EventType())
	if want := "events: content.deleted is registered twice in major version 1"; reg != nil || text(err) != want {
		t.Errorf("NewRegistry gives %v, %v; want %s", reg, err, want)
	}
}

// The type is found wherever in the document its name stands, and however it is
// spelt.
func TestTheTypeIsFoundAnywhere(t *testing.T) {
	const id, typ, version = `"eventId":"e-1"`, `"eventType":"content.deleted"`, `"eventVersion":"1.0.0"`
	const rest = `"timestamp":"2026-01-31T11:00:00.123Z","source":"s"`
	const payload = `"payload":{"contentId":"c-1","contentType":"PROGRAM","title":"News","deletedBy":"u","deletedAt":"2026-01-31T12:00:00Z"}`
	for _, c := range []struct{ where, document string }{
		{here(), `{"metadata":{` + id + "," + typ + "," + version + "," + rest + `},` + payload + `}`},
		{here(), `{` + payload + `,"metadata":{` + rest + "," + version + "," + typ + "," + id + `}}`},
		{here(), ` { "metadata" : { ` + typ + " , " + version + "," + id + "," + rest + `},` + payload + `}`},
		{here(), `{"metadata":{` + strings.Replace(id, "e-1", `e\"1`, 1) + "," + typ + "," + version + "," + rest + `},` + payload + `}`},
		{here(), `{"metadata":{` + id + "," + strings.Replace(typ, ".", `\u002e`, 1) + "," + version + "," + rest + `},` + payload + `}`},
		{here(), `{"metadata":{` + id + "," + typ + "," + strings.Replace(version, ".", `\u002e`, 1) + "," + rest + `},` + payload + `}`},
		{here(), `{"x":[1,{"metadata":{}}],"metadata":{"x":{` + typ + `},"eventTyp\u0065":"content.deleted",` + version + "," + id + "," + rest + `},` + payload + `}`},
	} {
		checkDocument(t, []byte(c.document))
		e, err := catalog.Decode([]byte(c.document))
		if err != nil {
			t.Errorf("%s: %v", c.where, err)
			continue
		}
		if p, ok := e.Payload.(*content.Deleted); !ok || p.Title != "News" {
			t.Errorf("%s: the payload is %T", c.where, e.Payload)
		}
	}
}

func TestDecodeAsAndMigrateAs(t *testing.T) {
	e, err := events.DecodeAs[content.Created](catalog.Registry(), example(t, "content.created full"))
	if err != nil || e.Payload.Program == nil {
		t.Errorf("DecodeAs gives %+v, %v", e, err)
	}
	if same, err := events.MigrateAs[content.Created](catalog.Registry(), e.Any()); err != nil || !reflect.DeepEqual(same, e) {
		t.Errorf("MigrateAs gives %+v, %v", same, err)
	}
	broken := []byte(parse(example(t, "content.created full")).with("/payload/title", `""`).String())
	if e, err := events.DecodeAs[content.Created](catalog.Registry(), broken); text(err) != "content.created is invalid: /payload/title must not be empty" || !reflect.DeepEqual(e, events.Event[content.Created]{}) {
		t.Errorf("DecodeAs gives %+v, %v", e, err)
	}
	unknown := new(events.UnknownTypeError)
	if _, err := events.MigrateAs[content.Deleted](catalog.Registry(), e.Any()); !errors.As(err, &unknown) {
		t.Errorf("MigrateAs another type gives %v", err)
	}
}
