package load

import (
	"strconv"

	"github.com/mediamesh/events/test/chaos/journal"
)

// deal is how the events of a round are published, and which.
type deal struct {
	way   journal.Way
	first int // slot
	slots int // that take part, from the first on
	depth int // events of a key at most, one handed over after the other
}

// dealOf chooses a round's deal, the same whenever it is asked.
func dealOf(seed uint64, worker string, round, slots int) deal {
	n := int(draw(seed, worker, strconv.Itoa(round)) % 1_000_000)
	chance, n := n%100, n/100
	d := deal{way: journal.Publish, first: n % slots, slots: slots, depth: 1}
	switch {
	case chance < 35:
		d.way, d.depth = journal.Async, 1+n%4
	case chance < 60:
		d.way, d.slots = journal.Atomic, 1+n%slots
	}
	return d
}
