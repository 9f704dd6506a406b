package delivery

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/mediamesh/events"
)

type asyncPublisher struct{ publishing }

func newAsyncPublisher(s Settings) (side, error) {
	p, err := newPublishing(s)
	return asyncPublisher{p}, err
}

// turn: until there is a call that does not wait, batches of a thousand.
func (p asyncPublisher) turn(ctx context.Context, t turn) (outcome, error) {
	const batch, goroutines = 500, 8
	var wg sync.WaitGroup
	failed := make([]error, goroutines)
	start := time.Now()
	for g := range goroutines {
		wg.Go(func() {
			for from := g * batch; from < t.Records; from += goroutines * batch {
				list := make([]events.Message, 0, batch)
				for i := from; i < min(from+batch, t.Records); i++ {
					list = append(list, p.event(i))
				}
				if err := p.pub.Publish(ctx, list...); err != nil {
					failed[g] = err
					return
				}
			}
		})
	}
	wg.Wait()
	return took(time.Since(start)), errors.Join(failed...)
}
