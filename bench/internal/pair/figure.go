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
	// Allocs is the number of allocations of one Do, Bytes how much they take;
	// or Unknown.
	Allocs, Bytes float64
	// Memory is, as Ratio is of the time, of the allocated bytes; Unknown too
	// if the reference allocates nothing.
	Memory float64
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

// memory compares what is allocated for one byte of the documents.
func memory(c, reference *Contender, bytes, referenceBytes float64) float64 {
	if bytes == Unknown || referenceBytes <= 0 {
		return Unknown
	}
	return bytes / c.bytes() / (referenceBytes / reference.bytes())
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
