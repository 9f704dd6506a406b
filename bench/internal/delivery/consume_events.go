package delivery

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kgo"
)

// commitInterval is how often all consumers commit: often enough for that to be
// part of each turn.
const commitInterval = 100 * time.Millisecond

// handler is a typed handler.
type handler = func(context.Context, events.Event[content.Created]) error

// consume runs our consumer from the start of a topic until the handler has
// called done, and tells how long that was after the first fetch. It returns
// when the consumer has committed what was handled, and left.
func consume(ctx context.Context, c kafka.ConsumerConfig, h func(done func()) handler, what func() string) (time.Duration, error) {
	watch := newStopwatch()
	var took atomic.Int64
	finished, finish := context.WithCancel(ctx)
	defer finish()
	done := func() {
		if took.CompareAndSwap(0, int64(watch.elapsed())) {
			finish()
		}
	}
	c.Registry, c.CommitInterval = catalog.Registry(), commitInterval
	c.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	c.Cluster.ClientOptions = []kgo.Opt{kgo.Dialer(watch.DialContext)}
	consumer, err := kafka.NewConsumer(c)
	if err == nil {
		err = kafka.Handle(consumer, h(done))
	}
	if err != nil {
		return 0, err
	}
	if err = consumer.Run(finished); took.Load() == 0 {
		err = errors.Join(err, fmt.Errorf("the turn ended before its work: %s", what()))
	}
	if n := consumer.Stats().DeadLetters; n > 0 {
		err = errors.Join(err, fmt.Errorf("%d dead letters", n))
	}
	return time.Duration(took.Load()), err
}

type eventsSide struct {
	Settings
	zeroCopy bool
}

func eventsConsumer(zeroCopy bool) func(Settings) (side, error) {
	return func(s Settings) (side, error) { return eventsSide{s, zeroCopy}, nil }
}

func (eventsSide) close() error { return nil }

// turn handles with a handler that only counts, and asks the cluster afterwards
// whether all is committed.
func (s eventsSide) turn(ctx context.Context, t turn) (outcome, error) {
	var handled atomic.Int64
	count := func(done func()) handler {
		return func(context.Context, events.Event[content.Created]) error {
			if handled.Add(1) == int64(t.Records) {
				done()
			}
			return nil
		}
	}
	c := kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: s.Brokers}, Group: t.Group, Topics: []string{s.Topic}, ZeroCopy: s.zeroCopy}
	d, err := consume(ctx, c, count, func() string { return fmt.Sprintf("%d of %d records", handled.Load(), t.Records) })
	if err != nil {
		return outcome{}, err
	}
	if n := handled.Load(); n != int64(t.Records) {
		return outcome{}, fmt.Errorf("%d records were handled, want %d", n, t.Records)
	}
	return took(d), committed(ctx, s.Settings, t)
}
