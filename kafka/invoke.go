package kafka

import (
	"runtime/debug"
	"time"

	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// An invocation calls the handler of a task once. The package's own metrics, spans and panic
// handling wrap it like [Middleware], but also have access to the task.
type invocation func(t *task, h *handling) error

// invocation returns the function that calls handlers.
func (w *worker) invocation() invocation {
	call := protected
	if w.run.metrics != nil {
		call = w.timed(call)
	}
	return traced(w.run.tracing, call)
}

// protected calls the handler and turns a panic into an error.
func protected(_ *task, h *handling) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return h.call(h, &h.event)
}

// timed records the duration of calls.
func (w *worker) timed(next invocation) invocation {
	return func(t *task, h *handling) error {
		since := time.Now()
		err := next(t, h)
		w.series.Called(h.record.Topic, h.meta().EventType, time.Since(since))
		return err
	}
}

// traced starts a span for each call and puts it into the call's context, if tracing is enabled.
func traced(t *telemetry.Tracer, next invocation) invocation {
	if t == nil {
		return next
	}
	return func(of *task, h *handling) error {
		var span telemetry.Span
		h.base, span = t.StartProcess(h.base, telemetry.Call{Record: h.record, Event: h.meta(), Attempt: h.attempt, Last: of.Job.Tried})
		err := next(of, h)
		if err != nil {
			of.Job.Tried = span.SpanContext()
		}
		span.End(err)
		return err
	}
}

// counted counts a record whose handler returned nil.
func (w *worker) counted(v *verdict) {
	switch {
	case w.run.metrics == nil:
	case v.invalid != nil:
		w.run.metrics.Done(w.slot.Record().Topic, v.meta().EventType, telemetry.OutcomeReported)
	default:
		w.series.Handled(w.slot.Record().Topic, v.meta().EventType)
	}
}
