package records_test

import (
	"context"
	"fmt"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// The last two records of each partition are read, and the events in them decoded.
func ExampleRead() {
	b, err := broker.Start(broker.Config{Partitions: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	ctx := context.Background()
	at := cluster.Config{Brokers: b.Addrs()}
	if err := publishContents(ctx, at, "c-1", "c-2", "c-3"); err != nil {
		fmt.Println(err)
		return
	}

	offsets, err := records.ParseOffsets("-2", time.Now())
	if err != nil {
		fmt.Println(err)
		return
	}
	for r, err := range records.Read(ctx, records.Config{Cluster: at, Topics: []string{"content.events"}, Offsets: offsets}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		e, err := kafka.Decode(catalog.Registry(), r)
		fmt.Println(r.Offset, string(r.Key), e.Metadata.EventType, err)
	}
	// Output:
	// 1 c-2 content.created <nil>
	// 2 c-3 content.created <nil>
}

// publishContents publishes an event about the content of each id.
func publishContents(ctx context.Context, at cluster.Config, ids ...string) error {
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: at})
	if err != nil {
		return err
	}
	defer pub.Close(ctx)
	for _, id := range ids {
		if err := pub.Publish(ctx, events.New("cms-service", content.Created{ContentID: id, ContentType: "MOVIE", Title: "Title of " + id, CreatedBy: "user-456"})); err != nil {
			return err
		}
	}
	return nil
}
