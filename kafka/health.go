package kafka

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// stallThreshold is how long the loop may be elsewhere than waiting for records.
const stallThreshold = time.Minute

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

func (h *Health) problem(format string, args ...any) {
	h.Ready = false
	h.Problems = append(h.Problems, fmt.Sprintf(format, args...))
}

func (h *Health) warning(format string, args ...any) {
	h.Warnings = append(h.Warnings, fmt.Sprintf(format, args...))
}

// serve answers with 200, or 503 if it is not well.
func (h Health) serve(w http.ResponseWriter, well bool) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if !well {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(h) // the client has gone
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
	r, ended, err := c.life.now()
	h := Health{Live: true, Ready: true, Problems: []string{}, Warnings: []string{}}
	switch {
	case r != nil:
		r.health(&h)
	case !ended:
		h.problem("it does not run yet")
	case err != nil:
		h.Live = false
		h.problem("it ended: %v", err)
	default:
		h.problem("it has ended")
	}
	return h
}

// life is the last run of a consumer.
type life struct {
	// mu guards the fields below.
	mu    sync.Mutex
	run   *run // nil if there is none now
	ended bool
	err   error // of the last that ended
}

func (l *life) begin(r *run) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run, l.ended, l.err = r, false, nil
	r.status.Moved(time.Now(), false)
}

func (l *life) end(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run, l.ended, l.err = nil, true, err
}

func (l *life) now() (r *run, ended bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.run, l.ended, l.err
}

// health says how a run is.
func (r *run) health(h *Health) {
	now := time.Now()
	if r.status.Stopping() {
		h.problem("it is stopping: handlers in progress are finishing")
	} else if still := r.status.Still(now); still > stallThreshold {
		h.Live = false
		h.problem("it has not asked for records for %v", still.Round(time.Second))
	}
	if silent := r.answers.Problem(now, r.config.Cluster.Brokers); silent != "" {
		h.problem("%s", silent)
	}
	// 0 is of a member that asks to be let in.
	if member, generation := r.client.GroupMetadata(); member == "" || generation <= 0 {
		h.problem("it has not joined group %s", r.config.Group)
	}
	r.handlersHealth(h, now)
	commits, letters := r.status.Failures()
	if commits.Err != nil {
		h.warning("offsets of group %s have not been committed for %v: %v", r.config.Group, now.Sub(commits.Since).Round(time.Second), commits.Err)
	}
	for topic, blocked := range r.order.Blocked() {
		h.warning("blocked keys in %s: %d; redrive or discard their dead letters, the first is %s of %v",
			topic, blocked.Keys, blocked.First.ID, time.UnixMilli(blocked.First.At).UTC().Format(time.RFC3339))
	}
	for topic, t := range letters {
		h.warning("dead letters have not been written to %s for %v: %v", topic, now.Sub(t.Since).Round(time.Second), t.Err)
	}
}

// handlersHealth says whether handlers end.
func (r *run) handlersHealth(h *Health, now time.Time) {
	limit := r.config.HandlerTimeout
	if limit <= 0 {
		return
	}
	v := r.scheduler.View(now.Add(-2 * limit))
	at := v.Slowest
	if at.Since.IsZero() || now.Sub(at.Since) <= limit {
		return
	}
	h.warning("a handler has been at work for %v and does not heed its context, which ended after %v: %s partition %d offset %d",
		now.Sub(at.Since).Round(time.Millisecond), limit, at.Topic, at.Partition, at.Offset)
	if v.Overdue >= r.config.Workers {
		h.Live = false
		h.problem("all %d workers are with handlers that do not end", v.Overdue)
	}
}
