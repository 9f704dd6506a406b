package kafka_test

import (
	"context"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// With policy Report, an event that breaks its contract is handled with what is
// wrong with it; a record that is no event at all is a dead letter still.
func TestReport(t *testing.T) {
	brokers := onePartition(t)
	send(t, brokers,
		&kgo.Record{Topic: "content.events", Key: []byte("c"), Value: edited(t, `"createdBy":"user-456"`, `"createdBy":""`)},
		&kgo.Record{Topic: "content.events", Key: []byte("c"), Value: []byte(`{`)},
		&kgo.Record{Topic: "content.events", Key: []byte("c"), Value: edited(t, `"createdBy":"user-456"`, `"createdBy":"user-789"`)},
	)
	var log logs
	c := newConsumer(t, kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Logger: log.logger(),
		Policies: map[kafka.Reason]kafka.Policy{kafka.ReasonInvalid: kafka.PolicyReport},
	})
	var got []string
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		line := "by " + e.Payload.CreatedBy
		for _, v := range kafka.ViolationsFrom(ctx) {
			line += ", " + v.String()
		}
		got = append(got, line)
		return nil
	})
	runToEnd(t, c)
	if want := "by , /payload/createdBy must not be empty; by user-789"; strings.Join(got, "; ") != want {
		t.Errorf("handled %q, want %s", got, want)
	}
	if s := c.Stats(); s != (kafka.Stats{Handled: 2, Reported: 1, DeadLetters: 1}) {
		t.Errorf("stats %+v", s)
	}
	if want := `level=WARN msg="kafka: event violates its contract; handled anyway (PolicyReport)" reason=invalid source=cms-service topic=content.events partition=0 offset=0`; !strings.Contains(log.String(), want) {
		t.Errorf("logged %s\nwant   %s", log.String(), want)
	}
	if letters := held(t, brokers, "content.events.dlq"); len(letters) != 1 || string(letters[0].Value) != `{` {
		t.Errorf("%d dead letters", len(letters))
	}
	if got := kafka.ViolationsFrom(context.Background()); got != nil {
		t.Errorf("violations from elsewhere: %v", got)
	}
}
