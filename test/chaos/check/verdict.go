package check

import (
	"fmt"

	"github.com/mediamesh/events/test/chaos/journal"
)

// Fault is something that must not happen.
type Fault string

// The faults.
const (
	Lost       Fault = "lost"            // acknowledged, and neither handled nor a dead letter
	Vanished   Fault = "vanished"        // acknowledged, and not in its topic
	Fabricated Fault = "fabricated"      // handled, and never sent like this
	Unsound    Fault = "unsound"         // handled, though it breaks its contract
	Misjudged  Fault = "misjudged"       // put aside as breaking its contract, which it does not
	Reordered  Fault = "reordered"       // handled a first time after a later event of its key was
	Overtaken  Fault = "overtaken"       // with KeepOrder: handled, or put aside, out of its turn behind a dead letter of its key
	Early      Fault = "committed early" // below the committed offset, and not dealt with
	Misplaced  Fault = "misplaced"       // in another partition than its key's
	Altered    Fault = "altered"         // a dead letter that is not the record that it was made of
	// Of topics whose dead letters are redriven.
	Resent     Fault = "resent"     // a dead letter that was sent to its topic twice, or sent though it was discarded
	Unasked    Fault = "unasked"    // a dead letter that was discarded, and that was not to be
	Blocked    Fault = "blocked"    // a dead letter that is left, though all were redriven and discarded
	Misblocked Fault = "misblocked" // put aside behind a dead letter of its key, though its group has none there
	Foreign    Fault = "foreign"    // handled, though it was redriven for another group

	Stalled Fault = "stalled" // acknowledged, and not dealt with, behind the last committed offset of its partition

	// What publishers were told.
	Shuffled     Fault = "shuffled"     // in its topic before what its publisher had published of its key before
	Contradicted Fault = "contradicted" // in its topic, though its publisher was told that it was not written
	Torn         Fault = "torn"         // of a transaction that is there, or dealt with, in part
	Stranded     Fault = "stranded"     // a publisher that has nothing acknowledged any more by a topic that was created again
	Misrefused   Fault = "misrefused"   // given up as too large by its publisher, though its topic takes it
)

// Verdict is what a campaign came to. Events are counted once, however often
// they were sent or handled.
type Verdict struct {
	Sent           int // tried, acknowledged or not
	Acknowledged   int
	Handled        int
	DeadLettered   int
	Passed         int                 // acknowledged, and of a type without a handler
	Tombstones     int                 // acknowledged, and without a value
	Gone           int                 // attempts that were acknowledged, and are gone with their topic
	Refused        int                 // attempts that were given up as too large
	AcknowledgedBy map[journal.Way]int // by how they were published
	Transactions   Transactions
	Unwritten      int            // attempts that publishers were told that they were not written
	Unknown        int            // attempts that publishers were told nothing for certain of, or were killed in
	DeadLettersBy  map[string]int // dead letters by reason, duplicates included
	Redriven       int            // records that were redriven
	Discarded      int            // dead letters
	Replayed       int            // records handled by replays
	Duplicated     int            // handlings and dead letters beyond an event's first
	Faults         map[Fault]int
	Examples       []string // of each fault the first few
	Samples        int      // committed offsets that were compared
	Recoveries     []Recovery
}

// OK reports whether there was no fault.
func (v *Verdict) OK() bool { return len(v.Faults) == 0 }

// examples is how many are told of each fault.
const examples = 5

// fault notes a fault.
func (c *Checker) fault(f Fault, format string, args ...any) {
	c.verdict.Faults[f]++
	if c.verdict.Faults[f] <= examples {
		c.verdict.Examples = append(c.verdict.Examples, fmt.Sprintf("%s: ", f)+fmt.Sprintf(format, args...))
	}
}

// Verdict sums up. It is called once, at the end.
func (c *Checker) Verdict() *Verdict {
	v := &c.verdict
	c.judgeCalls()
	c.judgeTransactions()
	c.judgeRecreations()
	c.judgeRedrives()
	for i, e := range c.events {
		v.Sent++
		v.Handled += min(1, int(e.handled))
		v.DeadLettered += min(1, int(e.deadEnds))
		v.Duplicated += max(0, int(e.handled)-1) + max(0, int(e.deadEnds)-1)
		if !e.acked {
			continue
		}
		v.Acknowledged++
		switch {
		case e.kind == journal.Unwanted:
			v.Passed++
		case e.kind == journal.Tombstone:
			v.Tombstones++
		case e.topic.Redriven && e.handled == 0 && e.deadEnds > 0 && !e.given && !c.hasLetter(int32(i)):
			c.fault(Lost, "%s was acknowledged, its dead letters were redriven, and it was not handled", c.names[i])
		case e.handled == 0 && e.deadEnds == 0 && c.concerned(&e):
			c.undone(int32(i))
		}
	}
	v.Recoveries = recoveries(c.kills)
	return v
}
