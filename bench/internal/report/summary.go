package report

import (
	"fmt"
	"math"

	"github.com/mediamesh/events/bench/internal/pair"
)

// Summary is one peer over the full examples of all events.
type Summary struct {
	pair.Figure        // Ratio is the geometric mean, Low and High the single ratios farthest from it
	LowEvent    string // whose ratio Low is
	events      int
}

// Summarize returns the summaries of one kind at one GOGC, in the order in
// which the peers come up.
func Summarize(results []Result, kind string, gogc int) []Summary {
	var order []string
	single := map[string][]pair.Figure{}
	events := map[string][]string{}
	for _, r := range results {
		if r.Kind != kind || r.Example != "full" || r.GOGC != gogc {
			continue
		}
		for _, f := range r.Figures {
			if single[f.Name] == nil {
				order = append(order, f.Name)
			}
			single[f.Name] = append(single[f.Name], f)
			events[f.Name] = append(events[f.Name], r.Event)
		}
	}
	var list []Summary
	for _, name := range order {
		list = append(list, summary(name, single[name], events[name]))
	}
	return list
}

func summary(name string, figures []pair.Figure, events []string) Summary {
	s := Summary{Figure: pair.Figure{Name: name, Low: math.Inf(1)}, events: len(figures)}
	var ratios, ns, mbps []float64
	var allocs, bytes float64
	for i, f := range figures {
		ratios, ns, mbps = append(ratios, f.Ratio), append(ns, f.NS), append(mbps, f.MBps)
		if f.Ratio < s.Low {
			s.Low, s.LowEvent = f.Ratio, events[i]
		}
		s.High = max(s.High, f.Ratio)
		allocs += f.Allocs
		bytes += f.Bytes
	}
	s.Ratio, s.NS, s.MBps = pair.GeometricMean(ratios), pair.GeometricMean(ns), pair.GeometricMean(mbps)
	s.Allocs, s.Bytes, s.Memory = allocs/float64(len(figures)), bytes/float64(len(figures)), pair.Unknown
	return s
}

// summaryCase names the summaries as a case of their own, "geomean/decode/full/gogc=100".
func summaryCase(kind string, gogc int) string {
	return Case(fmt.Sprintf("geomean/%s/full", kind), gogc)
}
