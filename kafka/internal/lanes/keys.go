package lanes

// Unprepared returns the partitions that [Scheduler.Prepare] was not called for.
func (s *Scheduler[K, J]) Unprepared() (list []Place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, p := range s.partitions {
		if p.keys == nil {
			list = append(list, at)
		}
	}
	return list
}

// Prepare keeps keys with a partition, for [Task.Keys]. Notes that came before it are
// made now.
func (s *Scheduler[K, J]) Prepare(at Place, keys *K) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.partitions[at]; p != nil {
		p.keys = keys
		for _, note := range p.notes {
			note(keys)
		}
		p.notes = nil
	}
}

// Note makes a note in the keys of a task's partition, if that was prepared. If the
// partition was removed and assigned again since the task was added, the note is made in
// its new keys as well, which may have been read too early to have it.
func (s *Scheduler[K, J]) Note(t *Task[K, J], note func(*K)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	of := t.lane.part
	if of.keys == nil {
		return
	}
	note(of.keys)
	switch now := s.partitions[of.Place]; {
	case now == nil || now == of:
	case now.keys == nil:
		now.notes = append(now.notes, note)
	default:
		note(now.keys)
	}
}

// Keys returns the keys of all partitions that were prepared.
func (s *Scheduler[K, J]) Keys() map[Place]*K {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make(map[Place]*K)
	for at, p := range s.partitions {
		if p.keys != nil {
			all[at] = p.keys
		}
	}
	return all
}
