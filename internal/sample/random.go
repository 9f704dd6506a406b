package sample

import (
	"hash/fnv"
	"math/rand/v2"
)

// random draws by arithmetic of its own from PCG, whose sequence is fixed:
// how math/rand/v2 makes numbers of it may change from one Go to the next.
type random struct{ pcg *rand.PCG }

func newRandom(seed uint64, name string) *random {
	h := fnv.New64a()
	h.Write([]byte(name))
	return &random{rand.NewPCG(seed, h.Sum64())}
}

func (r *random) uint64() uint64 { return r.pcg.Uint64() }

// below returns a number from 0 to n-1. A slight bias does not matter.
func (r *random) below(n int) int { return int(r.uint64() % uint64(n)) }

// between draws from least to most, both included.
func (r *random) between(least, most int) int { return least + r.below(most-least+1) }

// oneIn is true once in n draws.
func (r *random) oneIn(n int) bool { return r.below(n) == 0 }

func (r *random) pick(list []string) string { return list[r.below(len(list))] }
