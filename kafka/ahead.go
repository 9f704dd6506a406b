package kafka

import "github.com/twmb/franz-go/pkg/kgo"

// A stretch is records that are done, one behind the other without a gap, though
// something before them is not. Their leader's epoch is part of it: a record at
// the same offset of another epoch is another record.
type stretch struct {
	from, to int64 // to is the first that is not part of it
	epoch    int32
}

// stretches are in order, none of them adjoins the next.
type stretches []stretch

// with returns the stretches with one more behind them.
func (list stretches) with(s stretch) stretches {
	if n := len(list); n > 0 {
		last := &list[n-1]
		if s.from < last.to {
			return list // offsets do not go back, save where nothing may be relied on
		}
		if s.from == last.to && s.epoch == last.epoch {
			last.to = s.to
			return list
		}
	}
	return append(list, s)
}

// stretches returns what is done behind the first task that is not, here or by
// those who had the partition before.
func (p *partition) stretches() (list stretches) {
	for _, t := range p.tasks {
		if t.done {
			list = list.with(stretch{t.offset, t.end, t.epoch})
		}
	}
	for _, s := range p.ahead {
		list = list.with(s)
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

// knows tells that others have done a record. It is asked for each, in order.
func (p *partition) knows(r *kgo.Record) bool {
	for len(p.ahead) > 0 && p.ahead[0].to <= r.Offset {
		p.ahead = p.ahead[1:]
	}
	if len(p.ahead) == 0 || r.Offset < p.ahead[0].from {
		return false
	}
	same := p.ahead[0].epoch == r.LeaderEpoch
	p.ahead[0].from = r.Offset + 1
	if p.ahead[0].from == p.ahead[0].to {
		p.ahead = p.ahead[1:]
	}
	return same
}
