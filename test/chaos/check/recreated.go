package check

import "github.com/mediamesh/events/test/chaos/journal"

// last is when the topic had been created again for the last time, 0 if it was not.
func (t *Topic) last() int64 {
	if len(t.Recreated) == 0 {
		return 0
	}
	return t.Recreated[len(t.Recreated)-1]
}

// gone reports whether what a call published may be gone with its topic.
func (c *Checker) gone(a *attempt) bool { return a.call < c.events[a.event].topic.last() }

// past reports whether a line of the handlers' journal is about a topic that was
// deleted later.
func (c *Checker) past(topic string) bool {
	t := c.topics[topic]
	return t != nil && c.recreated[topic] < len(t.Recreated)
}

// handledPast judges a handling of a record that is gone with its topic. Where it
// was cannot be known.
func (c *Checker) handledPast(e *event, h handling) {
	if e.kind.Breaks() || e.kind == journal.Tombstone {
		c.fault(Unsound, "%s was handled", h.id)
	}
	e.handled++
}

// emptied reports whether a record's dead letter may be gone with its topic.
func (c *Checker) emptied(at place, offset int64, r *record) bool {
	if r.event == none || offset >= c.topics[at.topic].Emptied[at.partition] {
		return false
	}
	kind := c.events[r.event].kind
	return kind.Breaks() || kind == journal.Permanent
}

// judgeRecreations looks whether each publisher went on when a topic had been
// created again: one that tries has something acknowledged in time.
func (c *Checker) judgeRecreations() {
	for _, t := range c.topics {
		for _, at := range t.Recreated {
			c.judgeRecreation(t, at)
		}
	}
}

func (c *Checker) judgeRecreation(t *Topic, at int64) {
	until := at + int64(c.Within)
	tried, wrote := make(map[int32]bool), make(map[int32]bool)
	for i := range c.attempts {
		a := &c.attempts[i]
		if c.events[a.event].topic != t || a.call < at {
			continue
		}
		tried[a.source] = tried[a.source] || a.call >= until
		wrote[a.source] = wrote[a.source] || a.acked && a.call < until
	}
	for source := range c.source + 1 {
		if tried[source] && !wrote[source] {
			c.fault(Stranded, "publisher %d had nothing acknowledged by %s within %v after it had been created again", source, t.Name, c.Within)
		}
	}
}

// letterOfPast takes in a dead letter of a record that is gone with its topic.
func (c *Checker) letterOfPast(r *Record) {
	c.verdict.DeadLettersBy[r.header("dlq-reason")]++
	if i, ok := c.ids[r.header("event-id")]; ok {
		c.events[i].deadEnds++
	}
}
