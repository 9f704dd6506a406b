package kafka

import (
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// TestHandling_HasDeadline gives a handler the time that is configured, however short.
func TestHandling_HasDeadline(t *testing.T) {
	for _, c := range []struct {
		timeout time.Duration
		want    bool
	}{{time.Minute, true}, {1, true}, {-1, false}} {
		slot := newScheduler(t.Context(), &ConsumerConfig{MaxInFlight: 1}).NewSlot(t.Context())
		h := &handling{record: &kgo.Record{}}
		h.begin(slot, t.Context(), c.timeout, 2)
		if _, bounded := h.Deadline(); bounded != c.want || AttemptFrom(h) != 2 {
			t.Errorf("timeout %v: deadline: %t, attempt %d; want %t, 2", c.timeout, bounded, AttemptFrom(h), c.want)
		}
	}
}
