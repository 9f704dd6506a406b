package eventstest_test

import (
	"context"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// A service that publishes CloudEvents is tested as any other.
func TestCloudEventsArePublishedEvents(t *testing.T) {
	for _, mode := range []kafka.Mode{kafka.ModeCloudEventsBinary, kafka.ModeCloudEventsStructured} {
		b := eventstest.NewBroker(t)
		p, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: b.Addrs()}, Mode: mode})
		if err != nil {
			t.Fatal(err)
		}
		e := eventstest.Example[content.Created](t)
		if err := p.Publish(context.Background(), e); err != nil {
			t.Fatal(err)
		}
		if err := p.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		got := eventstest.RequirePublished[content.Created](t, b, eventstest.Key(e.Payload.ContentID), eventstest.Payload(e.Payload))
		if got.Metadata.EventID != e.Metadata.EventID || got.Metadata.Unknown != "" {
			t.Errorf("%+v", got.Metadata)
		}
	}
}

// A record that says it is a CloudEvent, and is none or has headers that contradict it,
// was not published as an event: consumers refuse it.
func TestPublished_LeavesOutWhatConsumersRefuse(t *testing.T) {
	b := eventstest.NewBroker(t)
	e := eventstest.Example[content.Created](t)
	document, err := events.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	sound, err := cloudevents.Encode(e.Any(), cloudevents.Structured)
	if err != nil {
		t.Fatal(err)
	}
	structured := records.Header{Key: "content-type", Value: []byte("application/cloudevents+json")}
	eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Value: document, Headers: []records.Header{structured}})
	eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Value: sound.Value, Headers: []records.Header{structured, {Key: "ce_id", Value: []byte("another")}}})
	if list := eventstest.Published[content.Created](t, b); len(list) != 0 {
		t.Errorf("%d events, want none: %+v", len(list), list)
	}
	eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Value: sound.Value, Headers: []records.Header{structured}})
	if list := eventstest.Published[content.Created](t, b); len(list) != 1 {
		t.Errorf("%d events, want the one that is sound: %+v", len(list), list)
	}
}
