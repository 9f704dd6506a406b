package lanes

import (
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// A Position is how far a partition is completed, as in a commit.
type Position struct {
	At        kgo.EpochOffset   // everything before it is completed
	Ahead     doneset.Ranges    // completed ranges after At
	FirstRead doneset.FirstRead // when the group first read the partition's topic
}

// A Mark is how far a partition of a scheduler is completed.
type Mark[K, J any] struct {
	Position
	part     *Partition[K, J] // the assignment that the mark belongs to, for Committed
	finished int64            // number of tasks completed when the mark was made
}

// changed reports whether more is completed than committed.
func (p *Partition[K, J]) changed() bool { return p.reached != p.committed || p.finished != p.told }

// mark returns how far the partition is completed.
func (p *Partition[K, J]) mark() Mark[K, J] {
	m := Mark[K, J]{Position: Position{Ahead: p.completedAhead(), FirstRead: p.firstRead}, part: p, finished: p.finished}
	if p.reached.Offset < 0 && len(m.Ahead) > 0 {
		// Nothing was ever committed: the completed ranges are relative to its first record.
		p.reached.Offset = p.tasks[0].offset
	}
	m.At = p.reached
	return m
}

// Uncommitted returns how far partitions are completed, for those with more completed than
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

// Committed marks what was committed. It ignores partitions that were removed since Uncommitted
// returned done, even if they were assigned again.
func (s *Scheduler[K, J]) Committed(done map[Place]Mark[K, J]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, m := range done {
		if p := s.partitions[at]; p != nil && p == m.part {
			p.committed, p.told = m.At, m.finished
		}
	}
}

// Continue sets the positions that the partitions' previous owners committed: records that these
// completed ahead of the offset are not handled again. It ignores partitions that already have
// records or a position.
func (s *Scheduler[K, J]) Continue(from map[Place]Position) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, m := range from {
		if p := s.partitions[at]; p != nil && p.drained == nil && len(p.tasks) == 0 && p.reached.Offset < 0 {
			p.reached, p.committed, p.ahead, p.firstRead = m.At, m.At, m.Ahead, m.FirstRead
		}
	}
}

// FirstRead returns when the group first read a partition's topic, as far as known.
func (s *Scheduler[K, J]) FirstRead(at Place) (b doneset.FirstRead) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.partitions[at]; p != nil {
		b = p.firstRead
	}
	return b
}

// StartAt sets the offset at which a partition starts, unless the group has already committed
// one, and when the group first read the topic. Both are committed at once.
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
