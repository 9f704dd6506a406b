package kafka

import (
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A loop that is elsewhere than waiting for records must come back.
func TestHealthOfALoopThatStandsStill(t *testing.T) {
	c, err := NewConsumer(ConsumerConfig{Group: "g", Registry: new(events.Registry)})
	if err != nil {
		t.Fatal(err)
	}
	r := &run{config: c.config, scheduler: newScheduler(t.Context(), &ConsumerConfig{MaxInFlight: 1})}
	if r.client, err = kgo.NewClient(kgo.ConsumerGroup("g"), kgo.ConsumeTopics("t")); err != nil {
		t.Fatal(err)
	}
	defer r.client.Close()
	r.order = newOrder(r)
	c.life.begin(r)
	for _, s := range []struct {
		polling bool
		ago     time.Duration
		live    bool
	}{{false, stallThreshold / 2, true}, {false, 2 * stallThreshold, false}, {true, 2 * stallThreshold, true}} {
		r.status.Moved(time.Now().Add(-s.ago), s.polling)
		h := c.Health()
		if want := "it has not asked for records for 2m0s"; h.Live != s.live || (h.Problems[0] == want) == s.live {
			t.Errorf("after %v, waiting %v: %+v", s.ago, s.polling, h)
		}
	}
	r.status.Stop()
	if h := c.Health(); !h.Live || h.Ready || h.Problems[0] != "it is stopping: handlers in progress are finishing" {
		t.Errorf("%+v", h)
	}
}
