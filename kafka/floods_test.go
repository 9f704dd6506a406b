package kafka_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
)

// TestPoisonFlood has a producer write 20,000 invalid events. The consumer logs ten of
// them and how many more there were; all become dead letters.
func TestPoisonFlood(t *testing.T) {
	t.Parallel()
	const n = 20_000
	s := newStage(t, 1)
	list := make([]*kgo.Record, n)
	for i := range list {
		list[i] = &kgo.Record{Key: fmt.Append(nil, i), Value: []byte("{}"), Headers: []kgo.RecordHeader{{Key: "event-source", Value: []byte("cms")}}}
	}
	s.send(t, list...)
	log := new(logs)
	c := s.consumer(t, kafka.ConsumerConfig{Logger: log.logger()})
	handleAny(t, c, func(context.Context, events.Any) error { return nil })
	runToEnd(t, c)
	if got := c.Stats().DeadLetters; got != n {
		t.Errorf("%d dead letters", got)
	}
	if lines := strings.Count(log.String(), "\n"); lines > 2*10+2 || strings.Count(log.String(), `msg="kafka: dead letter"`) == 0 || !strings.Contains(log.String(), `message="kafka: dead letter" reason=invalid`) || !strings.Contains(log.String(), "source=cms") {
		t.Errorf("%d lines, %d bytes, such as %.2000s", lines, len(log.String()), log)
	}
}
