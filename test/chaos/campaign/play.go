//go:build unix

package campaign

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// play begins what happens to single topics while the plan of faults is carried
// out. It returns at once; what it began ends before r.playing is done.
func (r *running) play(ctx context.Context) {
	for _, p := range []struct {
		act Act
		do  func(context.Context) error
	}{
		{AddPartitions, r.addPartitions},
		{StartLatest, r.startLatest},
		{Replay, r.replay},
		{Recreate, r.recreate},
		{Redrive, r.redrive},
	} {
		r.playing.Go(func() {
			err, half := p.do(ctx), halfDone{}
			if err != nil && (ctx.Err() == nil || errors.As(err, &half)) {
				r.fail(fmt.Errorf("%s: %w", p.act, err))
			}
		})
	}
}

// fail notes that a play could not be played, which makes the campaign worthless.
func (r *running) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err = err
}

// at waits until so many percent of the campaign's time are over, and tells
// whether that came.
func (r *running) at(ctx context.Context, percent int) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(time.Until(r.began.Add(r.config.Duration * time.Duration(percent) / 100))):
		return true
	}
}

// eventually tries something until it can be done, or ctx ends.
func eventually(ctx context.Context, do func() error) (err error) {
	for ctx.Err() == nil {
		if err = do(); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
	return err
}
