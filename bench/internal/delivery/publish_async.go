package delivery

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

type asyncPublisher struct{ publishing }

func newAsyncPublisher(s Settings) (side, error) {
	p, err := newPublishing(s)
	return asyncPublisher{p}, err
}

// turn publishes from one goroutine, as the bare client does, and ends when all
// is acknowledged and called back.
func (p asyncPublisher) turn(ctx context.Context, t turn) (outcome, error) {
	var failed atomic.Pointer[error]
	var acknowledged int // callbacks come one after the other
	callback := func(err error) {
		if err != nil {
			failed.CompareAndSwap(nil, &err)
			return
		}
		acknowledged++
	}
	start := time.Now()
	for i := range t.Records {
		if err := p.pub.PublishAsync(ctx, p.event(i), callback); err != nil {
			return outcome{}, err
		}
	}
	err := p.pub.Flush(ctx)
	o := took(time.Since(start))
	if first := failed.Load(); first != nil {
		err = errors.Join(err, *first)
	}
	if err == nil && acknowledged != t.Records {
		err = errors.New("not every callback was called")
	}
	return o, err
}
