package telemetry

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

func newMetrics(t *testing.T, reg prometheus.Registerer, group string) *GroupMetrics {
	t.Helper()
	m, err := NewGroupMetrics(reg, group, new(events.Registry))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// gaugesOf writes the gauges of a group that are not 0, one a line: the values of the other
// labels, and of the gauge.
func gaugesOf(t *testing.T, reg prometheus.Gatherer, group string) string {
	t.Helper()
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, f := range families {
		for _, m := range f.GetMetric() {
			v := m.GetGauge().GetValue()
			if m.GetLabel()[0].GetValue() != group || v == 0 {
				continue
			}
			text.WriteString(strings.TrimPrefix(f.GetName(), "mediamesh_"))
			for _, l := range m.GetLabel()[1:] {
				text.WriteString(" " + l.GetValue())
			}
			fmt.Fprintf(&text, " %v\n", v)
		}
	}
	return text.String()
}

// TestGroupMetrics_Follow adds up what the runs of a group are at, as long as they last.
func TestGroupMetrics_Follow(t *testing.T) {
	reg := prometheus.NewRegistry()
	at := func(p int32) lanes.Place { return lanes.Place{Topic: "t", Partition: p} }
	follow := func(group string, g Gauges) (end func()) {
		return newMetrics(t, reg, group).Follow([]string{"t"}, func() Gauges { return g })
	}
	first := follow("g", Gauges{
		View: lanes.View{
			Records: 3, Bytes: 30, Running: 1, Parked: [lanes.Parkings]int{lanes.ForWrite: 2}, Progress: make([]lanes.Progress, 2),
		},
		Lags: map[lanes.Place]int64{at(0): 7, at(1): 0}, LastCommit: time.UnixMilli(1500),
	})
	second := follow("g", Gauges{
		View: lanes.View{
			Records: 1, Bytes: 5, Paused: 1, Parked: [lanes.Parkings]int{lanes.ForWrite: 1, lanes.ForStop: 1}, Progress: make([]lanes.Progress, 1),
		},
		Lags: map[lanes.Place]int64{at(2): 1}, LastCommit: time.UnixMilli(500),
	})
	defer follow("h", Gauges{View: lanes.View{Records: 100}})()
	for _, c := range []struct{ when, want string }{
		{"two runs", `assigned_partitions 3
handlers_at_work 1
in_flight_bytes 35
in_flight_records 4
lag_records 0 t 7
lag_records 2 t 1
last_commit_timestamp_seconds 1.5
parked_keys dead_letter 3
parked_keys stop 1
paused_partitions 1
`},
		{"the second", `assigned_partitions 1
in_flight_bytes 5
in_flight_records 1
lag_records 2 t 1
last_commit_timestamp_seconds 0.5
parked_keys dead_letter 1
parked_keys stop 1
paused_partitions 1
`},
		{"none", ""},
	} {
		if got := gaugesOf(t, reg, "g"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.when, got, c.want)
		}
		if c.when == "two runs" {
			first()
		} else {
			second()
		}
	}
}

// TestSeries_AllocatesOnce looks series up once for each topic and type.
func TestSeries_AllocatesOnce(t *testing.T) {
	reg := prometheus.NewRegistry()
	type payload struct{}
	types, err := events.NewRegistry(events.NewType(events.Spec[payload]{Name: "content.created", Version: "1.0.0"}))
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewGroupMetrics(reg, "g", types)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]Series{"metrics": NewSeries(m), "none": NewSeries(nil)} {
		count := func() {
			s.Called("t", "content.created", time.Millisecond)
			s.Handled("t", "content.created")
		}
		if n := testing.AllocsPerRun(100, count); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	s := NewSeries(m)
	for i := range 1000 {
		s.Handled("t", fmt.Sprintf("made.up.%d", i))
	}
	if len(s.known) != 0 {
		t.Errorf("%d series are kept of types that are not in the registry", len(s.known))
	}
}
