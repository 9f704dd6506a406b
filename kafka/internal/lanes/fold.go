package lanes

import (
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// completedAhead returns what is completed behind the first task that is not, here or by
// those who had the partition before.
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

// foldAtLeast is from how many tasks on it is worth while to fold them.
const foldAtLeast = 1024

// append appends a task, and folds the completed ones now and then: while one waits for
// long, any number may be completed behind it.
func (p *Partition[K, J]) append(t *Task[K, J]) {
	if len(p.tasks) >= p.foldAt {
		p.fold()
	}
	p.tasks = append(p.tasks, t)
}

// fold has one task stand for each range of completed ones.
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

// knows reports whether another consumer has completed a record. It is asked for each
// record, in order.
func (p *Partition[K, J]) knows(r *kgo.Record) bool { return p.ahead.Take(r.Offset, r.LeaderEpoch) }
