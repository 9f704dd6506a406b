package check

import (
	"fmt"

	"github.com/mediamesh/events/test/chaos/journal"
)

// attempt is that a publisher tried to publish an event, by a call that may have
// been about others too.
type attempt struct {
	event     int32
	life      int32 // of the publisher, a process
	source    int32 // the publisher, over all its lives
	way       journal.Way
	call      int64 // when it began, and which: of a transaction all have the same
	acked     bool
	unwritten bool  // so says who was to write it
	refused   bool  // and that it is too large
	offset    int64 // of its first record; none if it is not in its topic
	in        int32 // the partition of that
}

// attempted takes in that an event is about to be sent.
func (c *Checker) attempted(event int32, number, call int64, way journal.Way) error {
	e := &c.events[event]
	if number != int64(len(e.attempts))+1 {
		return fmt.Errorf("attempt %d comes after %d", number, len(e.attempts))
	}
	e.attempts = append(e.attempts, int32(len(c.attempts)))
	c.attempts = append(c.attempts, attempt{event: event, life: c.life, source: c.source, way: way, call: call, offset: none})
	return nil
}

// attempt returns an attempt by an event's id and its number, nil if there is none.
func (c *Checker) attempt(id string, number int64) *attempt {
	i, ok := c.ids[id]
	if !ok || number < 1 || number > int64(len(c.events[i].attempts)) {
		return nil
	}
	return &c.attempts[c.events[i].attempts[number-1]]
}

// judgeCalls holds what the topics have against what publishers were told.
func (c *Checker) judgeCalls() {
	for i := range c.attempts {
		a := &c.attempts[i]
		if a.refused {
			c.refused(a)
		}
		switch {
		case a.unwritten:
			c.verdict.Unwritten++
		case !a.acked:
			c.verdict.Unknown++
		}
		switch {
		case a.acked && a.offset == none && c.gone(a):
			c.verdict.Gone++
		case a.acked && a.offset == none:
			c.fault(Vanished, "%s was acknowledged and is not in its topic", c.names[a.event])
		case a.unwritten && a.offset != none:
			c.fault(Contradicted, "%s (offset %d) is in its topic, and its publisher was told that it was not written", c.names[a.event], a.offset)
		}
		c.inCallOrder(a)
	}
}

// refused judges that a publisher gave an event up as too large.
func (c *Checker) refused(a *attempt) {
	c.verdict.Refused++
	if c.events[a.event].kind != journal.Oversize {
		c.fault(Misrefused, "%s was given up as too large, and its topic takes it", c.names[a.event])
	}
}

// inCallOrder judges the order of a key's records: in one life of a publisher,
// that of its calls; after an earlier life, behind what was acknowledged in it.
func (c *Checker) inCallOrder(a *attempt) {
	if a.offset == none {
		return
	}
	k := c.key(c.events[a.event].key, a.in)
	if k.life != a.life {
		k.life, k.until = a.life, k.acked
	}
	if a.offset < k.until {
		c.fault(Shuffled, "%s (offset %d) was published after what is at offset %d of its key", c.names[a.event], a.offset, k.until)
	}
	k.until = max(k.until, a.offset)
	if a.acked {
		k.acked = max(k.acked, a.offset)
	}
}
