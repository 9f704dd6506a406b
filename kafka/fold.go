package kafka

import "github.com/mediamesh/events/kafka/internal/doneset"

import "github.com/twmb/franz-go/pkg/kgo"

// stretches returns what is done behind the first task that is not, here or by
// those who had the partition before.
func (p *partition) stretches() (list doneset.Ranges) {
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

// append appends a task, and folds those that are done now and then: while one
// waits for long, any number may be done behind it.
func (p *partition) append(t *task) {
	if len(p.tasks) >= p.foldAt {
		p.fold()
	}
	p.tasks = append(p.tasks, t)
}

// fold has one task stand for each stretch of those that are done.
func (p *partition) fold() {
	var last *task
	folded := make([]*task, 0, len(p.tasks)/2)
	for _, t := range p.tasks {
		if t.done && last != nil && last.done && last.end == t.offset && last.epoch == t.epoch {
			last.end = t.end
			continue
		}
		if last = t; t.done {
			last = &task{offset: t.offset, end: t.end, epoch: t.epoch, done: true}
		}
		folded = append(folded, last)
	}
	p.tasks, p.foldAt = folded, max(foldAtLeast, 2*len(folded))
}

// knows reports whether another consumer has done a record. It is asked for each
// record, in order.
func (p *partition) knows(r *kgo.Record) bool { return p.ahead.Take(r.Offset, r.LeaderEpoch) }
