package pair

import (
	"math"
	"slices"
)

// Unknown stands for a number of allocations that nobody can count.
const Unknown = -1

// Figure is what was measured of one contender.
type Figure struct {
	Name string
	// Ratio is the contender's time over the reference's, for one byte
	// of their documents: the median over the rounds. Above 1, the reference is faster.
	Ratio float64
	// Low and High are the quartiles around it.
	Low, High float64
	// NS is the median time of one Do in nanoseconds.
	NS float64
	// MBps is the size of the document over NS, in 10^6 bytes a second.
	MBps float64
	// Allocs is the number of allocations of one Do, or Unknown.
	Allocs float64
}

func figure(c, reference *Contender, times, referenceTimes []float64) Figure {
	ratios := make([]float64, len(times))
	for round := range times {
		ratios[round] = times[round] / c.bytes() / (referenceTimes[round] / reference.bytes())
	}
	ns := quantile(times, 0.5)
	return Figure{
		Name:  c.Name,
		Ratio: quantile(ratios, 0.5), Low: quantile(ratios, 0.25), High: quantile(ratios, 0.75),
		NS: ns, MBps: c.bytes() / ns * 1000,
	}
}

// quantile interpolates between the two values around the place.
func quantile(values []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	at := q * float64(len(sorted)-1)
	below := int(at)
	above := min(below+1, len(sorted)-1)
	return sorted[below] + (at-float64(below))*(sorted[above]-sorted[below])
}

// GeometricMean is the mean that ratios have: that of the inverse ratios is its
// inverse.
func GeometricMean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += math.Log(v)
	}
	return math.Exp(sum / float64(len(values)))
}
