package check

import "github.com/mediamesh/events/test/chaos/journal"

// handling is that a handler was done with an event.
type handling struct {
	at        int64 // nanoseconds
	topic     string
	partition int32
	offset    int64
	id, key   string
	seq       int32
	process   string
}

func (c *Checker) handled(h handling) {
	at := place{h.topic, h.partition}
	i, sent := c.ids[h.id]
	if !sent {
		c.fault(Fabricated, "%s was handled and never sent", h.id)
		return
	}
	e := &c.events[i]
	if e.seq != h.seq || e.key != c.keyOf(h.topic, h.key) {
		c.fault(Fabricated, "%s was handled as number %d of key %s of %s, which it is not", h.id, h.seq, h.key, h.topic)
		return
	}
	if c.past(h.topic) {
		c.handledPast(e, h)
		return
	}
	r := c.log(at).at(h.offset)
	if r == nil || r.event != i {
		c.fault(Fabricated, "%s was handled as of %s partition %d offset %d, where it is not", h.id, h.topic, h.partition, h.offset)
		return
	}
	if e.kind.Breaks() || e.kind == journal.Tombstone {
		c.fault(Unsound, "%s was handled", h.id)
	}
	if r.forGroup != "" && r.forGroup != e.topic.Group {
		c.fault(Foreign, "%s (offset %d) was handled by %s, and redriven for %s", h.id, h.offset, e.topic.Group, r.forGroup)
	}
	k := c.key(e.key, h.partition)
	if e.handled++; e.handled == 1 && e.in == h.partition {
		first := e.first
		if !c.concerns(at, first) {
			first = h.offset
		}
		if first < k.first {
			c.fault(Reordered, "%s was handled after what is at offset %d of its key", h.id, k.first)
		}
		k.first = max(k.first, first)
	}
	if e.topic.Redriven && e.topic.KeepOrder && e.handled == 1 {
		if i := c.behindOpen(k, e); i != none {
			c.fault(Overtaken, "%s (offset %d) was handled before %s, which is a dead letter of its key", h.id, h.offset, c.names[i])
		}
	}
	if e.topic.KeepOrder && !e.topic.Redriven && k.blocked && h.offset > k.since {
		c.fault(Overtaken, "%s (offset %d) was handled, though its key is blocked since offset %d", h.id, h.offset, k.since)
	}
	r.handled = true
	c.progress(at, h, r)
}
