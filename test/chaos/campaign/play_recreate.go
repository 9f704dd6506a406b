//go:build unix

package campaign

import (
	"context"
	"slices"
)

// recreate deletes a topic and creates it again, while its publishers go on, and
// later its dead-letter topic, while its consumers go on, too.
func (r *running) recreate(ctx context.Context) error {
	t, p := r.topic(again), r.pass(handledJournal)
	members := r.members(t.Name)
	for i, percent := range []int{25, 50, 70} {
		if !r.at(ctx, percent) {
			return nil
		}
		if i == 1 {
			if err := p.emptyLetters(ctx, p.topic(t.Name), r.replicas(), creation{t.DeadLetters, partitions, t.MaxBytes + letterRoom}); err != nil {
				return err
			}
			r.note(EmptyLetters)
			continue
		}
		// A group that reads on would commit offsets of a topic that is gone.
		for _, w := range members {
			w.hold()
		}
		err := p.recreate(ctx, p.topic(t.Name), r.replicas(), creation{t.Name, partitions, t.MaxBytes})
		for _, w := range members {
			w.release()
		}
		if err != nil {
			return err
		}
		r.note(Recreate)
	}
	return nil
}

// members returns the consumers of a topic's first group.
func (r *running) members(topic string) (list []*worker) {
	for _, w := range r.consumers {
		if g := r.load.Groups[w.group]; slices.Contains(g.Topics, topic) {
			list = append(list, w)
		}
	}
	return list
}
