package check

// committed judges a group's committed offset: all below it must be dealt with
// by now, the line of the journal that tells of it. What was found once is not
// looked at again.
func (c *Checker) committed(at place, offset int64) {
	c.verdict.Samples++
	l := c.log(at)
	l.committed = max(l.committed, offset)
	if end := int64(len(l.records)); offset > end {
		c.fault(Early, "%s partition %d: offset %d is committed, and it ends at %d", at.topic, at.partition, offset, end)
		offset = end
	}
	for ; l.checked < offset; l.checked++ {
		if r := l.at(l.checked); r != nil && c.topics[at.topic].concerns(r.call) && !c.dealtWith(r) && !c.emptied(at, l.checked, r) {
			c.fault(Early, "%s partition %d: offset %d is committed, and %s at %d is not dealt with", at.topic, at.partition, offset, c.name(r.event), l.checked)
		}
	}
}

// dealtWith reports whether a record needs no more work, as of now.
func (c *Checker) dealtWith(r *record) bool {
	if r.handled || r.forGroup != "" && r.event != none && r.forGroup != c.events[r.event].topic.Group || r.event != none && c.events[r.event].kind.Skipped() {
		return true
	}
	return r.letter != nil && r.letter.offset < c.ends[r.letter.at]
}

func (c *Checker) name(i int32) string {
	if i == none {
		return "a record without an id"
	}
	return c.names[i]
}
