package kafka

import "time"

// view is what a scheduler is at, for those who look from outside.
type view struct {
	records, bytes int // held
	paused         int // partitions
	working        int // handlers
	overdue        int // of them, that have been at work since before a time
	parked         [parkings]int
	slowest        atWork // of the handlers, the one longest at work
	done           []progress
}

// What the first record of a key waits for, while later ones of it wait as well.
const (
	forRetry      = iota // its next attempt
	forDeadLetter        // what is written to a dead-letter topic to be acknowledged
	forStop              // the run to end, by policy
	parkings
)

// atWork is a handler, since is zero if there is none.
type atWork struct {
	place
	offset int64
	since  time.Time
}

// progress is how far a partition is done.
type progress struct {
	place
	offset int64 // the first that is not done; -1 if nothing is known
}

// look returns what the scheduler is at. Handlers are overdue that began before a
// time. It takes time for each key that is held.
func (s *scheduler) look(due time.Time) view {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := view{records: s.held + s.aside, bytes: s.bytes + s.asideBytes, paused: s.pausedPartitions()}
	for at, p := range s.partitions {
		v.done = append(v.done, progress{at, p.undone()})
		p.each(func(l *lane) { v.lane(l, due) })
	}
	return v
}

func (v *view) lane(l *lane, due time.Time) {
	switch t := l.first; {
	case t == nil:
	case l.worker != nil:
		v.working++
		if l.worker.since.Before(due) {
			v.overdue++
		}
		if v.slowest.since.IsZero() || l.worker.since.Before(v.slowest.since) {
			v.slowest = atWork{l.part.place, t.offset, l.worker.since}
		}
	case l.stuck:
		v.parked[forStop]++
	case t.dead != nil, t.resolves:
		v.parked[forDeadLetter]++
	case l.timer != nil:
		v.parked[forRetry]++
	}
}

// undone returns the offset of the first record that is not done, -1 if none was
// held yet.
func (p *partition) undone() int64 {
	if len(p.tasks) > 0 {
		return p.tasks[0].offset
	}
	return p.reached.Offset
}
