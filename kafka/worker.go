package kafka

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

var (
	// errAbandoned is why the context of a handler ends whose partition has
	// gone, or whose consumer stops.
	errAbandoned = errors.New("kafka: the time for stopping is over")
	// errTooLong is why the context of a handler ends that took too long.
	errTooLong = errors.New("kafka: the handler's time is over")
)

// A worker deals with one task after the other.
type worker struct {
	run    *run
	base   context.Context
	ctx    context.Context // of handlers, until one of them is told to end
	cancel context.CancelCauseFunc
	known  map[seriesOf]series // metrics that it has counted in

	// Of the task it has, in the scheduler's keeping:
	rec   *kgo.Record // nil if it has none
	since time.Time
}

// work deals with tasks until there are none.
func (w *worker) work() {
	for t := w.run.scheduler.next(w); t != nil; {
		t = w.run.scheduler.finish(w, t, w.process(t))
	}
}

// begin readies the worker for a task.
func (w *worker) begin(t *task) {
	if w.ctx == nil || w.ctx.Err() != nil {
		w.ctx, w.cancel = context.WithCancelCause(w.base)
	}
	w.rec, w.since = t.rec, time.Now()
}

func (w *worker) end() { w.rec = nil }

// process deals with a task.
func (w *worker) process(t *task) outcome {
	r, rec := w.run, w.rec
	switch {
	case t.dead != nil:
		return r.putAside(t, rec)
	case t.resolves:
		return r.resolve(t, rec)
	}
	if !t.traced && saysRedriven(rec) {
		if wait, known := r.trace(t, rec); !known {
			return wait
		}
	}
	switch {
	case isGiantBatch(rec):
		return r.refuse(t, rec, giantBatchLetter(rec))
	case !t.redriven.isFor(r.config.Group):
		r.stats.passed.Add(1)
		r.metrics.done(rec, headerIn(rec, HeaderEventType), outcomePassed)
		return outcome{done: true}
	case rec.Value == nil:
		r.stats.tombstones.Add(1)
		r.metrics.done(rec, headerIn(rec, HeaderEventType), outcomeTombstone)
		return r.ended(t, rec)
	}
	if blocked := t.lane.part.blocked; blocked != nil && rec.Key != nil {
		switch r.turnOf(blocked, rec, t.redriven.from()) {
		case followIt:
			return r.follow(t, rec)
		case repeatedIt:
			return outcome{done: true}
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
	t.attempts++
	if v.invalid != nil && t.attempts == 1 {
		r.report(rec, v)
	}
	if r.deprecations != nil && t.attempts == 1 {
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
	if blocked := t.lane.part.blocked; blocked != nil && rec.Key != nil {
		if t.resolves = t.redriven != nil && blocked.first(rec.Key, t.redriven.from()); t.resolves {
			return r.resolve(t, rec)
		}
	}
	return outcome{done: true}
}

// protected calls the handler. A panic becomes an error.
func (h *handling) protected() (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return h.call(h, &h.event)
}

// failed decides how to go on after a handler's error.
func (w *worker) failed(t *task, v *verdict, err error) outcome {
	r, rec := w.run, w.rec
	if context.Cause(w.ctx) == errAbandoned {
		return outcome{} // nobody waits for it
	}
	failure := &HandlerError{
		EventType: v.meta().EventType, EventID: v.meta().EventID,
		Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset, Attempts: t.attempts, Err: err,
	}
	wait, again := r.config.Retry.next(t.attempts, err)
	if again {
		r.stats.retries.Add(1)
		r.metrics.retried(v.meta().EventType)
		r.logRetry(rec, failure, wait)
		return outcome{wait: wait}
	}
	return r.refuse(t, rec, &deadLetter{
		reason: HandlerFailed, text: handlerText(err), attempts: t.attempts, cause: failure,
		eventType: v.meta().EventType, eventID: v.meta().EventID,
	})
}

// ready readies the context for the next call of a handler.
func (w *worker) ready(h *handling, t *task) {
	h.Context, h.base, h.attempt = w.ctx, w.base, t.attempts
	if d := w.run.config.HandlerTimeout; d > 0 {
		h.deadline = w.since.Add(d)
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
	if err != nil && context.Cause(h.Context) == errTooLong {
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

// handlingFrom returns the metadata of the event that is being handled.
func handlingFrom(ctx context.Context) (*events.Metadata, bool) {
	h, ok := ctx.Value(handlingKey{}).(*handling)
	if !ok {
		return nil, false
	}
	return h.meta(), true
}

// ViolationsFrom returns what is wrong with the event that a handler was called
// for, by the context that it was given. Only with policy [Report] can there be
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
			r.scheduler.mu.Lock()
			for _, w := range r.workers {
				if w.rec != nil && now.Sub(w.since) >= d {
					w.cancel(errTooLong)
				}
			}
			r.scheduler.mu.Unlock()
		}
	}
}
