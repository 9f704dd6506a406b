//go:build unix

package campaign

import "context"

// added are how many partitions are added at a time.
const added = 2

// addPartitions adds partitions to a topic, twice.
func (r *running) addPartitions(ctx context.Context) error {
	topic, count := r.topic(grown).Name, partitions
	for _, percent := range []int{40, 65} {
		if !r.at(ctx, percent) {
			return nil
		}
		for _, p := range r.passes {
			if t := p.topic(topic); t != nil {
				t.Had = append(t.Had, int32(count))
			}
		}
		count += added
		err := eventually(ctx, func() error {
			answers, err := r.passes[0].admin.UpdatePartitions(ctx, count, topic)
			if err == nil {
				err = answers.Error()
			}
			return err
		})
		if err != nil {
			return err
		}
		r.note(AddPartitions)
	}
	return nil
}
