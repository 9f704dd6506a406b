package kafka

import (
	"encoding/json"
	"net/http"
	"sync"

	"github.com/mediamesh/events/kafka/internal/member"
	"github.com/mediamesh/events/kafka/internal/status"
)

// Health reports whether a consumer or publisher is working and, if not, why.
type Health struct {
	// Live is false if the process must be restarted.
	Live bool `json:"live"`
	// Ready is false while the consumer or publisher cannot work: before it has started,
	// while no broker responds, and while it is stopping.
	Ready bool `json:"ready"`
	// Problems explain why it is not live or not ready.
	Problems []string `json:"problems"`
	// Warnings describe other problems: handlers that do not return, dead letters that
	// cannot be written, offsets that cannot be committed.
	Warnings []string `json:"warnings"`
}

// serve writes the response: 200 if well, otherwise 503.
func (h Health) serve(w http.ResponseWriter, well bool) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if !well {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(h) // the client has disconnected
}

// HealthHandler serves a liveness check: it responds with 200 if the consumer is live and
// 503 otherwise, with its [Health] as JSON. It sends no request to a broker.
func (c *Consumer) HealthHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := c.Health()
		h.serve(w, h.Live)
	})
}

// ReadyHandler serves a readiness check in the same way.
func (c *Consumer) ReadyHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := c.Health()
		h.serve(w, h.Ready)
	})
}

// Health reports whether the consumer is working, from state that it already has; it sends
// no request to a broker. It is
//
//   - live, unless Run has returned an error, its poll loop has been stuck for more than
//     a minute, or all workers are occupied by handlers that have exceeded HandlerTimeout
//     by more than that timeout again;
//   - ready, if Run is running and has joined its group (even without assigned
//     partitions), and a broker has responded within the last ten seconds.
func (c *Consumer) Health() Health {
	m, ended, err := c.life.now()
	h := status.Healthy()
	switch {
	case m != nil:
		h = m.Health()
	case !ended:
		h.Problem("it is not running yet")
	case err != nil:
		h.Live = false
		h.Problem("it ended: %v", err)
	default:
		h.Problem("it has ended")
	}
	return Health(h)
}

// life tracks a consumer's current or last run.
type life struct {
	// mu guards the fields below.
	mu    sync.Mutex
	run   *member.Member // nil if none is running
	ended bool
	err   error // of the last run that ended
}

func (l *life) begin(m *member.Member) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run, l.ended, l.err = m, false, nil
}

func (l *life) end(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run, l.ended, l.err = nil, true, err
}

func (l *life) now() (m *member.Member, ended bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.run, l.ended, l.err
}
