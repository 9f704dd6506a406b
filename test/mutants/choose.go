package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/mediamesh/events/test/mutants/operator"
)

// choose returns count mutants that compile, all if count is zero. A package
// gets a share that grows with the square root of its number of mutants, and
// within a package an operator likewise, so that small ones are in the sample.
// The same seed chooses the same mutants, and most of them after an edit.
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
		order := inOrder(packages[i], seed)
		some, err := compiling(ctx, order, share)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, some...)
	}
	return chosen, nil
}

func random(seed string) *rand.Rand {
	return rand.New(rand.NewPCG(hash(seed), 0))
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

// inOrder returns mutants in the order in which they are chosen: of each operator by a
// hash of their IDs, and among operators so that of one with n mutants about √n are taken
// where one is taken of an operator with a single mutant. A mutant that is new, or gone,
// moves few others.
func inOrder(mutants []*operator.Mutant, seed string) []*operator.Mutant {
	type place struct {
		mutant *operator.Mutant
		hash   uint64
		at     float64
	}
	groups := make(map[string][]*place)
	for _, m := range mutants {
		groups[m.Operator] = append(groups[m.Operator], &place{mutant: m, hash: hash(seed, m.ID)})
	}
	var places []*place
	for name, group := range groups {
		slices.SortFunc(group, func(a, b *place) int { return cmp.Compare(a.hash, b.hash) })
		first := float64(hash(seed, name)>>11) / (1 << 53)
		for i, p := range group {
			p.at = (float64(i) + first) / math.Sqrt(float64(len(group)))
		}
		places = append(places, group...)
	}
	slices.SortFunc(places, func(a, b *place) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.mutant.ID, b.mutant.ID))
	})
	order := make([]*operator.Mutant, len(places))
	for i, p := range places {
		order[i] = p.mutant
	}
	return order
}

// hash spreads texts evenly: FNV's high bits depend little on the last of them.
func hash(texts ...string) uint64 {
	sum := sha256.Sum256([]byte(strings.Join(texts, " ")))
	return binary.BigEndian.Uint64(sum[:])
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
