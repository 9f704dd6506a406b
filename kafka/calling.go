package kafka

import "github.com/twmb/franz-go/pkg/kgo"

// call calls the handler of a task, and lets it be seen from outside.
func (w *worker) call(t *task, v *verdict) error {
	r, h := w.run, w.handling(t, v)
	if r.tracing == nil && r.metrics == nil {
		return protect(h, v.call)
	}
	span := r.tracing.handling(h, t)
	since := r.metrics.now()
	err := protect(h, v.call)
	r.metrics.called(v.meta.EventType, since)
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
	m.done(rec, v.meta.EventType, outcome)
}
