package kafka_test

import (
	"context"
	"testing"

	"github.com/mediamesh/events/kafka"
)

// A consumer that is made to run until it is stopped can be run to the end, and
// once more for what came since; Run runs on as ever.
func TestRunToEnd(t *testing.T) {
	s := newStage(t, 6)
	var j journal
	c := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, c, j.note)
	for _, id := range []string{"c-0", "c-1", "c-2"} {
		s.publish(t, created(id))
		j = journal{}
		if err := c.RunToEnd(deadline(t)); err != nil {
			t.Fatal(err)
		}
		if j.String() != id {
			t.Errorf("handled %s, want %s", &j, id)
		}
	}
	if n := c.Stats().Handled; n != 3 {
		t.Errorf("%d handled in all, want 3", n)
	}
	ctx, cancel := context.WithCancel(deadline(t))
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	s.publish(t, created("c-3"))
	s.awaitCommitted(t, 4)
	select {
	case err := <-ended:
		t.Fatalf("Run ended by itself: %v", err)
	default:
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
