package lanes

// Unprepared returns the partitions without a call of [Scheduler.Prepare].
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

// Prepare sets the keys of a partition, for [Task.Keys], and applies the notes made before.
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

// Note applies note to the keys of a task's partition, if they were prepared. If the partition
// was removed and assigned again since the task was added, Note also applies it to the new keys,
// which may have been read too early to include it.
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

// Keys returns the keys of all prepared partitions.
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
