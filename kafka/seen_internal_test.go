package kafka

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Whatever producers call themselves, there are no series without end.
func TestSourceLabels(t *testing.T) {
	l := make(sourceLabels)
	for in, want := range map[string]string{"cms": "cms", "": "unknown", "a\nb": "other", strings.Repeat("x", 101): "other"} {
		if got := l.label(in); got != want {
			t.Errorf("%q is labelled %q, want %q", in, got, want)
		}
	}
	for i := range 1000 {
		l.label(fmt.Sprintf("p-%d", i))
	}
	if len(l) != maxSources || l.label("cms") != "cms" || l.label("late") != "other" {
		t.Errorf("%d sources", len(l))
	}
}

func TestErrorTypes(t *testing.T) {
	for want, err := range map[string]error{
		"panic":                fmt.Errorf("handling: %w", &PanicError{Value: "x"}),
		"timeout":              fmt.Errorf("asking: %w", context.DeadlineExceeded),
		"*errors.errorString":  errors.New("x"),
		"*cluster.ConfigError": &cluster.ConfigError{},
	} {
		if got := errorType(err).Value.AsString(); got != want {
			t.Errorf("%v is of type %s, want %s", err, got, want)
		}
	}
}

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
	if h := c.Health(); !h.Live || h.Ready || h.Problems[0] != "it stops: what was begun is finished" {
		t.Errorf("%+v", h)
	}
}

// TestHistogram_Buckets tells durations apart from half a millisecond to a minute,
// within a factor of three.
func TestHistogram_Buckets(t *testing.T) {
	h := histogram("test_seconds", "A test.", "group")
	h.WithLabelValues("g").Observe(1)
	reg := prometheus.NewRegistry()
	reg.MustRegister(h)
	families, err := reg.Gather()
	if err != nil || len(families) != 1 {
		t.Fatal(families, err)
	}
	if name := families[0].GetName(); name != "mediamesh_test_seconds" {
		t.Errorf("it is called %s", name)
	}
	var bounds []float64
	for _, b := range families[0].GetMetric()[0].GetHistogram().GetBucket() {
		if n := len(bounds); n > 0 && b.GetUpperBound() > 3*bounds[n-1] {
			t.Errorf("nothing between %v and %v", bounds[n-1], b.GetUpperBound())
		}
		bounds = append(bounds, b.GetUpperBound())
	}
	if len(bounds) == 0 || bounds[0] != 0.0005 || bounds[len(bounds)-1] != 60 {
		t.Errorf("bounds %v", bounds)
	}
}
