package delivery

import (
	"context"
	"errors"

	"github.com/mediamesh/events/bench/internal/pair"
)

// series are the values of a figure, one a round.
type series struct{ ratios, perSecond, cpu, heap, resident []float64 }

func (s series) figure(name string, claim Claim) Figure {
	f := Figure{Peer: name, Claim: claim}
	f.Low, f.Ratio, f.High = pair.Quartiles(s.ratios)
	for at, values := range map[*float64][]float64{&f.PerSecond: s.perSecond, &f.CPU: s.cpu, &f.Heap: s.heap, &f.Resident: s.resident} {
		if len(values) > 0 {
			_, *at, _ = pair.Quartiles(values)
		}
	}
	return f
}

// scheduling measures how close our consumer comes to the ideal schedule of the
// same work.
func scheduling(ctx context.Context, b *Bench) (list []Figure, err error) {
	n := b.Sizes.Schedule
	topic, err := b.cluster.fill(ctx, "topic", 1, n, scheduleKey)
	if err != nil {
		return nil, err
	}
	p, err := startSide(b.settings("schedule/events", topic))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	var asked, slept series
	for round := range b.Sizes.Rounds + 1 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		o, err := p.take(turn{Records: n, Group: b.cluster.group()})
		if err != nil {
			return nil, err
		}
		if round == 0 {
			continue
		}
		perSecond := float64(n) / float64(o.NS) * 1e9
		asked.ratios = append(asked.ratios, float64(o.NS)/o.Values["ideal-asked"])
		slept.ratios = append(slept.ratios, float64(o.NS)/o.Values["ideal-slept"])
		slept.cpu = append(slept.cpu, float64(o.CPU)/float64(n))
		asked.perSecond, slept.perSecond = append(asked.perSecond, perSecond), append(slept.perSecond, perSecond)
	}
	return []Figure{
		slept.figure("the ideal, of the times that handlers took", Claim{AtMost: 1.15}),
		asked.figure("the ideal, of the times that they were asked to take", Claim{}),
	}, nil
}

// backlogs measures a consumer's memory with a backlog and with a tenth of it.
func backlogs(side string) func(context.Context, *Bench) ([]Figure, error) {
	return func(ctx context.Context, b *Bench) ([]Figure, error) {
		large := b.Sizes.Backlog
		small := large / 10
		var topics [2]string
		for i, n := range []int{small, large} {
			var err error
			if topics[i], err = b.cluster.fill(ctx, []string{"small", "large"}[i], partitions, n, func(i int) int { return i % catalogSize }); err != nil {
				return nil, err
			}
		}
		handled := [2]int{small, large}
		if side == "memory/slow" {
			handled = [2]int{small / 4, small / 4} // the rest waits
		}
		var of [2]series
		for range b.Sizes.Backlogs {
			for i := range of {
				if err := of[i].add(ctx, b, side, topics[i], handled[i]); err != nil {
					return nil, err
				}
			}
		}
		for round := range b.Sizes.Backlogs {
			of[0].ratios = append(of[0].ratios, 1)
			of[1].ratios = append(of[1].ratios, of[1].resident[round]/of[0].resident[round])
		}
		return []Figure{
			of[0].figure(count(small)+" records", Claim{}),
			of[1].figure(count(large)+" records", Claim{AtMost: 1.2}),
		}, nil
	}
}

// add has a new process take a turn, and adds its peaks.
func (s *series) add(ctx context.Context, b *Bench, side, topic string, n int) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	p, err := startSide(b.settings(side, topic))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	o, err := p.take(turn{Records: n, Group: b.cluster.group()})
	if err != nil {
		return err
	}
	s.cpu = append(s.cpu, float64(o.CPU)/float64(n))
	s.heap = append(s.heap, o.Values["heap"])
	s.resident = append(s.resident, o.Values["resident"])
	s.perSecond = append(s.perSecond, float64(n)/float64(o.NS)*1e9)
	return nil
}
