package kafka

import "github.com/twmb/franz-go/pkg/kgo"

// call calls the handler of a task, and lets it be seen from outside.
func (w *worker) call(t *task, h *handling) error {
	r := w.run
	if r.tracing == nil && r.metrics == nil {
		return h.protected()
	}
	span := r.tracing.handling(h, t)
	since := r.metrics.now()
	err := h.protected()
	r.metrics.called(h.meta().EventType, since)
	handled(span, t, err)
	return err
}

// handled counts a record whose handler returned nil.
func (m *groupMetrics) handled(rec *kgo.Record, v *verdict) {
	if m == nil {
		return
	}
	outcome := outcomeHandled
	if v.invalid != nil {
		outcome = outcomeReported
	}
	m.done(rec, v.meta().EventType, outcome)
}
