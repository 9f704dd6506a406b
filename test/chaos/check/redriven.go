package check

import (
	"encoding/json"
	"fmt"
	"time"
)

// redrives are what is known of dead letters that were redriven or discarded. They
// are named by their positions, "content.events.dlq/3/17".
type redrives struct {
	sent    map[string]int         // how many records of the topics were each
	letters map[string]*openLetter // of the groups of this pass
	order   []string               // of letters
	ledger  map[string]entry
	asked   map[string]bool // to be discarded
	left    map[int32]bool  // events with dead letters that are neither sent nor discarded
}

// openLetter is a dead letter of a topic that is redriven.
type openLetter struct {
	event   int32
	in      int32 // the partition of its record
	offset  int64 // of that: an event may have several
	follows bool  // it has no reason of its own
	stamp   int64
}

// entry is what the ledger says of a dead letter.
type entry struct {
	PutAside  int64  `json:"putAside"` // milliseconds
	Discarded string `json:"discarded"`
}

// ledgerSuffix is behind a dead-letter topic's name in that of its ledger.
const ledgerSuffix = ".redriven"

// Ledger takes in a record of the ledger of a dead-letter topic, after the dead
// letters.
func (c *Checker) Ledger(r Record) {
	var e entry
	if json.Unmarshal(r.Value, &e) != nil {
		return
	}
	at := string(r.Key)
	l := c.redrives.letters[at]
	if l == nil || l.stamp != e.PutAside {
		return // of another group
	}
	c.redrives.ledger[at] = e
	if e.Discarded != "" {
		c.verdict.Discarded++
		c.give(l)
	}
}

// give notes that an event was given up.
func (c *Checker) give(l *openLetter) {
	if l.event != none {
		c.events[l.event].given = true
	}
}

// redrivenRecord notes that a record of a topic was a dead letter.
func (c *Checker) redrivenRecord(kept *record, r *Record) {
	from, group := r.header("redriven-from"), r.header("redriven-for")
	if !r.isRedriven() || !c.topics[r.Topic].Redriven {
		return
	}
	kept.forGroup = group
	if group != c.topics[r.Topic].Group {
		return
	}
	c.verdict.Redriven++
	if c.redrives.sent[from]++; c.redrives.sent[from] > 1 {
		c.fault(Resent, "dead letter %s was sent to %s again, as offset %d of partition %d", from, r.Topic, r.Offset, r.Partition)
	}
}

// openLetter notes a dead letter of a topic that is redriven.
func (c *Checker) openLetter(r *Record, event, partition int32, offset int64, follows bool) {
	at := fmt.Sprintf("%s/%d/%d", r.Topic, r.Partition, r.Offset)
	c.redrives.letters[at] = &openLetter{event: event, in: partition, offset: offset, follows: follows, stamp: r.Stamp}
	c.redrives.order = append(c.redrives.order, at)
	if event == none || follows {
		return
	}
	k := c.key(c.events[event].key, partition)
	k.dead = append(k.dead, event)
}

// behindOpen returns the event of a dead letter that is before another event of
// its key, and that was neither handled by now nor given up; none if there is none.
func (c *Checker) behindOpen(k *key, e *event) int32 {
	for _, i := range k.dead {
		if d := &c.events[i]; d.first < e.first && d.handled == 0 && !d.given {
			return i
		}
	}
	return none
}

// judgeRedrives judges what came of dead letters, at the end.
func (c *Checker) judgeRedrives() {
	for _, at := range c.redrives.order {
		l := c.redrives.letters[at]
		e, done := c.redrives.ledger[at]
		switch {
		case done && e.Discarded != "" && c.redrives.sent[at] > 0:
			c.fault(Resent, "dead letter %s was discarded, and sent", at)
		case done && e.Discarded != "" && !c.redrives.asked[at]:
			c.fault(Unasked, "dead letter %s of %s was discarded, and was not to be", at, c.name(l.event))
		case !done && !c.settledOtherwise(l):
			c.redrives.left[l.event] = true
			c.fault(Blocked, "dead letter %s of %s is left, dead-lettered at %v", at, c.name(l.event), time.UnixMilli(l.stamp).UTC().Format("15:04:05.000"))
		}
		if l.follows && l.event != none && !c.follows(l) {
			c.fault(Misblocked, "%s became a dead letter behind others of its key, of which its group has none", c.name(l.event))
		}
	}
}

// settledOtherwise reports whether a dead letter that is left is not a loss: its event
// was handled or given up all the same, as by another record of it.
func (c *Checker) settledOtherwise(l *openLetter) bool {
	if l.event == none {
		return false
	}
	e := &c.events[l.event]
	return e.handled > 0 || e.given
}

// follows reports whether an event has a dead letter of its key before it.
func (c *Checker) follows(l *openLetter) bool {
	for _, i := range c.key(c.events[l.event].key, l.in).dead {
		if c.events[i].first < l.offset || i == l.event {
			return true
		}
	}
	return false
}

// ledgers returns the names of the ledgers.
func (c *Checker) ledgers() (names []string) {
	for _, t := range c.topics {
		if t.Redriven {
			names = append(names, t.DeadLetters+ledgerSuffix)
		}
	}
	return names
}

// hasLetter reports whether an event has a dead letter that is left.
func (c *Checker) hasLetter(event int32) bool { return c.redrives.left[event] }
