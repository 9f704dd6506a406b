package kafka

import (
	"context"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/dispatch"
	"github.com/mediamesh/events/kafka/internal/keyorder"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A worker processes one task at a time.
type worker struct {
	run    *run
	slot   *lanes.Slot
	call   invocation
	series telemetry.Series
}

func newWorker(r *run) *worker {
	w := &worker{run: r, slot: r.scheduler.NewSlot(r.work), series: telemetry.NewSeries(r.metrics)}
	w.call = w.invocation()
	return w
}

// work processes tasks until the scheduler is closed.
func (w *worker) work() {
	s := w.run.scheduler
	for t := s.Next(w.slot); t != nil; {
		t = s.Finish(w.slot, t, w.process(t))
	}
}

// A step is the next action of a worker for a task.
type step int

const (
	writeLetter  step = iota // write the task's dead letter, again if an attempt failed
	noteHandled              // write to the ledger that the record's dead letter was handled
	await                    // try again later: whether it was redriven cannot be verified now
	skipForeign              // skip a record that was redriven for another group
	skipMarker               // skip a tombstone without a handler
	skipDone                 // skip a record that already is a dead letter
	skipType                 // skip an event whose type has no handler
	followLetter             // dead-letter a record whose key is blocked
	refuseRecord             // apply the policy to a record that cannot be handled
	callHandler              // call the handler
)

// process classifies a task and executes the step.
func (w *worker) process(t *task) outcome {
	h := &handling{record: w.slot.Record()}
	next, wait := w.classify(t, h)
	if next == await {
		return wait
	}
	return w.execute(next, t, h)
}

// classify returns the next step for a task, and sets the verdict if the step depends on the
// record. With await it also returns when to classify the task again.
func (w *worker) classify(t *task, h *handling) (next step, wait outcome) {
	r, rec, v := w.run, h.record, &h.verdict
	switch {
	case t.Job.Dead != nil:
		return writeLetter, wait
	case t.Job.Resolves:
		return noteHandled, wait
	}
	if !t.Job.Traced && provenance.Claimed(rec) {
		if wait, known := r.trace(t, rec); !known {
			return await, wait
		}
	}
	switch {
	case topicscan.IsGiantBatch(rec):
		v.dead = deadletter.OfBatch(topicscan.GiantBatchStart(rec), rec.Offset)
		return refuseRecord, wait
	case !t.Job.Redriven.IsFor(r.config.Group):
		return skipForeign, wait
	case rec.Value == nil:
		var handler dispatch.TombstoneCall
		if v.meta().EventType, handler = r.handlers.Tombstones.Find(rec); handler == nil {
			return skipMarker, wait
		}
	}
	if blocked := t.Keys(); blocked != nil && rec.Key != nil {
		switch r.member.Order.TurnOf(r.work, blocked, rec, t.Job.Redriven.From()) {
		case keyorder.Follow:
			return followLetter, wait
		case keyorder.Repeated:
			return skipDone, wait
		}
	}
	switch decide(&r.config, r.handlers, rec, v); {
	case v.dead != nil:
		return refuseRecord, wait
	case v.call == nil:
		return skipType, wait
	}
	return callHandler, wait
}

// execute executes a step.
func (w *worker) execute(next step, t *task, h *handling) outcome {
	r, rec, v := w.run, h.record, &h.verdict
	switch next {
	case writeLetter:
		return r.sendDeadLetter(t, rec)
	case noteHandled:
		return r.resolve(t, rec)
	case skipForeign:
		r.stats.passed.Add(1)
		r.metrics.Done(rec.Topic, record.Header(rec, HeaderEventType), telemetry.OutcomePassed)
		return lanes.Done
	case skipMarker:
		r.stats.tombstones.Add(1)
		r.metrics.Done(rec.Topic, v.meta().EventType, telemetry.OutcomeTombstone)
		return r.ended(t, rec)
	case skipType:
		r.stats.passed.Add(1)
		r.metrics.Done(rec.Topic, v.meta().EventType, telemetry.OutcomePassed)
		return r.ended(t, rec)
	case followLetter:
		return r.follow(t, rec)
	case refuseRecord:
		return r.refuse(t, rec, v.dead)
	case callHandler:
		return w.handle(t, h)
	}
	return lanes.Done // skipDone
}

// handle calls the handler of a record.
func (w *worker) handle(t *task, h *handling) outcome {
	r, rec, v := w.run, h.record, &h.verdict
	t.Job.Attempts++
	if v.invalid != nil && t.Job.Attempts == 1 {
		r.report(rec, v)
	}
	if r.deprecations != nil && t.Job.Attempts == 1 {
		r.deprecated(rec, &v.event)
	}
	h.begin(w.slot, r.work, r.config.HandlerTimeout, t.Job.Attempts)
	if err := w.call(t, h); err != nil {
		return w.failed(t, v, err)
	}
	r.stats.handled.Add(1)
	w.counted(v)
	return r.ended(t, rec)
}

// ended returns the outcome of a task whose record is finished. With KeepOrder, it first
// records in the ledger that a redriven dead letter was handled.
func (r *run) ended(t *task, rec *kgo.Record) outcome {
	if blocked := t.Keys(); blocked != nil && rec.Key != nil {
		if t.Job.Resolves = t.Job.Redriven != nil && blocked.IsFirst(rec.Key, t.Job.Redriven.From()); t.Job.Resolves {
			return r.resolve(t, rec)
		}
	}
	return lanes.Done
}

// failed returns the outcome after a handler's error: retry, or refuse the record.
func (w *worker) failed(t *task, v *verdict, err error) outcome {
	r, rec := w.run, w.slot.Record()
	if context.Cause(w.slot.Context()) == lanes.ErrAbandoned {
		return lanes.Again(0) // the record will be redelivered
	}
	failure := v.failure(rec, t.Job.Attempts, err)
	wait, again := r.config.Retry.next(t.Job.Attempts, err)
	if again {
		r.stats.retries.Add(1)
		r.metrics.Retried(v.meta().EventType)
		r.log.Retry(rec, v.meta(), t.Job.Attempts, wait, err)
		return lanes.Again(wait)
	}
	return r.refuse(t, rec, failure.letter())
}

// handling is the context of a handler call, with its record and verdict.
type handling struct {
	context.Context
	verdict
	base     context.Context // parent of the handler's context
	record   *kgo.Record
	attempt  int
	deadline time.Time
}

// begin prepares the context for a call of the handler.
func (h *handling) begin(slot *lanes.Slot, base context.Context, timeout time.Duration, attempt int) {
	h.Context, h.base, h.attempt = slot.Context(), base, attempt
	if timeout > 0 {
		h.deadline = slot.Since().Add(timeout)
	}
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

// Value implements [context.Context]. It does not consult the embedded context, so derived
// contexts do not find it by Value and end with its error.
func (h *handling) Value(key any) any {
	if key == (handlingKey{}) {
		return h
	}
	return h.base.Value(key)
}

// AfterFunc lets package context watch this context without a goroutine.
func (h *handling) AfterFunc(f func()) (stop func() bool) { return context.AfterFunc(h.Context, f) }

// ViolationsFrom returns the contract violations of the event being handled. ctx must be
// the handler's context. The list is always empty unless the policy is [PolicyReport].
func ViolationsFrom(ctx context.Context) []events.Violation {
	h, ok := ctx.Value(handlingKey{}).(*handling)
	if !ok || h.invalid == nil {
		return nil
	}
	return h.invalid.Violations
}

// AttemptFrom returns the number of the current attempt, starting at 1: how many times this
// consumer has called the handler for the event. ctx must be the handler's context; for any
// other it returns 0.
func AttemptFrom(ctx context.Context) int {
	h, ok := ctx.Value(handlingKey{}).(*handling)
	if !ok {
		return 0
	}
	return h.attempt
}
