package check

// replayed judges what a replay handled: an event where it is. It does not count
// as handled by the group.
func (c *Checker) replayed(at place, offset int64, id string) {
	c.verdict.Replayed++
	i, sent := c.ids[id]
	if r := c.log(at).at(offset); !sent || r == nil || r.event != i {
		c.fault(Fabricated, "%s was replayed as of %s partition %d offset %d, where it is not", id, at.topic, at.partition, offset)
		return
	}
	if c.events[i].kind.Breaks() {
		c.fault(Unsound, "%s was replayed", id)
	}
}
