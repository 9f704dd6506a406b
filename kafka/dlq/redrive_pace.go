package dlq

import (
	"context"
	"time"

	"github.com/mediamesh/events/kafka/internal/backoff"
)

// limit is how many dead letters go into the next transaction.
func (r *redriving) limit() int {
	n := redriveBatch
	if r.config.Rate > 0 {
		n = min(n, max(1, int(r.config.Rate/10))) // ten a second, each as large as the rate allows
	}
	if sent := r.report.Sent; sent < r.config.Canary {
		n = min(n, r.config.Canary-sent)
	}
	free := r.config.MaxUnhandled
	if r.tracker != nil {
		free -= len(r.tracker.out)
	}
	return max(1, min(n, free))
}

// flush sends the batch, and waits as long as the canary or the limit of
// unhandled records asks for.
func (r *redriving) flush(ctx context.Context) error {
	if r.config.DryRun {
		r.sent(r.batch)
		r.batch = nil
		return nil
	}
	canary := r.report.Sent < r.config.Canary
	n := min(len(r.batch), r.limit())
	batch := r.batch[:n:n]
	r.batch = r.batch[n:]
	for len(batch) > 0 {
		if err := r.pace(ctx, len(batch)); err != nil {
			return err
		}
		sent, err := r.sender.send(ctx, batch)
		if err != nil {
			return r.failed(err)
		}
		if sent {
			r.sent(batch)
			break
		}
		if batch, err = r.withoutRefused(batch); err != nil {
			return err
		}
	}
	switch {
	case canary:
		return r.wait(ctx, 0)
	case len(r.tracker.out) >= r.config.MaxUnhandled:
		return r.wait(ctx, r.config.MaxUnhandled/2)
	case time.Since(r.looked) >= lookEvery:
		return r.look(ctx)
	}
	return nil
}

// sent notes that a batch was sent.
func (r *redriving) sent(batch []*redriveItem) {
	for _, p := range batch {
		r.report.Sent++
		switch p.change {
		case ChangeMigrated:
			r.report.Migrated++
		case ChangeRepaired:
			r.report.Repaired++
		}
		if r.config.DryRun {
			continue
		}
		r.ledger[p.letter.At] = sentAs(&p.letter, p.record)
		r.tell(RedriveStep{Letter: p.letter, Change: p.change})
		if p.letter.Group == "" {
			r.report.Unknown++
		} else {
			r.tracker.sent(p)
		}
	}
	r.progress()
}

// withoutRefused returns what the cluster did not refuse of a batch.
func (r *redriving) withoutRefused(batch []*redriveItem) (rest []*redriveItem, ended error) {
	for _, p := range batch {
		if p.err == nil {
			rest = append(rest, p)
			continue
		}
		p.key.busy = false
		err := r.fail(p.key, &p.letter, &RedriveFailure{Letter: p.letter.At, EventType: p.letter.EventType, EventID: p.letter.EventID, Err: p.err})
		if err == nil {
			err = r.release(p.key) // holds the others back
		}
		if ended == nil {
			ended = err
		}
	}
	return rest, ended
}

// pace waits until the rate allows n records.
func (r *redriving) pace(ctx context.Context, n int) error {
	if r.config.Rate > 0 {
		if err := backoff.Sleep(ctx, time.Until(r.due)); err != nil {
			return err
		}
		r.due = time.Now().Add(time.Duration(float64(n) / r.config.Rate * float64(time.Second)))
	}
	return ctx.Err()
}

// wait looks until no more than so many records are unhandled.
func (r *redriving) wait(ctx context.Context, unhandled int) error {
	for pause := lookEvery / 16; ; pause = min(2*pause, lookEvery) {
		if err := r.look(ctx); err != nil {
			return err
		}
		if len(r.tracker.out) <= unhandled {
			return nil
		}
		if time.Since(r.tracker.moved) > r.config.HandleTimeout {
			return r.tracker.stalled(ctx, r.config.HandleTimeout)
		}
		if err := backoff.Sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// await waits until there is more to do; there is not, if all is handled.
func (r *redriving) await(ctx context.Context) (more bool, err error) {
	if r.ended && r.order.last() { // what was to be read of them is gone
		for _, key := range r.order.keys {
			if err := r.release(key); err != nil {
				return false, err
			}
		}
	}
	if r.config.DryRun {
		return len(r.batch) > 0, nil
	}
	if len(r.tracker.out) > 0 && len(r.batch) == 0 {
		err = r.wait(ctx, len(r.tracker.out)-1)
	}
	return r.unfinished() || len(r.arrivals) > 0 || !r.ended, err
}

// unfinished tells that something is to be sent, or to be handled.
func (r *redriving) unfinished() bool {
	return len(r.batch) > 0 || r.tracker != nil && len(r.tracker.out) > 0
}

// look takes note of what became of what was sent.
func (r *redriving) look(ctx context.Context) error {
	o, err := r.tracker.look(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return r.failed(err)
	}
	r.looked = time.Now()
	r.report.Handled += len(o.handled)
	r.arrivals = append(r.arrivals, o.arrivals...)
	for _, f := range o.failed {
		f.item.key.busy = false
		if err := r.fail(f.item.key, &f.item.letter, f.failure); err != nil {
			return err
		}
		if err := r.release(f.item.key); err != nil {
			return err
		}
	}
	for _, p := range o.handled {
		p.key.busy = false
		if err := r.release(p.key); err != nil {
			return err
		}
	}
	if len(o.handled)+len(o.failed) > 0 {
		r.progress()
	}
	return nil
}

func (r *redriving) failed(err error) error {
	return &RedriveError{r.config.DeadLetterTopic, err}
}
