package report

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/mediamesh/events/bench/internal/pair"
)

// kinds that are summed up, in the order of the table.
var kinds = []string{"decode", "encode"}

// Table writes the summaries, then each case.
func Table(w io.Writer, machine string, results []Result) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%s\n", machine)
	fmt.Fprintf(t, "ratio = peer's time / our time: above 1, ours is faster\n")
	for _, gogc := range gogcs(results) {
		for _, kind := range kinds {
			summaries(t, kind, gogc, Summarize(results, kind, gogc))
		}
		hostileSummary(t, results, gogc)
	}
	for _, r := range results {
		if r.Kind != "hostile" {
			figures(t, r)
		}
	}
	for _, gogc := range gogcs(results) {
		hostileTable(t, results, gogc)
	}
	return t.Flush()
}

func summaries(w io.Writer, kind string, gogc int, list []Summary) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s, geometric means over %d full examples, GOGC=%d\n", kind, list[0].events, gogc)
	fmt.Fprintf(w, "ratio\tlowest\thighest\tns\tMB/s\tallocs\t  peer (event of the lowest)\n")
	for i, s := range list {
		lowest := ""
		if i > 0 {
			lowest = " (" + s.LowEvent + ")"
		}
		fmt.Fprintf(w, "%s\t  %s%s\n", columns(s.Figure), s.Name, lowest)
	}
}

func figures(w io.Writer, r Result) {
	fmt.Fprintf(w, "\n%s\n", r.Case())
	if r.Kind == "scale" {
		fmt.Fprintf(w, "ratios here are of the time for one byte, to that of %s\n", r.Figures[0].Name)
	}
	fmt.Fprintf(w, "ratio\tlow\thigh\tns\tMB/s\tallocs\t  peer\n")
	for _, f := range r.Figures {
		fmt.Fprintf(w, "%s\t  %s\n", columns(f), f.Name)
	}
}

func columns(f pair.Figure) string {
	allocs := "?"
	if f.Allocs != pair.Unknown {
		allocs = fmt.Sprintf("%.4g", f.Allocs)
	}
	return fmt.Sprintf("%s\t%s\t%s\t%.0f\t%.0f\t%s", ratio(f.Ratio), ratio(f.Low), ratio(f.High), f.NS, f.MBps, allocs)
}

// ratio shows two significant digits of a small ratio too.
func ratio(v float64) string {
	if v < 0.1 {
		return fmt.Sprintf("%.3f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

// gogcs lists the GOGC settings in the order in which they were measured.
func gogcs(results []Result) []int {
	var list []int
	for _, r := range results {
		if !slices.Contains(list, r.GOGC) {
			list = append(list, r.GOGC)
		}
	}
	return list
}
