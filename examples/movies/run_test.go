package movies_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/examples/movies"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"go.uber.org/goleak"
)

func startBroker(t *testing.T) []string {
	t.Helper()
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b.Addrs()
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestRun is the main job on all of its input.
func TestRun(t *testing.T) {
	var last movies.Counts
	s, err := movies.Run(t.Context(), movies.Config{
		Cluster: cluster.Config{Brokers: startBroker(t)}, Prefix: "test-", CorrelationID: "req-1", Logger: slog.New(slog.DiscardHandler),
		Progress: func(c movies.Counts) {
			if c.Indexed < last.Indexed || c.Read < last.Read {
				t.Errorf("from %+v back to %+v", last, c)
			}
			last = c
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := movies.Counts{Read: 3201, Published: 3191, Rejected: 10, Consumed: 3191, Indexed: 3191}
	if s.Counts != want || last != want || !s.AddUp() {
		t.Errorf("got %+v, at last %+v, want %+v", s.Counts, last, want)
	}
	if len(s.Rejections) != 10 || s.CorrelationID != "req-1" || s.DurationMS < 0 {
		t.Errorf("got %d rejections, %q, %d ms", len(s.Rejections), s.CorrelationID, s.DurationMS)
	}
}

// TestRunAgain finds the topics full of an earlier run's events, which are not
// its own.
func TestRunAgain(t *testing.T) {
	config := movies.Config{Cluster: cluster.Config{Brokers: startBroker(t)}, Prefix: "test-", Logger: slog.New(slog.DiscardHandler)}
	for _, id := range []string{"req-1", "req-2"} {
		config.CorrelationID = id
		s, err := movies.Run(t.Context(), config)
		if err != nil || s.Indexed != 3191 || !s.AddUp() {
			t.Fatalf("%s: %+v, %v", id, s.Counts, err)
		}
	}
}

// TestInterrupted ends half-way, in order: nothing is left running.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s, err := movies.Run(ctx, movies.Config{
		Cluster: cluster.Config{Brokers: startBroker(t)}, Prefix: "test-", CorrelationID: "req-1", Logger: slog.New(slog.DiscardHandler),
		Progress: func(c movies.Counts) {
			if c.Indexed > 100 {
				cancel()
			}
		},
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if s.Indexed <= 100 || s.Indexed == 3191 {
		t.Errorf("%d indexed", s.Indexed)
	}
}

func TestNoBroker(t *testing.T) {
	_, err := movies.Run(t.Context(), movies.Config{
		Cluster: cluster.Config{Brokers: []string{"127.0.0.1:1"}, ConnectTimeout: time.Second}, Prefix: "test-", CorrelationID: "req-1", Timeout: time.Second,
		Logger: slog.New(slog.DiscardHandler),
	})
	var connect *cluster.ConnectError
	var publish *kafka.PublishError
	if !errors.As(err, &connect) && !errors.As(err, &publish) {
		t.Errorf("got %v", err)
	}
}

func TestWrongConfig(t *testing.T) {
	_, err := movies.Run(t.Context(), movies.Config{Cluster: cluster.Config{Brokers: []string{"host:port"}}})
	var config *cluster.ConfigError
	if !errors.As(err, &config) {
		t.Errorf("got %v", err)
	}
}
