package check

// undone says what is wrong with an event that was acknowledged and not dealt
// with. Behind the last committed offset its partition stands still, and the
// event may yet be handled: the group is at fault, not the event lost.
func (c *Checker) undone(i int32) {
	e := &c.events[i]
	if e.first != none && c.emptied(e.last, e.until, c.log(e.last).at(e.until)) {
		return
	}
	if e.first != none && e.until >= c.log(e.last).committed && c.log(e.last).committed > 0 {
		c.fault(Stalled, "%s was acknowledged, and its partition %d of %s stands still at %d", c.names[i], e.last.partition, e.last.topic, c.log(e.last).committed)
		return
	}
	c.fault(Lost, "%s was acknowledged, not handled, and is not a dead letter", c.names[i])
}
