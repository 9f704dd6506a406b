package kafka

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/lanes"
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
		r.status.moves(s.polling)
		r.status.moved.Store(time.Now().Add(-s.ago).UnixNano())
		h := c.Health()
		if want := "it has not asked for records for 2m0s"; h.Live != s.live || (h.Problems[0] == want) == s.live {
			t.Errorf("after %v, waiting %v: %+v", s.ago, s.polling, h)
		}
	}
	r.status.stopping.Store(true)
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

// TestTrouble_GoesOn keeps the time of the first error, and the last error.
func TestTrouble_GoesOn(t *testing.T) {
	first, second := errors.New("first"), errors.New("second")
	var none backoff.OngoingFailure
	once := none.GoesOn(first)
	since := time.Now().Add(-time.Minute)
	twice := backoff.OngoingFailure{Since: since, Err: first}.GoesOn(second)
	if once.Err != first || time.Since(once.Since) > time.Minute || twice != (backoff.OngoingFailure{Since: since, Err: second}) {
		t.Errorf("%v, %v", once, twice)
	}
}

// TestOutlook_Lags counts the records of partitions that are not done, from what the
// group has committed where none was held yet.
func TestOutlook_Lags(t *testing.T) {
	at := func(p int32) place { return place{Topic: "t", Partition: p} }
	var o runStatus
	for p, high := range map[int32]int64{0: 10, 1: 10, 2: 10, 3: 10, 5: 10, 6: 0} {
		o.end(at(p), high)
	}
	committed := map[string]map[int32]kgo.EpochOffset{"t": {0: {Offset: 1}, 2: {Offset: 4}, 4: {Offset: 4}}}
	got := map[place]int64{at(9): 1}
	var progress []lanes.Progress
	for p, offset := range []int64{7, 12, -1, -1, 3, 0, 0} {
		progress = append(progress, lanes.Progress{Place: at(int32(p)), Offset: offset})
	}
	o.lags(progress, committed, got)
	want := map[place]int64{
		at(0): 3, // by what is done, not by what is committed
		at(1): 0, // done beyond the end that was last heard of
		at(2): 6, // by what is committed
		at(5): 10, at(6): 0,
		at(9): 1, // of another run
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
