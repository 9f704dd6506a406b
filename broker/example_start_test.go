package broker_test

import (
	"context"
	"fmt"
	"time"

	"github.com/mediamesh/events/broker"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Start a broker for a test. The zero Config takes a free port and keeps all in
// memory, so that tests neither collide nor leave anything behind.
func ExampleStart() {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		panic(err)
	}
	defer b.Close()

	client, err := kgo.NewClient(kgo.SeedBrokers(b.Addrs()...), kgo.AllowAutoTopicCreation(), kgo.ConsumeTopics("content.events"))
	if err != nil {
		panic(err)
	}
	defer client.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	record := &kgo.Record{Topic: "content.events", Key: []byte("program-123"), Value: []byte("Evening News")}
	if err := client.ProduceSync(ctx, record).FirstErr(); err != nil {
		panic(err)
	}
	for _, r := range client.PollFetches(ctx).Records() {
		fmt.Printf("%s: %s\n", r.Key, r.Value)
	}
	// Output: program-123: Evening News
}
