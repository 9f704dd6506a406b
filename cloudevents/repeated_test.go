package cloudevents_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/cloudevents"
)

// SmallRye (Quarkus) writes the data content type as content-type and as
// ce_datacontenttype; interceptors may repeat any header.
func TestDecode_AcceptsRepeatedAttributesWithEqualValues(t *testing.T) {
	const contentType = "application/json; charset=utf-8"
	want, err := cloudevents.Decode(catalog.Registry(), binary(logout), events.DecodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range []cloudevents.Record{
		binary(logout, "+ce_datacontenttype="+contentType),
		binary(logout, "content-type", "+ce_datacontenttype="+contentType),
		binary(logout, "+content-type="+contentType),
		binary(logout, "+ce_id=A-1"),
		binary(logout, "+ce_subject=100%25"),
		binary(logout, "+ce_specversion=1.0"),
	} {
		got, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
		if err != nil {
			t.Errorf("%v: %v", rec.Headers[len(rec.Headers)-1], err)
			continue
		}
		if a, b := tree(t, got), tree(t, want); !reflect.DeepEqual(a, b) {
			t.Errorf("%v: got %v, want %v", rec.Headers[len(rec.Headers)-1], a, b)
		}
	}
}

// tree is an event's document without the order of its names.
func tree(t *testing.T, e events.Any) (v any) {
	data, err := events.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
