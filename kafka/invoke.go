package kafka

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// call calls the handler of a task, and lets it be seen from outside.
func (w *worker) call(t *task, h *handling) error {
	r := w.run
	if r.tracing == nil && r.metrics == nil {
		return h.protected()
	}
	ctx, span := r.tracing.handling(h, t)
	h.base = ctx
	since := r.metrics.now()
	err := h.protected()
	if r.metrics != nil {
		w.series(&h.verdict).seconds.Observe(time.Since(since).Seconds())
	}
	handled(span, t, err)
	return err
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
