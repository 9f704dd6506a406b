package report

import (
	"encoding/json"
	"io"
	"math"

	"github.com/mediamesh/events/bench/internal/pair"
)

// line is a figure as JSON.
type line struct {
	Case   string   `json:"case"`
	Peer   string   `json:"peer"`
	Ratio  float64  `json:"ratio"`
	Low    float64  `json:"low"`
	High   float64  `json:"high"`
	NS     float64  `json:"ns"`
	MBps   float64  `json:"mbps"`
	Allocs *float64 `json:"allocs"` // null where nobody can count
	Bytes  *float64 `json:"bytes"`
	Memory *float64 `json:"memory"`
}

// JSON writes a line for each figure of a result.
func JSON(w io.Writer, r Result) error {
	for _, f := range r.Figures {
		if err := writeLine(w, r.Case(), f); err != nil {
			return err
		}
	}
	return nil
}

// SummaryJSON writes a line for each summary.
func SummaryJSON(w io.Writer, results []Result) error {
	for _, gogc := range gogcs(results) {
		for _, kind := range kinds {
			for _, s := range Summarize(results, kind, gogc) {
				if err := writeLine(w, summaryCase(kind, gogc), s.Figure); err != nil {
					return err
				}
			}
		}
		for _, worst := range worsts(results, gogc) {
			if err := writeLine(w, Case("worst/hostile/"+worst.of, gogc), worst.figure); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeLine(w io.Writer, name string, f pair.Figure) error {
	l := line{
		Case: name, Peer: f.Name,
		Ratio: round(f.Ratio, 3), Low: round(f.Low, 3), High: round(f.High, 3),
		NS: round(f.NS, 1), MBps: round(f.MBps, 1),
	}
	l.Allocs, l.Bytes, l.Memory = known(f.Allocs, 1), known(f.Bytes, 1), known(f.Memory, 3)
	return json.NewEncoder(w).Encode(l)
}

// known rounds what is known.
func known(v float64, digits int) *float64 {
	if v == pair.Unknown {
		return nil
	}
	return new(round(v, digits))
}

func round(v float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(v*scale) / scale
}
