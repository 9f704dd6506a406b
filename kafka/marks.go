package kafka

import "github.com/mediamesh/events/kafka/internal/doneset"

import "github.com/twmb/franz-go/pkg/kgo"

// offsets are positions by topic and partition.
type offsets = map[string]map[int32]kgo.EpochOffset

// A mark is how far a partition is done.
type mark struct {
	at       kgo.EpochOffset   // all before it is
	ahead    doneset.Ranges    // and of what is behind it, this
	begun    doneset.FirstRead // since when the group reads its topic
	part     *partition        // as it was assigned, for committed
	finished int64             // how many of its tasks were done
}

// changed tells that more is done than was committed.
func (p *partition) changed() bool { return p.reached != p.committed || p.finished != p.told }

// mark returns how far the partition is done.
func (p *partition) mark() mark {
	m := mark{ahead: p.stretches(), begun: p.beginning, part: p, finished: p.finished}
	if p.reached.Offset < 0 && len(m.ahead) > 0 {
		// Nothing of it was ever committed: what is ahead is so of its first
		// record.
		p.reached.Offset = p.tasks[0].offset
	}
	m.at = p.reached
	return m
}

// uncommitted returns how far partitions are done, as far as that is not
// committed.
func (s *scheduler) uncommitted() map[place]mark {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[place]mark)
	for at, p := range s.partitions {
		if !p.changed() {
			continue
		}
		if m := p.mark(); m.at.Offset >= 0 {
			out[at] = m
		}
	}
	return out
}

// committed notes what was committed. A partition that went meanwhile, and came
// back, is another one.
func (s *scheduler) committed(done map[place]mark) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, m := range done {
		if p := s.partitions[at]; p != nil && p == m.part {
			p.committed, p.told = m.at, m.finished
		}
	}
}

// goOn has partitions go on where others were: what these had done ahead of
// what they committed is not done again.
func (s *scheduler) goOn(marks map[place]mark) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, m := range marks {
		if p := s.partitions[at]; p != nil && p.drained == nil && len(p.tasks) == 0 && p.reached.Offset < 0 {
			p.reached, p.committed, p.ahead, p.beginning = m.at, m.at, m.ahead, m.begun
		}
	}
}

// beginning returns since when the group reads a partition's topic, as far as
// its committed offset says.
func (s *scheduler) beginning(at place) (b doneset.FirstRead) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.partitions[at]; p != nil {
		b = p.beginning
	}
	return b
}

// startAt has a partition begin at an offset, unless the group is somewhere in it
// already, and has that committed at once, with the beginning.
func (s *scheduler) startAt(at place, offset kgo.EpochOffset, b doneset.FirstRead) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.partitions[at]
	if p == nil {
		return
	}
	if p.reached.Offset < 0 {
		p.reached = offset
	}
	p.beginning, p.told = b, -1
	s.signal(s.quiet)
}

// offsetsIn returns the marks' offsets.
func offsetsIn(marks map[place]mark) offsets {
	out := make(offsets)
	for at, m := range marks {
		if out[at.topic] == nil {
			out[at.topic] = make(map[int32]kgo.EpochOffset)
		}
		out[at.topic][at.partition] = m.at
	}
	return out
}
