package kafka

import (
	"context"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A worker deals with one task after the other.
type worker struct {
	run   *run
	slot  *lanes.Slot
	call  invocation
	known map[seriesOf]series // metrics that it has counted in
}

func newWorker(r *run) *worker {
	w := &worker{run: r, slot: r.scheduler.NewSlot(r.work)}
	w.call = w.invocation()
	return w
}

// work deals with tasks until there are none.
func (w *worker) work() {
	s := w.run.scheduler
	for t := s.Next(w.slot); t != nil; {
		t = s.Finish(w.slot, t, w.process(t))
	}
}

// process deals with a task.
func (w *worker) process(t *task) outcome {
	r, rec := w.run, w.slot.Record()
	switch {
	case t.Job.dead != nil:
		return r.sendDeadLetter(t, rec)
	case t.Job.resolves:
		return r.resolve(t, rec)
	}
	if !t.Job.traced && saysRedriven(rec) {
		if wait, known := r.trace(t, rec); !known {
			return wait
		}
	}
	switch {
	case topicscan.IsGiantBatch(rec):
		return r.refuse(t, rec, deadletter.OfBatch(topicscan.GiantBatchStart(rec), rec.Offset))
	case !t.Job.redriven.isFor(r.config.Group):
		r.stats.passed.Add(1)
		r.metrics.done(rec, record.Header(rec, HeaderEventType), outcomePassed)
		return lanes.Done
	case rec.Value == nil:
		if name, h := r.handlers.tombstones.find(rec); h == nil {
			r.stats.tombstones.Add(1)
			r.metrics.done(rec, name, outcomeTombstone)
			return r.ended(t, rec)
		}
	}
	if blocked := t.Keys(); blocked != nil && rec.Key != nil {
		switch r.turnOf(blocked, rec, t.Job.redriven.from()) {
		case followIt:
			return r.follow(t, rec)
		case repeatedIt:
			return lanes.Done
		}
	}
	h := &handling{record: rec}
	v := &h.verdict
	decide(&r.config, r.handlers, rec, v)
	switch {
	case v.dead != nil:
		return r.refuse(t, rec, v.dead)
	case v.call == nil:
		r.stats.passed.Add(1)
		r.metrics.done(rec, v.meta().EventType, outcomePassed)
		return r.ended(t, rec)
	}
	t.Job.attempts++
	if v.invalid != nil && t.Job.attempts == 1 {
		r.report(rec, v)
	}
	if r.deprecations != nil && t.Job.attempts == 1 {
		r.deprecated(rec, &v.event)
	}
	w.ready(h, t)
	if err := w.call(t, h); err != nil {
		return w.failed(t, v, err)
	}
	r.stats.handled.Add(1)
	w.counted(v)
	return r.ended(t, rec)
}

// ended says how a task goes on whose record was dealt with: where the order is
// kept, the end of a dead letter is written down first.
func (r *run) ended(t *task, rec *kgo.Record) outcome {
	if blocked := t.Keys(); blocked != nil && rec.Key != nil {
		if t.Job.resolves = t.Job.redriven != nil && blocked.first(rec.Key, t.Job.redriven.from()); t.Job.resolves {
			return r.resolve(t, rec)
		}
	}
	return lanes.Done
}

// failed decides how to go on after a handler's error.
func (w *worker) failed(t *task, v *verdict, err error) outcome {
	r, rec := w.run, w.slot.Record()
	if context.Cause(w.slot.Context()) == lanes.ErrAbandoned {
		return lanes.Again(0) // it is of no consequence
	}
	failure := &HandlerError{
		EventType: v.meta().EventType, EventID: v.meta().EventID,
		Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset, Attempts: t.Job.attempts, Err: err, Tombstone: isTombstone(rec),
	}
	wait, again := r.config.Retry.next(t.Job.attempts, err)
	if again {
		r.stats.retries.Add(1)
		r.metrics.retried(v.meta().EventType)
		r.logRetry(rec, failure, wait)
		return lanes.Again(wait)
	}
	return r.refuse(t, rec, &deadletter.Letter{
		Reason: deadletter.ReasonHandlerFailed, Text: handlerText(err), Attempts: t.Job.attempts, Cause: failure,
		EventType: v.meta().EventType, EventID: v.meta().EventID,
	})
}

// ready readies the context for the next call of a handler.
func (w *worker) ready(h *handling, t *task) {
	h.Context, h.base, h.attempt = w.slot.Context(), w.run.work, t.Job.attempts
	if d := w.run.config.HandlerTimeout; d > 0 {
		h.deadline = w.slot.Since().Add(d)
	}
}

// handling is a handler's context, and what it is called for.
type handling struct {
	context.Context
	verdict
	base     context.Context // which the context was made of
	record   *kgo.Record
	attempt  int
	deadline time.Time
}

// Deadline implements [context.Context].
func (h *handling) Deadline() (time.Time, bool) { return h.deadline, !h.deadline.IsZero() }

// Err implements [context.Context].
func (h *handling) Err() error {
	err := h.Context.Err()
	if err != nil && context.Cause(h.Context) == lanes.ErrTooLong {
		return context.DeadlineExceeded
	}
	return err
}

type handlingKey struct{}

// Value implements [context.Context]. Contexts that are made of this one do not
// find the one within by it: they would end with that one's error.
func (h *handling) Value(key any) any {
	if key == (handlingKey{}) {
		return h
	}
	return h.base.Value(key)
}

// AfterFunc is for package context: it spares those contexts a goroutine each.
func (h *handling) AfterFunc(f func()) (stop func() bool) { return context.AfterFunc(h.Context, f) }

// ViolationsFrom returns what is wrong with the event that a handler was called
// for, by the context that it was given. Only with policy [PolicyReport] can there be
// any.
func ViolationsFrom(ctx context.Context) []events.Violation {
	h, ok := ctx.Value(handlingKey{}).(*handling)
	if !ok || h.invalid == nil {
		return nil
	}
	return h.invalid.Violations
}

// AttemptFrom returns how often a handler has been called for its event by this
// consumer, this call included, by the context that it was given; 0 if that is
// not a handler's.
func AttemptFrom(ctx context.Context) int {
	h, ok := ctx.Value(handlingKey{}).(*handling)
	if !ok {
		return 0
	}
	return h.attempt
}

// watch has handlers' contexts end that take too long, until stop is closed.
func (r *run) watchHandlers(stop <-chan struct{}) {
	d := r.config.HandlerTimeout
	ticker := time.NewTicker(min(max(d/20, 5*time.Millisecond), time.Second))
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case now := <-ticker.C:
			r.scheduler.CancelOverdue(now.Add(-d))
		}
	}
}
