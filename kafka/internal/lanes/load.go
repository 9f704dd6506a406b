package lanes

// load bounds what a scheduler holds.
type load struct {
	most      int // records
	mostBytes int

	held, bytes       int  // tasks that are not done, and their records' bytes
	aside, asideBytes int  // the same of partitions that are paused
	typical           int  // bytes of a record, 0 if none came yet
	full              bool // when room was last asked for, there was none
}

// hold counts tasks in, or out.
func (s *Scheduler[K, J]) hold(p *Partition[K, J], n, bytes int) {
	p.held += n
	p.bytes += bytes
	if p.paused {
		s.aside += n
		s.asideBytes += bytes
		return
	}
	s.held += n
	s.bytes += bytes
}

// Room returns how many records may be fetched. Little room is none, so that
// fetches are worth their while.
func (s *Scheduler[K, J]) Room() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	most, mostBytes, _ := s.budget()
	free, freeBytes := most-s.held, mostBytes-s.bytes
	if s.full = free < max(1, most/4) || freeBytes < max(1, mostBytes/4); s.full {
		return 0
	}
	if s.typical == 0 {
		return min(free, firstRecords)
	}
	return min(free, max(1, freeBytes/s.typical))
}

// firstRecords is how many records are fetched before it is known how large they
// are.
const firstRecords = 16

// budget returns what partitions that are not paused may hold, and how many they
// are. What paused ones hold does not count, but the others share what is theirs
// of the whole. All together hold at most twice the whole: when most of that is
// gone, the others get along with little.
func (s *Scheduler[K, J]) budget() (most, mostBytes, others int) {
	n := max(1, len(s.partitions))
	others = max(1, n-s.pausedPartitions())
	share := func(whole, aside int) int {
		if aside == 0 {
			return whole
		}
		return max(min(whole*others/n, whole+whole/4*3-aside), whole/(4*n), 1)
	}
	return share(s.most, s.aside), share(s.mostBytes, s.asideBytes), others
}

// sized learns how large records are: of late, and rather the larger ones.
func (l *load) sized(bytes int) {
	if bytes > l.typical {
		l.typical = bytes
	} else {
		l.typical -= (l.typical - bytes) / 64
	}
}

// Pausing reports whether a partition is paused.
func (s *Scheduler[K, J]) Pausing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pausedPartitions() > 0
}

func (s *Scheduler[K, J]) pausedPartitions() (n int) {
	for _, p := range s.partitions {
		if p.paused {
			n++
		}
	}
	return n
}

// Pause marks those partitions as paused that hold about their share, and if
// there are none, the one that holds most, so that what is stuck in one does not
// hold up the others.
func (s *Scheduler[K, J]) Pause() (paused map[string][]int32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.partitions) <= 1 {
		return nil
	}
	most, mostBytes, others := s.budget()
	var fullest *Partition[K, J]
	for at, p := range s.partitions {
		if p.paused || p.held == 0 {
			continue
		}
		if fullest == nil || p.held > fullest.held {
			fullest = p
		}
		if 4*others*p.held > 3*most || 4*others*p.bytes > 3*mostBytes {
			s.setAside(p)
			paused = with(paused, at)
		}
	}
	if paused == nil && fullest != nil {
		s.setAside(fullest)
		paused = with(paused, fullest.Place)
	}
	return paused
}

func (s *Scheduler[K, J]) setAside(p *Partition[K, J]) {
	p.paused, p.heldThen = true, p.held
	s.move(p, 1)
}

// Resume marks those as not paused that hold half of their share, and of what
// they held then.
func (s *Scheduler[K, J]) Resume() (resumed map[string][]int32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, p := range s.partitions {
		n := 2 * len(s.partitions)
		if !p.paused || 2*p.held > p.heldThen || p.held > s.most/n || p.bytes > s.mostBytes/n {
			continue
		}
		s.move(p, -1)
		p.paused = false
		resumed = with(resumed, at)
	}
	return resumed
}

// move counts what a partition holds as aside, or back.
func (s *Scheduler[K, J]) move(p *Partition[K, J], sign int) {
	s.held -= sign * p.held
	s.bytes -= sign * p.bytes
	s.aside += sign * p.held
	s.asideBytes += sign * p.bytes
}
