package lanes

import "time"

// Drain stops partitions from accepting records, and lets them complete what they have started
// until the deadline: all records up to the highest started offset, so that completed records are
// not handled again. It returns a channel for each partition, which is closed when that is done.
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

// cut drops the tasks of a lane that are above the partition's highest started offset, or whose
// next attempt is after the deadline.
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

// drop drops all tasks of a lane.
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

// forget subtracts a task from the load. The task is never completed, so the committed offset
// does not pass it.
func (s *Scheduler[K, J]) forget(t *Task[K, J]) {
	s.hold(t.lane.part, -1, -t.size)
}

// empty closes the drained channel: the partition holds no tasks.
func (p *Partition[K, J]) empty() {
	select {
	case <-p.drained:
	default:
		close(p.drained)
	}
}

// Abandon cancels the contexts of handlers that are still running in the partitions, and ignores
// their outcomes. It returns the number of these handlers.
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

// cancel cancels the contexts of a partition's running handlers.
func (p *Partition[K, J]) cancel() (handlers int) {
	p.each(func(l *lane[K, J]) {
		if l.state == running {
			l.slot.cancel(ErrAbandoned)
			handlers++
		}
	})
	return handlers
}

// Remove removes partitions. It cancels the contexts of their handlers and ignores their
// outcomes. It reports whether any completed record is not committed.
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
