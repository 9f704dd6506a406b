package delivery

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"text/tabwriter"
)

// Table writes a case as a table to read.
func Table(w io.Writer, name, about string, list []Figure) error {
	fmt.Fprintf(w, "\n%s\n%s\n", name, about)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "ratio\tlow\thigh\trecords/s\tCPU ns\theap MB\tRSS MB\tclaim\t  peer\n")
	for _, f := range list {
		fmt.Fprintf(t, "%.2f\t%.2f\t%.2f\t%s\t%s\t%s\t%s\t%s\t  %s\n", f.Ratio, f.Low, f.High,
			known(f.PerSecond, 1), known(f.CPU, 1), known(f.Heap, 1e6), known(f.Resident, 1e6), verdict(f), f.Peer)
	}
	return t.Flush()
}

func known(v, unit float64) string {
	if v == 0 {
		return ""
	}
	return count(int(math.Round(v / unit)))
}

// verdict says what is claimed and whether it holds.
func verdict(f Figure) string {
	text := ""
	switch {
	case f.Claim.AtLeast > 0:
		text = fmt.Sprintf("≥ %v", f.Claim.AtLeast)
	case f.Claim.AtMost > 0:
		text = fmt.Sprintf("≤ %v", f.Claim.AtMost)
	default:
		return ""
	}
	if f.Claim.Met(f.Ratio) {
		return text + " met"
	}
	return text + " MISSED"
}

// line is a figure as JSON.
type line struct {
	Case      string   `json:"case"`
	Peer      string   `json:"peer"`
	Ratio     float64  `json:"ratio"`
	Low       float64  `json:"low"`
	High      float64  `json:"high"`
	NS        *float64 `json:"ns"` // for one record
	MBps      *float64 `json:"mbps"`
	PerSecond *float64 `json:"perSecond"`
	CPU       *float64 `json:"cpu"` // nanoseconds for one record
	Heap      *float64 `json:"heap"`
	Resident  *float64 `json:"resident"`
	AtLeast   *float64 `json:"atLeast,omitempty"` // what is claimed
	AtMost    *float64 `json:"atMost,omitempty"`
	Met       *bool    `json:"met,omitempty"`
}

// JSON writes a line for each figure of a case.
func JSON(w io.Writer, name string, list []Figure) error {
	e := json.NewEncoder(w)
	for _, f := range list {
		l := line{
			Case: name, Peer: f.Peer, Ratio: round(f.Ratio, 3), Low: round(f.Low, 3), High: round(f.High, 3),
			PerSecond: some(f.PerSecond), CPU: some(f.CPU), Heap: some(f.Heap), Resident: some(f.Resident),
			AtLeast: some(f.Claim.AtLeast), AtMost: some(f.Claim.AtMost),
		}
		if f.PerSecond > 0 {
			l.NS, l.MBps = some(1e9/f.PerSecond), some(f.PerSecond*EventBytes/1e6)
		}
		if f.Claim != (Claim{}) {
			l.Met = new(f.Claim.Met(f.Ratio))
		}
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

// some is a value that is known, so not zero, to two decimals.
func some(v float64) *float64 {
	if v == 0 {
		return nil
	}
	return new(round(v, 2))
}

func round(v float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(v*scale) / scale
}

// count writes a number with commas between its thousands.
func count(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
