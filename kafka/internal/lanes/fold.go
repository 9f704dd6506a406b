package lanes

import (
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// completedAhead returns the completed ranges after the first pending task, including those that
// previous owners of the partition completed.
func (p *Partition[K, J]) completedAhead() (list doneset.Ranges) {
	for _, t := range p.tasks {
		if t.done {
			list = list.With(doneset.Range{From: t.offset, To: t.end, Epoch: t.epoch})
		}
	}
	for _, s := range p.ahead {
		list = list.With(s)
	}
	return list
}

// foldAtLeast is the minimum number of tasks for folding.
const foldAtLeast = 1024

// append appends a task, and folds the completed ones from time to time: while one task is
// pending, any number may be completed after it.
func (p *Partition[K, J]) append(t *Task[K, J]) {
	if len(p.tasks) >= p.foldAt {
		p.fold()
	}
	p.tasks = append(p.tasks, t)
}

// fold replaces each range of completed tasks with a single task.
func (p *Partition[K, J]) fold() {
	var last *Task[K, J]
	folded := make([]*Task[K, J], 0, len(p.tasks)/2)
	for _, t := range p.tasks {
		if t.done && last != nil && last.done && last.end == t.offset && last.epoch == t.epoch {
			last.end = t.end
			continue
		}
		if last = t; t.done {
			last = &Task[K, J]{offset: t.offset, end: t.end, epoch: t.epoch, done: true}
		}
		folded = append(folded, last)
	}
	p.tasks, p.foldAt = folded, max(foldAtLeast, 2*len(folded))
}

// knows reports whether another consumer has completed a record. Calls must be in ascending order
// of offsets.
func (p *Partition[K, J]) knows(r *kgo.Record) bool { return p.ahead.Take(r.Offset, r.LeaderEpoch) }
