package kafka_test

import (
	"context"
	"fmt"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/migrate"
	"github.com/twmb/franz-go/pkg/kgo"
)

// An event from before the contract is looked at, and would be repaired.
func ExampleRedriver() {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	ctx := context.Background()
	if err := putDriftAside(ctx, b.Addrs()); err != nil {
		fmt.Println(err)
		return
	}

	config := dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Registry: catalog.Registry(), DeadLetterTopic: "ingest.events.dlq", DryRun: true,
		OnLetter: func(s dlq.RedriveStep) { fmt.Println(s.Letter.EventID, s.Change, s.Err) },
		Repair: func(d dlq.Letter) ([]byte, error) {
			if d.EventVersion != "1.0" {
				return nil, nil // as it is
			}
			return migrate.RewriteDocument(d.Original.Value,
				migrate.Rename("payload.jobId", "payload.ingestId"),
				migrate.MapValues("metadata.eventVersion", "1.0", "1.0.0"))
		},
	}
	r, err := dlq.NewRedriver(config)
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := r.Run(ctx)
	fmt.Println(report.Sent, "of", report.Chosen, err)
	// Output:
	// e-1 repaired <nil>
	// 1 of 1 <nil>
}

// putDriftAside stands for a consumer that was given an old event.
func putDriftAside(ctx context.Context, brokers []string) error {
	c, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.AllowAutoTopicCreation())
	if err != nil {
		return err
	}
	defer c.Close()
	return c.ProduceSync(ctx, &kgo.Record{Topic: "ingest.events.dlq", Key: []byte("i-1"), Value: []byte(drift), Headers: []kgo.RecordHeader{
		{Key: kafka.HeaderDeadLetterReason, Value: []byte(kafka.ReasonInvalid)}, {Key: kafka.HeaderDeadLetterTopic, Value: []byte("ingest.events")},
		{Key: kafka.HeaderDeadLetterGroup, Value: []byte("search-indexer")},
	}}).FirstErr()
}
