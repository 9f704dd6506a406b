package lanes

// load tracks and limits what a scheduler holds.
type load struct {
	most      int // maximum number of records
	mostBytes int

	held, bytes       int  // pending tasks, and the bytes of their records
	aside, asideBytes int  // the same, of paused partitions
	typical           int  // typical record size in bytes, 0 if unknown
	full              bool // the last call of Room returned 0
}

// hold adds n tasks and their bytes to the load; negative numbers remove them.
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

// Room returns how many records may be fetched. It returns 0 if less than a quarter of the limit
// is free, so that fetches are worthwhile.
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

// firstRecords is how many records are fetched before their size is known.
const firstRecords = 16

// budget returns how much the partitions that are not paused may hold, and their number. Paused
// partitions do not count against these limits, but while they hold records, the others only have
// their own share of the total. All partitions together hold at most twice the total: if paused
// ones hold a lot, the limits for the others fall, down to a quarter of a share.
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

// sized updates the typical record size: it rises to larger records at once, and falls slowly.
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

// Pause pauses the partitions that hold more than three quarters of their share, or, if there are
// none, the one that holds most, so that a blocked partition does not hold up the others.
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

// Resume resumes the partitions that hold at most half of their share, and at most half of what
// they held when they were paused.
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

// move moves a partition's load to that of paused partitions, or back if sign is -1.
func (s *Scheduler[K, J]) move(p *Partition[K, J], sign int) {
	s.held -= sign * p.held
	s.bytes -= sign * p.bytes
	s.aside += sign * p.held
	s.asideBytes += sign * p.bytes
}
