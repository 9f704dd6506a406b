package kafka_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// watchedContext reports when something waits for it to end.
type watchedContext struct {
	context.Context
	waits func()
}

func (c watchedContext) Done() <-chan struct{} {
	c.waits()
	return c.Context.Done()
}

// TestPublisher_CloseEndsWaitForRoom closes a publisher while a call waits for
// room in its buffer. The call returns ErrClosed at once, while the event that
// takes the room is still not acknowledged.
func TestPublisher_CloseEndsWaitForRoom(t *testing.T) {
	for name, publish := range map[string]func(*kafka.Publisher, context.Context) error{
		"Publish": func(p *kafka.Publisher, ctx context.Context) error { return p.Publish(ctx, created("c-2")) },
		"PublishAsync": func(p *kafka.Publisher, ctx context.Context) error {
			return p.PublishAsync(ctx, created("c-2"), func(err error) { t.Errorf("called back with %v", err) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			target := startCluster(t)
			hang := hangUp(t, target, kmsg.Produce)
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, MaxBuffered: 1})
			acknowledged := make(chan error, 1)
			if err := pub.PublishAsync(deadline(t), created("c-1", events.WithID("e-1")), func(err error) { acknowledged <- err }); err != nil {
				t.Fatal(err)
			}
			get(t, hang.arrived)

			waits, refused := make(chan struct{}), make(chan error, 1)
			ctx := watchedContext{deadline(t), sync.OnceFunc(func() { close(waits) })}
			go func() { refused <- publish(pub, ctx) }()
			get(t, waits)
			closed := make(chan error, 1)
			go func() { closed <- pub.Close(deadline(t)) }()
			if err := get(t, refused); !errors.Is(err, kafka.ErrClosed) {
				t.Errorf("the call that waited returned %v, want ErrClosed", err)
			}
			select {
			case err := <-acknowledged:
				t.Errorf("the first event was settled with %v before the broker answered", err)
			default:
			}
			hang.release()
			if err := errors.Join(get(t, acknowledged), get(t, closed)); err != nil {
				t.Error(err)
			}
		})
	}
}
