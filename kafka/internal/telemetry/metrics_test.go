package telemetry

import (
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

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
