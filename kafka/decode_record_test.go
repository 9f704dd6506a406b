package kafka_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/records"
)

func TestDecode(t *testing.T) {
	sound := document(t, created("c-1", events.WithID("evt-1")))
	e, err := kafka.Decode(catalog.Registry(), records.Record{Value: sound})
	if payload, ok := events.As[content.Created](e); err != nil || !ok || payload.Payload.ContentID != "c-1" || e.Metadata.EventID != "evt-1" {
		t.Errorf("%+v, %v", e.Metadata, err)
	}
	if _, err := kafka.Decode(catalog.Registry(), records.Record{}); !errors.Is(err, kafka.ErrNoValue) {
		t.Errorf("no value: %v", err)
	}
	for _, c := range []struct {
		record records.Record
		want   string
	}{
		{records.Record{Value: []byte("{}")}, "/metadata is required"},
		{records.Record{Value: sound, Headers: []kafka.Header{{Key: "event-type", Value: []byte("content.deleted")}}}, "event-type"},
		{records.Record{Value: []byte(strings.Repeat(" ", 3<<20))}, "must have at most 1048576 bytes, has 3145728"},
		{records.Record{Value: []byte(strings.Replace(string(sound), `"c-1"`, `""`, 1))}, "/payload/contentId must not be empty"},
	} {
		_, err := kafka.Decode(catalog.Registry(), c.record)
		var invalid *events.InvalidError
		if !errors.As(err, &invalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
