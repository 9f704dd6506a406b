package lanes

import "time"

// Drain has partitions take no more records, and end what they have begun until
// the deadline: what they hold below the highest offset that was begun, so that
// nothing that is done has to be done again. It returns a channel for each that
// is closed when that is so.
func (s *Scheduler[K, J]) Drain(places []Place, deadline time.Time) (drained []<-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range places {
		p := s.partitions[at]
		if p == nil {
			continue
		}
		if p.drained == nil {
			p.drained, p.deadline = make(chan struct{}), deadline
			p.each(func(l *lane[K, J]) { s.cut(l) })
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
func (s *Scheduler[K, J]) cut(l *lane[K, J]) {
	p := l.part
	if l.state == stuck || l.state == waiting && l.due.After(p.deadline) {
		s.drop(l)
		return
	}
	var last *Task[K, J]
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

// drop gives up the tasks of a lane.
func (s *Scheduler[K, J]) drop(l *lane[K, J]) {
	if l.timer != nil {
		l.timer.Stop()
		l.timer = nil
	}
	for t := l.first; t != nil; t = t.next {
		s.forget(t)
	}
	l.first, l.last = nil, nil
	l.become(dropped)
	l.part.forget(l)
}

// forget takes a task off what is held. It will never be completed, so that nothing
// behind it is committed.
func (s *Scheduler[K, J]) forget(t *Task[K, J]) {
	s.hold(t.lane.part, -1, -t.size)
}

// empty tells that nothing is held.
func (p *Partition[K, J]) empty() {
	select {
	case <-p.drained:
	default:
		close(p.drained)
	}
}

// Abandon ends the contexts of handlers that are still running in some partitions, which
// are of no consequence any more. It returns how many they are.
func (s *Scheduler[K, J]) Abandon(places []Place) (handlers int) {
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
func (p *Partition[K, J]) cancel() (handlers int) {
	p.each(func(l *lane[K, J]) {
		if l.state == running {
			l.slot.cancel(ErrAbandoned)
			handlers++
		}
	})
	return handlers
}

// Remove gives partitions up. The contexts of their handlers end, and what comes of them
// is of no consequence. It reports whether something was completed that is not committed.
func (s *Scheduler[K, J]) Remove(places []Place) (uncommitted bool) {
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
