package delivery

import (
	"context"

	"github.com/mediamesh/events/bench/internal/pair"
)

// Case is something to measure.
type Case struct {
	Name string // "publish/async"
	// About says in a line what a ratio is here.
	About string
	run   func(ctx context.Context, b *Bench) ([]Figure, error)
}

// Figure is what was measured beside one peer.
type Figure struct {
	Peer string
	// Ratio is the median over the rounds, Low and High are the quartiles
	// around it. What it is of, the case's About says.
	Ratio, Low, High float64
	// PerSecond is how many records the side did in a second, 0 if that is not
	// the question.
	PerSecond float64
	// CPU is how many nanoseconds of processors the side's process took for a
	// record, 0 if nobody knows. Others at work on the machine hardly change it.
	CPU float64
	// Heap and Resident are peaks of memory in bytes, 0 if not the question.
	Heap, Resident float64
	Claim          Claim
}

// Claim is what is claimed of a ratio: that it is at least, or at most, so much.
// The zero value claims nothing.
type Claim struct{ AtLeast, AtMost float64 }

// Met reports whether a ratio keeps the claim.
func (c Claim) Met(ratio float64) bool {
	return ratio >= c.AtLeast && (c.AtMost == 0 || ratio <= c.AtMost)
}

const (
	aboutSpeed    = "their time / ours: above 1, ours is faster"
	aboutSchedule = "our time / that of the ideal schedule"
	aboutMemory   = "peak of memory / that with a tenth of the backlog"
	aboutHotKey   = "cold records' speed beside a hot key / without one"
)

// Cases are all of them, in the order in which they are measured.
func Cases() []Case {
	return []Case{
		{"publish/async", aboutSpeed, published("publish/async", []peer{
			{label: "events: built, validated, encoded", side: "events"},
			{label: "franz-go, the same records ready-made", side: "franz-go", claim: Claim{AtLeast: 0.85}},
			{label: "franz-go, ready-made without headers", side: "franz-go-bare"},
		})},
		{"publish/sync-256", aboutSpeed, published("publish/sync-256", []peer{
			{label: "events: built, validated, encoded", side: "events"},
			{label: "watermill, ready-made", side: "watermill", claim: Claim{AtLeast: 1.5}},
			{label: "franz-go, ready-made", side: "franz-go"},
		})},
		{"consume", aboutSpeed, consuming},
		{"schedule", aboutSchedule, scheduling},
		{"memory/fast", aboutMemory, backlogs("memory/fast")},
		{"memory/slow", aboutMemory, backlogs("memory/slow")},
		{"hot-key/within", aboutHotKey, hotKeyBeside("hot-key/within", hotWithin)},
		{"hot-key/elsewhere", aboutHotKey, hotKeyBeside("hot-key/elsewhere", hotBeyond)},
	}
}

// peer is a side of a case.
type peer struct {
	label string
	side  string // behind the case's name
	topic string // if it has one of its own
	claim Claim
}

// figures turns what was measured of contenders into figures. cpu has what each
// took in each round, the uncounted one included.
func figures(peers []peer, measured []pair.Figure, cpu [][]float64) []Figure {
	list := make([]Figure, len(measured))
	for i, m := range measured {
		_, took, _ := pair.Quartiles(cpu[i][1:])
		list[i] = Figure{
			CPU:  took,
			Peer: m.Name, Ratio: m.Ratio, Low: m.Low, High: m.High,
			PerSecond: 1e9 / m.NS, Claim: peers[i].claim,
		}
	}
	return list
}
