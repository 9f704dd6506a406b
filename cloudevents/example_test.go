package cloudevents_test

import (
	"fmt"
	"log"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/cloudevents"
)

// An event as a record in binary mode, and back.
func Example() {
	e := events.New("cms service", content.Created{
		ContentID: "program-123", ContentType: "PROGRAM", Title: "Evening News", CreatedBy: "user-456",
	}, events.WithID("evt-1"), events.WithTimestamp(time.Date(2026, 1, 15, 9, 30, 0, 0, time.UTC)))

	rec, err := cloudevents.Encode(e, cloudevents.Binary)
	if err != nil {
		log.Fatal(err)
	}
	for _, h := range rec.Headers {
		fmt.Printf("%s: %s\n", h.Key, h.Value)
	}
	fmt.Printf("%s\n", rec.Value)

	back, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(back.Metadata.Source)
	// Output:
	// ce_specversion: 1.0
	// ce_id: evt-1
	// ce_type: content.created
	// ce_eventversion: 1.0.0
	// ce_time: 2026-01-15T09:30:00.000Z
	// ce_source: cms%20service
	// content-type: application/json
	// ce_partitionkey: program-123
	// {"contentId":"program-123","contentType":"PROGRAM","title":"Evening News","createdBy":"user-456"}
	// cms service
}
