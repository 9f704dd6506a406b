package clients

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// A service that knows kafkajs and CloudEvents, but not this library, finds in our
// records what the binding says is there.
func TestKafkajsReadsOurCloudEvents(t *testing.T) {
	s := newStage(t, "content.events")
	e := events.New("cms service", content.Deleted{
		ContentID: "c-1", ContentType: "PROGRAM", Title: "Späte Stunde", DeletedBy: "u-1", DeletedAt: time.Date(2026, 2, 3, 12, 0, 0, 0, time.UTC),
	}, events.WithID("e-1"), events.WithTimestamp(time.Date(2026, 2, 3, 12, 0, 0, 0, time.UTC)))
	for _, mode := range []kafka.Mode{kafka.ModeCloudEventsBinary, kafka.ModeCloudEventsStructured} {
		p, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Topics: s.naming(), Mode: mode})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Publish(deadline(t), e); err != nil {
			t.Error(err)
		}
		if err := p.Close(deadline(t)); err != nil {
			t.Error(err)
		}
	}
	const data = `{"contentId":"c-1","contentType":"PROGRAM","title":"Späte Stunde","deletedBy":"u-1","deletedAt":"2026-02-03T12:00:00.000Z"}`
	records := s.kafkajsRead(t, 2, "content.events")
	want := map[string]string{
		"ce_specversion": "1.0", "ce_id": "e-1", "ce_type": "content.deleted", "ce_source": "cms%20service", "ce_time": "2026-02-03T12:00:00.000Z",
		"ce_eventversion": "1.0.0", "ce_partitionkey": "c-1", "content-type": "application/json",
	}
	if diff := cmp.Diff(want, records[0].Headers); diff != "" || records[0].Value != data || records[0].key() != "c-1" {
		t.Errorf("binary: key %s, %s\n%s", records[0].key(), records[0].Value, diff)
	}
	var structured map[string]any
	if err := json.Unmarshal([]byte(records[1].Value), &structured); err != nil {
		t.Fatal(err)
	}
	if records[1].Headers["content-type"] != "application/cloudevents+json" || records[1].key() != "c-1" || structured["id"] != "e-1" || structured["source"] != "cms%20service" {
		t.Errorf("structured: %+v", records[1])
	}
}

// A partner's CloudEvents, written with kafkajs, reach our handlers.
func TestCloudEventsOfKafkajsReachOurHandlers(t *testing.T) {
	s := newStage(t, "content.events")
	data := `{"contentId":"c-1","contentType":"PROGRAM","title":"Späte Stunde","deletedBy":"u-1","deletedAt":"2026-02-03T12:00:00.000Z"}`
	attributes := map[string]string{
		"specversion": "1.0", "id": "A-1", "type": "content.deleted", "source": "https://partner.example/feed", "time": "2026-02-03T12:00:00Z",
		"eventversion": "1.0.0", "subject": "late",
	}
	headers, structured := map[string]string{"content-type": "application/json"}, map[string]any{"data": json.RawMessage(data)}
	for name, value := range attributes {
		headers["ce_"+name], structured[name] = value, value
	}
	document, err := json.Marshal(structured)
	if err != nil {
		t.Fatal(err)
	}
	s.kafkajsProduce(t, map[string]any{"partitioner": "DefaultPartitioner"}, map[string][]message{"content.events": {
		{Key: "c-1", Value: data, Headers: headers},
		{Key: "c-1", Value: string(document), Headers: map[string]string{"content-type": "application/cloudevents+json; charset=UTF-8"}},
	}})
	c := s.consumer(t)
	in := handle[content.Deleted](t, c)
	if stats := run(t, c); stats.Handled != 2 || stats.DeadLetters != 0 {
		t.Fatalf("counted %+v", stats)
	}
	for _, e := range in.list {
		m := e.Metadata
		if m.EventID != "A-1" || m.Source != "https://partner.example/feed" || m.Unknown != `"cloudEvent":{"subject":"late"}` || e.Payload.Title != "Späte Stunde" {
			t.Errorf("handled %+v", e.Event)
		}
	}
}
