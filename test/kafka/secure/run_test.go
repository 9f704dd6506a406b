package main

import (
	"context"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// running is a consumer that runs until it is stopped.
type running struct {
	handled chan string
	cancel  context.CancelFunc
	result  chan error
}

func (s *stage) run(t *testing.T, c cluster.Config, log *logs) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{handled: make(chan string, 1), cancel: cancel, result: make(chan error, 1)}
	consumer := s.consumer(t, c, log, func(id string) {
		select {
		case r.handled <- id:
		default: // nobody waits for it
		}
	}, func(config *kafka.ConsumerConfig) {
		// A member that is not let in any more cannot leave its group.
		config.Cluster.ClientOptions = append(config.Cluster.ClientOptions, kgo.SessionTimeout(2*time.Second), kgo.HeartbeatInterval(200*time.Millisecond))
	})
	go func() { r.result <- consumer.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		r.wait(t)
	})
	return r
}

// get waits for an event to be handled.
func (r *running) get(t *testing.T) string {
	t.Helper()
	select {
	case id := <-r.handled:
		return id
	case err := <-r.result:
		r.result <- err
		t.Fatalf("the consumer has ended: %v", err)
	case <-deadline(t).Done():
		t.Fatal("nothing is handled")
	}
	panic("unreachable")
}

// wait returns how the run ended.
func (r *running) wait(t *testing.T) error {
	t.Helper()
	select {
	case err := <-r.result:
		r.result <- err
		return err
	case <-deadline(t).Done():
		t.Fatal("the consumer does not end")
		panic("unreachable")
	}
}

func (r *running) stop(t *testing.T) error {
	t.Helper()
	r.cancel()
	return r.wait(t)
}
