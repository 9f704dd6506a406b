package main

import (
	"context"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"github.com/mediamesh/events/test/mutants/operator"
)

// choose returns count mutants that compile, all if count is zero. A package
// gets a share that grows with the square root of its number of mutants, and
// within a package an operator likewise, so that small ones are in the sample.
// The same seed chooses the same mutants.
func choose(ctx context.Context, packages [][]*operator.Mutant, seed string, count int) ([]*operator.Mutant, error) {
	sizes := make([]int, len(packages))
	all := 0
	for i, p := range packages {
		sizes[i] = len(p)
		all += len(p)
	}
	if count == 0 || count > all {
		count = all
	}
	var chosen []*operator.Mutant
	for i, share := range allot(count, sizes, random(seed)) {
		if len(packages[i]) == 0 {
			continue
		}
		order := shuffle(packages[i], random(seed+" "+packages[i][0].Package.Path))
		some, err := compiling(ctx, order, share)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, some...)
	}
	return chosen, nil
}

func random(seed string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(seed))
	return rand.New(rand.NewPCG(h.Sum64(), 0))
}

// allot splits n among groups by the square root of their sizes. What is left of
// the division goes to random groups.
func allot(n int, sizes []int, r *rand.Rand) []int {
	total := 0
	sum := 0.0
	for _, size := range sizes {
		total += size
		sum += math.Sqrt(float64(size))
	}
	shares := make([]int, len(sizes))
	if n >= total {
		copy(shares, sizes)
		return shares
	}
	at := r.Float64()
	for i, size := range sizes {
		next := at + float64(n)*math.Sqrt(float64(size))/sum
		shares[i] = min(size, int(math.Floor(next))-int(math.Floor(at)))
		at = next
	}
	return shares
}

// shuffle returns mutants in a random order in which operators alternate.
func shuffle(mutants []*operator.Mutant, r *rand.Rand) []*operator.Mutant {
	groups := map[string][]*operator.Mutant{}
	var operators []string
	for _, m := range mutants {
		if groups[m.Operator] == nil {
			operators = append(operators, m.Operator)
		}
		groups[m.Operator] = append(groups[m.Operator], m)
	}
	slices.Sort(operators)
	for _, o := range operators {
		g := groups[o]
		r.Shuffle(len(g), func(i, j int) { g[i], g[j] = g[j], g[i] })
	}
	order := make([]*operator.Mutant, 0, len(mutants))
	for len(order) < len(mutants) {
		o := pick(operators, groups, r)
		order = append(order, groups[o][0])
		groups[o] = groups[o][1:]
	}
	return order
}

// pick returns a random operator with a weight that is the square root of the
// number of its mutants that are left.
func pick(operators []string, groups map[string][]*operator.Mutant, r *rand.Rand) string {
	sum := 0.0
	for _, o := range operators {
		sum += math.Sqrt(float64(len(groups[o])))
	}
	at := r.Float64() * sum
	last := ""
	for _, o := range operators {
		if len(groups[o]) == 0 {
			continue
		}
		last = o
		if at -= math.Sqrt(float64(len(groups[o]))); at < 0 {
			break
		}
	}
	return last
}

// compiling returns the first n mutants that compile.
func compiling(ctx context.Context, mutants []*operator.Mutant, n int) ([]*operator.Mutant, error) {
	var good []*operator.Mutant
	for len(good) < n && len(mutants) > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		batch := mutants[:min(len(mutants), runtime.GOMAXPROCS(0))]
		mutants = mutants[len(batch):]
		errs := make([]error, len(batch))
		var wg sync.WaitGroup
		for i, m := range batch {
			wg.Go(func() { errs[i] = m.Check() })
		}
		wg.Wait()
		for i, m := range batch {
			if errs[i] == nil && len(good) < n {
				good = append(good, m)
			}
		}
	}
	return good, nil
}
