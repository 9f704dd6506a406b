package kafka

import "time"

// drain has partitions take no more records, and end what they have begun until
// the deadline: what they hold below the highest offset that was begun, so that
// nothing that is done has to be done again. It returns a channel for each that
// is closed when that is so.
func (s *scheduler) drain(places []place, deadline time.Time) (drained []<-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range places {
		p := s.partitions[at]
		if p == nil {
			continue
		}
		if p.drained == nil {
			p.drained, p.deadline = make(chan struct{}), deadline
			p.each(func(l *lane) { s.cut(l) })
			if p.held == 0 {
				p.empty()
			}
		}
		drained = append(drained, p.drained)
	}
	return drained
}

// cut drops the tasks of a lane that are beyond what was begun in its
// partition, or are not to be taken up in time.
func (s *scheduler) cut(l *lane) {
	p := l.part
	if l.stuck || l.timer != nil && l.due.After(p.deadline) {
		s.drop(l)
		return
	}
	var last *task
	for t := l.first; t != nil && t.offset <= p.begun; t = t.next {
		last = t
	}
	if last == nil {
		s.drop(l)
		return
	}
	for t := last.next; t != nil; t = t.next {
		s.forget(t)
	}
	last.next, l.last = nil, last
}

// drop drops all the tasks of a lane.
func (s *scheduler) drop(l *lane) {
	if l.timer != nil {
		l.timer.Stop()
		l.timer = nil
	}
	for t := l.first; t != nil; t = t.next {
		s.forget(t)
	}
	l.first, l.last = nil, nil
	l.part.close(l)
}

// forget takes a task off what is held. It will never be done, so that nothing
// behind it is committed.
func (s *scheduler) forget(t *task) {
	s.hold(t.lane.part, -1, -t.size)
}

// empty tells that nothing is held.
func (p *partition) empty() {
	select {
	case <-p.drained:
	default:
		close(p.drained)
	}
}

// all returns the places of all partitions.
func (s *scheduler) all() []place {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []place
	for at := range s.partitions {
		list = append(list, at)
	}
	return list
}

// abandon tells handlers to end that are still at work, and how many they are.
func (s *scheduler) abandon(places []place) (handlers int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range places {
		if p := s.partitions[at]; p != nil {
			p.gone = true
			handlers += p.cancel()
			if p.drained != nil {
				p.empty()
			}
		}
	}
	return handlers
}

// cancel ends the contexts of a partition's handlers.
func (p *partition) cancel() (handlers int) {
	p.each(func(l *lane) {
		if l.worker != nil {
			l.worker.cancel(errAbandoned)
			handlers++
		}
	})
	return handlers
}

// remove gives partitions up. What of them is under way is told to end, and is
// of no consequence. It tells whether something was done that is not committed.
func (s *scheduler) remove(places []place) (uncommitted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range places {
		p := s.partitions[at]
		if p == nil {
			continue
		}
		uncommitted = uncommitted || p.changed()
		p.gone = true
		p.cancel()
		p.each(s.drop)
		if p.drained != nil {
			p.empty()
		}
		delete(s.partitions, at)
	}
	s.signal(s.changed)
	return uncommitted
}
