package kafka_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// What a handler publishes, by whichever method, carries the correlation id of
// the event that it was called for, and that event's id.
func TestCausation(t *testing.T) {
	for _, c := range []struct {
		name       string
		cause      []events.Option
		effect     []events.Option
		wantID     string // correlation id
		wantHeader string
	}{
		{"passed on", []events.Option{events.CorrelationID("req-1")}, nil, "req-1", "e-1"},
		{"begun by the event", nil, nil, "e-1", "e-1"},
		{"its own", []events.Option{events.CorrelationID("req-1")}, []events.Option{events.CorrelationID("req-2")}, "req-2", "e-1"},
		{"itself", nil, []events.Option{events.WithID("e-1")}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			brokers := startBroker(t)
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
			publish(t, brokers, created("c-1", append(c.cause, events.WithID("e-1"))...))
			effect := events.New("search-service", search.Performed{Query: "dune", SessionID: "s-1"}, c.effect...)
			dynamic, before := effect.Any(), string(document(t, effect))
			consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
			handle(t, consumer, func(ctx context.Context, _ events.Event[content.Created]) error {
				called := make(chan error, 1)
				if err := pub.PublishAsync(ctx, &effect, func(err error) { called <- err }); err != nil {
					t.Error(err)
				}
				for _, err := range []error{get(t, called), pub.Publish(ctx, effect, dynamic, &dynamic), pub.PublishAtomically(ctx, effect)} {
					if err != nil {
						t.Error(err)
					}
				}
				return nil
			})
			runToEnd(t, consumer)
			if after := string(document(t, effect)); after != before || string(document(t, dynamic)) != before {
				t.Errorf("the value was changed to %s", after)
			}

			client := client(t, brokers)
			client.AddConsumeTopics("search.events")
			for n := 0; n < 5; {
				for _, r := range client.PollFetches(deadline(t)).Records() {
					n++
					var document struct {
						Metadata struct{ CorrelationID string } `json:"metadata"`
					}
					if err := json.Unmarshal(r.Value, &document); err != nil || document.Metadata.CorrelationID != c.wantID {
						t.Errorf("document %s, %v, want correlation id %q", r.Value, err, c.wantID)
					}
					if header(r, kafka.HeaderCorrelationID) != c.wantID || header(r, kafka.HeaderCausationID) != c.wantHeader {
						t.Errorf("headers %s", headers(r))
					}
					if _, err := catalog.Decode(r.Value); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
}
