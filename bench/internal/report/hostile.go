package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/mediamesh/events/bench/internal/pair"
)

// claim is how often the cost of a normal event hostile input may cost, for
// one byte.
const claim = 8

// hostile returns the figures of the hostile shapes at one GOGC, each by the
// shape's name, without the normal event beside them; those that cost most
// time come first.
func hostile(results []Result, gogc int) (figures []pair.Figure, reference string) {
	for _, r := range results {
		if r.Kind != "hostile" || r.GOGC != gogc {
			continue
		}
		f := r.Figures[1]
		f.Name = r.Name
		figures, reference = append(figures, f), r.Figures[0].Name
	}
	slices.SortStableFunc(figures, func(a, b pair.Figure) int { return cmp.Compare(b.Ratio, a.Ratio) })
	return figures, reference
}

// worst is the shape that costs most, of time or memory.
type worst struct {
	of     string
	figure pair.Figure
	ratio  float64
	beyond int // how many shapes cost more than is claimed
}

// worsts returns the worst for time and the worst for memory, none if no shape
// was measured.
func worsts(results []Result, gogc int) []worst {
	figures, _ := hostile(results, gogc)
	if len(figures) == 0 {
		return nil
	}
	return []worst{
		worstOf("time", figures, func(f pair.Figure) float64 { return f.Ratio }),
		worstOf("memory", figures, func(f pair.Figure) float64 { return f.Memory }),
	}
}

func worstOf(of string, figures []pair.Figure, ratio func(pair.Figure) float64) worst {
	w := worst{of: of}
	for _, f := range figures {
		if r := ratio(f); r > w.ratio {
			w.figure, w.ratio = f, r
		}
		if ratio(f) > claim {
			w.beyond++
		}
	}
	return w
}

// hostileSummary writes the worst shapes on top.
func hostileSummary(w io.Writer, results []Result, gogc int) {
	figures, reference := hostile(results, gogc)
	if len(figures) == 0 {
		return
	}
	fmt.Fprintf(w, "\nhostile, the worst of %d cases beside %s, for one byte, GOGC=%d\n", len(figures), reference, gogc)
	for _, worst := range worsts(results, gogc) {
		fmt.Fprintf(w, "%s\t  %s\t  %d above %d\t  %s\n", ratio(worst.ratio), worst.of, worst.beyond, claim, worst.figure.Name)
	}
}

// hostileTable writes all shapes in one table, since each is a line.
func hostileTable(w io.Writer, results []Result, gogc int) {
	figures, reference := hostile(results, gogc)
	if len(figures) == 0 {
		return
	}
	fmt.Fprintf(w, "\nhostile/…/gogc=%d\n", gogc)
	fmt.Fprintf(w, "ratios here are of the time and the allocated bytes for one byte, to those of %s: below %d is the claim\n", reference, claim)
	fmt.Fprintf(w, "ratio\tlow\thigh\tmemory\tns\tMB/s\tallocs\t  case\n")
	for _, f := range figures {
		memory := "?"
		if f.Memory != pair.Unknown {
			memory = ratio(f.Memory)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%.0f\t%.0f\t%.4g\t  %s\n",
			ratio(f.Ratio), ratio(f.Low), ratio(f.High), memory, f.NS, f.MBps, f.Allocs, f.Name)
	}
}
