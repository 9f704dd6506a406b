package kafka

// load bounds what a scheduler holds.
type load struct {
	most      int // records
	mostBytes int

	held, bytes       int  // tasks that are not done, and their records' bytes
	aside, asideBytes int  // the same of partitions that are paused
	full              bool // when room was last asked for, there was none
}

// hold counts tasks in, or out.
func (s *scheduler) hold(p *partition, n, bytes int) {
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

// room returns how many records may be fetched. Little room is none, so that
// fetches are worth their while.
func (s *scheduler) room() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	most, mostBytes := s.most, s.mostBytes
	if s.aside > 0 {
		// What paused partitions hold does not count, but the others share what
		// is theirs, and all together hold at most twice as much.
		others := max(1, len(s.partitions)-s.pausedPartitions())
		most = min(max(1, most*others/len(s.partitions)), 2*most-s.aside)
		mostBytes = min(mostBytes*others/len(s.partitions), 2*mostBytes-s.asideBytes)
	}
	free := most - s.held
	if s.full = s.bytes >= mostBytes || free < max(1, most/4); s.full {
		return 0
	}
	return free
}

// pausing tells that a partition is paused.
func (s *scheduler) pausing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pausedPartitions() > 0
}

func (s *scheduler) pausedPartitions() (n int) {
	for _, p := range s.partitions {
		if p.paused {
			n++
		}
	}
	return n
}

// pause marks those partitions as paused that hold more than their share, so
// that what is stuck in one does not hold up the others.
func (s *scheduler) pause() (paused map[string][]int32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, p := range s.partitions {
		if p.paused || len(s.partitions) == 1 || p.held <= s.most/len(s.partitions) && p.bytes <= s.mostBytes/len(s.partitions) {
			continue
		}
		p.paused = true
		s.move(p, 1)
		paused = with(paused, at)
	}
	return paused
}

// resume marks those as not paused that hold half of their share again.
func (s *scheduler) resume() (resumed map[string][]int32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.aside == 0 && s.pausedPartitions() == 0 {
		return nil
	}
	for at, p := range s.partitions {
		n := 2 * len(s.partitions)
		if !p.paused || p.held > s.most/n || p.bytes > s.mostBytes/n {
			continue
		}
		s.move(p, -1)
		p.paused = false
		resumed = with(resumed, at)
	}
	return resumed
}

// move counts what a partition holds as aside, or back.
func (s *scheduler) move(p *partition, sign int) {
	s.held -= sign * p.held
	s.bytes -= sign * p.bytes
	s.aside += sign * p.held
	s.asideBytes += sign * p.bytes
}

// with returns a set of partitions with one more.
func with(set map[string][]int32, at place) map[string][]int32 {
	if set == nil {
		set = make(map[string][]int32)
	}
	set[at.topic] = append(set[at.topic], at.partition)
	return set
}

// placesOf lists a set of partitions.
func placesOf(set map[string][]int32) (list []place) {
	for topic, ids := range set {
		for _, id := range ids {
			list = append(list, place{topic, id})
		}
	}
	return list
}
