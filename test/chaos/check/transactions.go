package check

import (
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
)

// Transactions is how many came to which end, as far as publishers were told.
type Transactions struct {
	Committed   int `json:"committed"`
	Uncommitted int `json:"notCommitted"`
	Unknown     int `json:"unknown"`      // of these:
	Seen        int `json:"unknownSeen"`  // all of it is there
	Excused     int `json:"excusedTorn"`  // a part is there, of an embedded broker that was killed
	Events      int `json:"eventsInThem"` // of all transactions
}

// transaction names one: a publisher's life, and a call.
type transaction struct {
	life int32
	call int64
}

// judgeTransactions looks whether each is there, and dealt with, as a whole or not
// at all. That nothing is there of one that was not committed, and all of one that
// was, is judged of its events by themselves.
func (c *Checker) judgeTransactions() {
	var order []transaction
	all := make(map[transaction][]*attempt)
	for i := range c.attempts {
		a := &c.attempts[i]
		if a.way != journal.Atomic {
			continue
		}
		t := transaction{a.life, a.call}
		if all[t] == nil {
			order = append(order, t)
		}
		all[t] = append(all[t], a)
	}
	for _, t := range order {
		c.judgeTransaction(t, all[t])
	}
}

func (c *Checker) judgeTransaction(t transaction, list []*attempt) {
	sum := &c.verdict.Transactions
	sum.Events += len(list)
	there, dealt := 0, 0
	acked, unwritten := false, false
	var missing, undone int32
	for _, a := range list {
		acked, unwritten = acked || a.acked, unwritten || a.unwritten
		if a.offset == none {
			missing = a.event
			continue
		}
		there++
		if e := &c.events[a.event]; e.handled > 0 || e.deadEnds > 0 || e.kind.Skipped() {
			dealt++
		} else {
			undone = a.event
		}
	}
	switch {
	case acked:
		sum.Committed++
	case unwritten:
		sum.Uncommitted++
	default:
		sum.Unknown++
	}
	unknown := !acked && !unwritten
	whole := there == len(list)
	switch {
	case there == 0 || c.gone(list[0]):
	case !whole && unknown && c.killedWithin(t.call):
		sum.Excused++
	case !whole:
		c.fault(Torn, "of a transaction of %d events %d are in their topics, %s is not", len(list), there, c.names[missing])
	case dealt > 0 && dealt < there && c.events[list[0].event].topic.concerns(t.call):
		c.fault(Torn, "of a committed transaction of %d events %d were dealt with, %s was not", len(list), dealt, c.names[undone])
	}
	if whole && unknown {
		sum.Seen++
	}
}

// lasting is how long a transaction may be open: those of a publisher that is
// killed, until they time out.
const lasting = 20 * time.Second

// killedWithin reports whether an embedded broker was killed while a transaction may
// have been open. It writes its mark for each partition by itself, and after a kill
// in between takes those without one for aborted.
func (c *Checker) killedWithin(began int64) bool {
	if !c.Embedded {
		return false
	}
	for _, k := range c.kills {
		if k.role == Broker && k.at >= began && k.at <= began+int64(lasting) {
			return true
		}
	}
	return false
}
