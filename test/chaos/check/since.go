package check

// concerns reports whether the group has to deal with what a call published: it
// began to read the topic before the call.
func (t *Topic) concerns(call int64) bool { return call >= t.Since }

// concerns reports whether the group has to deal with a record, as far as is known.
func (c *Checker) concerns(at place, offset int64) bool {
	r := c.log(at).at(offset)
	return r == nil || c.topics[at.topic].concerns(r.call)
}

// concerned reports whether the group has to deal with an event: an attempt to
// publish it was acknowledged that concerns the group.
func (c *Checker) concerned(e *event) bool {
	for _, i := range e.attempts {
		a := &c.attempts[i]
		if gone := a.offset == none && c.gone(a); a.acked && e.topic.concerns(a.call) && !gone {
			return true
		}
	}
	return false
}
