package member

import (
	"time"

	"github.com/mediamesh/events/kafka/internal/status"
)

// StallThreshold is how long the loop may be elsewhere than waiting for records.
const StallThreshold = time.Minute

// Health says how the run is.
func (m *Member) Health() status.Health {
	h, now := status.Healthy(), time.Now()
	if m.Status.Stopping() {
		h.Problem("it is stopping: handlers in progress are finishing")
	} else if still := m.Status.Still(now); still > StallThreshold {
		h.Live = false
		h.Problem("it has not polled for records for %v", still.Round(time.Second))
	}
	if silent := m.answers.Problem(now, m.config.Cluster.Brokers); silent != "" {
		h.Problem("%s", silent)
	}
	// 0 is of a member that asks to be let in.
	if member, generation := m.Client.GroupMetadata(); member == "" || generation <= 0 {
		h.Problem("it has not joined group %s", m.config.Group)
	}
	m.handlersHealth(&h, now)
	commits, letters := m.Status.Failures()
	if commits.Err != nil {
		h.Warning("offsets of group %s have not been committed for %v: %v", m.config.Group, now.Sub(commits.Since).Round(time.Second), commits.Err)
	}
	for topic, blocked := range m.Order.Blocked() {
		h.Warning("blocked keys in %s: %d; redrive or discard their dead letters, the first is %s of %v",
			topic, blocked.Keys, blocked.First.ID, time.UnixMilli(blocked.First.At).UTC().Format(time.RFC3339))
	}
	for topic, t := range letters {
		h.Warning("dead letters have not been written to %s for %v: %v", topic, now.Sub(t.Since).Round(time.Second), t.Err)
	}
	return h
}

// handlersHealth says whether handlers end.
func (m *Member) handlersHealth(h *status.Health, now time.Time) {
	crew := m.config.Crew
	if crew.HandlerTimeout <= 0 {
		return
	}
	v := m.Scheduler.View(now.Add(-2 * crew.HandlerTimeout))
	at := v.Slowest
	if at.Since.IsZero() || now.Sub(at.Since) <= crew.HandlerTimeout {
		return
	}
	h.Warning("a handler has been running for %v and has not returned, although its context ended after %v: %s partition %d offset %d",
		now.Sub(at.Since).Round(time.Millisecond), crew.HandlerTimeout, at.Topic, at.Partition, at.Offset)
	if v.Overdue >= crew.Workers {
		h.Live = false
		h.Problem("all %d workers are blocked by handlers that do not return", v.Overdue)
	}
}
