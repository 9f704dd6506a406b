package pair

import (
	"context"
	"fmt"
)

// Turns measures contenders that take whole turns instead of slices: each does
// its work n times in each round, by its Slice, since what surrounds the work,
// such as joining a consumer group, cannot be had for every slice. The first is
// the reference. A turn of each goes before the first round and does not count.
func Turns(ctx context.Context, contenders []Contender, rounds, n int) ([]Figure, error) {
	times := make([][]float64, len(contenders))
	for round := range rounds + 1 {
		for _, i := range order(len(contenders), round) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			c := &contenders[i]
			d, err := c.Slice(n)
			if err == nil && c.Check != nil {
				err = c.Check()
			}
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.Name, err)
			}
			if round > 0 {
				times[i] = append(times[i], max(1, float64(d.Nanoseconds()))/float64(n))
			}
		}
	}
	figures := make([]Figure, len(contenders))
	for i := range contenders {
		figures[i] = figure(&contenders[i], &contenders[0], times[i], times[0])
		figures[i].Allocs, figures[i].Bytes, figures[i].Memory = Unknown, Unknown, Unknown
	}
	return figures, nil
}

// Quartiles returns the median of values and the quartiles around it.
func Quartiles(values []float64) (low, median, high float64) {
	return quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)
}
