package kafka

import (
	"runtime/debug"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// An invocation calls the handler of a task once. What this package does around a call is
// written as middleware of it, which unlike [Middleware] knows the task.
type invocation func(t *task, h *handling) error

// invocation returns how the worker calls handlers.
func (w *worker) invocation() invocation {
	call := protected
	if w.run.metrics != nil {
		call = w.timed(call)
	}
	return w.run.tracing.traced(call)
}

// protected calls the handler. A panic becomes an error.
func protected(_ *task, h *handling) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return h.call(h, &h.event)
}

// timed observes how long calls take.
func (w *worker) timed(next invocation) invocation {
	return func(t *task, h *handling) error {
		since := time.Now()
		err := next(t, h)
		w.series(&h.verdict).seconds.Observe(time.Since(since).Seconds())
		return err
	}
}

// traced gives each call a span, if there is tracing.
func (t *tracing) traced(next invocation) invocation {
	if t == nil {
		return next
	}
	return func(of *task, h *handling) error {
		ctx, span := t.handling(h, of)
		h.base = ctx
		err := next(of, h)
		handled(span, of, err)
		return err
	}
}

// counted counts a record whose handler returned nil.
func (w *worker) counted(v *verdict) {
	switch {
	case w.run.metrics == nil:
	case v.invalid != nil:
		w.run.metrics.done(w.slot.Record(), v.meta().EventType, outcomeReported)
	default:
		w.series(v).handled.Inc()
	}
}

// series are what each record counts in. Looking them up is dear, so that each
// worker keeps those that it has had.
type series struct {
	seconds prometheus.Observer
	handled prometheus.Counter
}

type seriesOf struct{ topic, eventType string }

func (w *worker) series(v *verdict) series {
	s, ok := w.known[seriesOf{w.slot.Record().Topic, v.meta().EventType}]
	if ok {
		return s
	}
	m := w.run.metrics
	eventType := m.typeOf(v.meta().EventType)
	s = series{
		seconds: m.handlerSeconds.WithLabelValues(m.group, eventType),
		handled: m.records.WithLabelValues(m.group, w.slot.Record().Topic, eventType, outcomeHandled),
	}
	if eventType != unknownType {
		if w.known == nil {
			w.known = make(map[seriesOf]series)
		}
		w.known[seriesOf{w.slot.Record().Topic, eventType}] = s
	}
	return s
}
