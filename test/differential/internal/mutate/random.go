package mutate

import "math/rand/v2"

// random draws by arithmetic of its own from PCG, whose sequence is fixed, so
// that a seed means the same documents with any Go.
type random struct{ pcg rand.PCG }

// below draws from 0 to n-1; that some come a little more often is no matter.
func (r *random) below(n int) int { return int(r.pcg.Uint64() % uint64(n)) }

// oneIn is true once in n draws.
func (r *random) oneIn(n int) bool { return r.below(n) == 0 }

// one draws from a list.
func one[T any](r *random, list ...T) T { return list[r.below(len(list))] }
