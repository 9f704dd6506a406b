package kafka

import (
	"context"
	"net/http"
	"time"

	"github.com/mediamesh/events/kafka/internal/status"
)

// Health reports whether the publisher is working. It is always live, and ready unless it
// is closed or no broker answers. If no broker has responded in the last ten seconds,
// Health queries one, for up to two seconds or until ctx ends.
func (p *Publisher) Health(ctx context.Context) Health {
	h := status.Healthy()
	if p.closing.begun.Load() {
		h.Problem("it is closed")
		return Health(h)
	}
	p.pings.Ask(ctx, p.client, &p.answers)
	now := time.Now()
	if silent := p.answers.Problem(now, p.config.Cluster.Brokers); silent != "" {
		h.Problem("%s", silent)
	}
	for _, w := range p.writers.List() {
		if warning := w.Warning(now); warning != "" {
			h.Warning("%s", warning)
		}
	}
	if n, bytes, full := p.sender.Buffer.Load(); full {
		h.Warning("its buffer is full: %d events of %d bytes are not settled", n, bytes)
	}
	return Health(h)
}

// HealthHandler responds with 200 and the publisher's [Health] as JSON.
func (p *Publisher) HealthHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := p.Health(r.Context())
		h.serve(w, h.Live)
	})
}

// ReadyHandler serves a readiness check: it responds with 200 if the publisher is ready and
// 503 otherwise, with its [Health] as JSON.
func (p *Publisher) ReadyHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := p.Health(r.Context())
		h.serve(w, h.Ready)
	})
}
