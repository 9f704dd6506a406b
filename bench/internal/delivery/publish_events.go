package delivery

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// callers is how many goroutines publish at once where each waits for its own
// acknowledgement.
const callers = 256

// catalogSize is how many programs there are to publish about, and so how many
// keys.
const catalogSize = 10_000

// publishing is our publisher and what it is to publish.
type publishing struct {
	pub      *kafka.Publisher
	programs []program
}

func newPublishing(s Settings) (publishing, error) {
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{
		Cluster: cluster.Config{Brokers: s.Brokers}, NoTopicCreation: true,
		Topics: func(events.Descriptor) string { return s.Topic },
	})
	return publishing{pub: pub, programs: programs(catalogSize)}, err
}

func (p publishing) close() error { return p.pub.Close(context.Background()) }

// event builds the event for the i-th record of a turn.
func (p publishing) event(i int) events.Message { return p.programs[i%len(p.programs)].event() }

type syncPublisher struct{ publishing }

func newSyncPublisher(s Settings) (side, error) {
	p, err := newPublishing(s)
	return syncPublisher{p}, err
}

func (p syncPublisher) turn(ctx context.Context, t turn) (outcome, error) {
	return byCallers(t.Records, func(i int) error { return p.pub.Publish(ctx, p.event(i)) })
}

// byCallers times n calls of publish by that many goroutines.
func byCallers(n int, publish func(i int) error) (outcome, error) {
	var next atomic.Int64
	var wg sync.WaitGroup
	failed := make([]error, callers)
	start := time.Now()
	for caller := range callers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && failed[caller] == nil; i = int(next.Add(1)) - 1 {
				failed[caller] = publish(i)
			}
		})
	}
	wg.Wait()
	return took(time.Since(start)), errors.Join(failed...)
}
