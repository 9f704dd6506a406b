package lanes

import (
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// A Position is how far a partition is completed, as a commit says it.
type Position struct {
	At        kgo.EpochOffset   // all before it is completed
	Ahead     doneset.Ranges    // and of what is behind it, this
	FirstRead doneset.FirstRead // since when the group reads the partition's topic
}

// A Mark is how far a partition of a scheduler is completed.
type Mark[K, J any] struct {
	Position
	part     *Partition[K, J] // as it was assigned, for Committed
	finished int64            // how many of its tasks were completed
}

// changed reports whether more is completed than was committed.
func (p *Partition[K, J]) changed() bool { return p.reached != p.committed || p.finished != p.told }

// mark returns how far the partition is completed.
func (p *Partition[K, J]) mark() Mark[K, J] {
	m := Mark[K, J]{Position: Position{Ahead: p.completedAhead(), FirstRead: p.firstRead}, part: p, finished: p.finished}
	if p.reached.Offset < 0 && len(m.Ahead) > 0 {
		// Nothing of it was ever committed: what is ahead is so of its first
		// record.
		p.reached.Offset = p.tasks[0].offset
	}
	m.At = p.reached
	return m
}

// Uncommitted returns how far partitions are completed, of those where more is than was
// committed.
func (s *Scheduler[K, J]) Uncommitted() map[Place]Mark[K, J] {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[Place]Mark[K, J])
	for at, p := range s.partitions {
		if !p.changed() {
			continue
		}
		if m := p.mark(); m.At.Offset >= 0 {
			out[at] = m
		}
	}
	return out
}

// Committed notes that marks were committed. A partition that went meanwhile, and came
// back, is another one.
func (s *Scheduler[K, J]) Committed(done map[Place]Mark[K, J]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, m := range done {
		if p := s.partitions[at]; p != nil && p == m.part {
			p.committed, p.told = m.At, m.finished
		}
	}
}

// Continue has partitions go on from what their last owners committed: what these
// completed ahead of it is not handled again. A partition that has records already, or
// was continued before, stays as it is.
func (s *Scheduler[K, J]) Continue(from map[Place]Position) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, m := range from {
		if p := s.partitions[at]; p != nil && p.drained == nil && len(p.tasks) == 0 && p.reached.Offset < 0 {
			p.reached, p.committed, p.ahead, p.firstRead = m.At, m.At, m.Ahead, m.FirstRead
		}
	}
}

// FirstRead returns since when the group reads a partition's topic, as far as that is
// known.
func (s *Scheduler[K, J]) FirstRead(at Place) (b doneset.FirstRead) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.partitions[at]; p != nil {
		b = p.firstRead
	}
	return b
}

// StartAt has a partition begin at an offset, unless the group has committed one in it
// already, and has that committed at once, with since when the group reads the topic.
func (s *Scheduler[K, J]) StartAt(at Place, offset kgo.EpochOffset, b doneset.FirstRead) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.partitions[at]
	if p == nil {
		return
	}
	if p.reached.Offset < 0 {
		p.reached = offset
	}
	p.firstRead, p.told = b, -1
	s.signal(s.quiet)
}
