package contract

import (
	"cmp"
	"slices"
)

// A pump is a word that multiplies the ways to match, each time it is repeated:
// by a factor if one state leads to itself on two ways (exponential ambiguity),
// else by a sum if the state from leads to itself and to the state to, which leads to
// itself as well (polynomial ambiguity).
type pump struct {
	from, to int32
	word     []uint16
}

// pumpSearch finds pumps, see Weber and Seidl, "On the degree of ambiguity of
// finite automata", 1991.
type pumpSearch struct {
	*patternGraph
	component []int32 // by state: its strongly connected component
	cyclic    []bool  // by component: it has a cycle
	work      *int
	pumps     []pump
	full      bool // there are more pumps
}

const maxPumps = 2000

// pumpsOf finds the pumps of a graph, first those that may be repeated most often. It is
// false if there are too many, or the budget does not suffice for all.
func pumpsOf(g *patternGraph, work *int) (*pumpSearch, bool) {
	s := &pumpSearch{patternGraph: g, work: work}
	s.findComponents()
	s.findForks()
	s.findSplits()
	s.findDrifts()
	complete := *work >= 0 && !s.full
	*work = maxAnalysisWork // for paths
	slices.SortStableFunc(s.pumps, func(p, q pump) int {
		return cmp.Compare(min(g.repeats[q.from], g.repeats[q.to]), min(g.repeats[p.from], g.repeats[p.to]))
	})
	return s, complete
}

func (s *pumpSearch) add(from, to int32, word []uint16) {
	same := func(p pump) bool { return p.from == from && p.to == to && slices.Equal(p.word, word) }
	switch {
	case s.full || slices.ContainsFunc(s.pumps, same):
	case len(s.pumps) == maxPumps:
		s.full = true
	default:
		s.pumps = append(s.pumps, pump{from, to, word})
	}
}

// endless reports whether a pump may be repeated without limit.
func (s *pumpSearch) endless() bool {
	return slices.ContainsFunc(s.pumps, func(p pump) bool { return min(s.repeats[p.from], s.repeats[p.to]) == endless })
}

// spend reports whether there is work left.
func (s *pumpSearch) spend() bool {
	*s.work--
	return *s.work >= 0
}

// inCycle reports whether both states are on one cycle.
func (s *pumpSearch) inCycle(a, b int32) bool {
	return s.component[a] == s.component[b] && s.cyclic[s.component[a]]
}

// findForks looks for a cycle with a step that can be made in two ways: (a+)+.
func (s *pumpSearch) findForks() {
	for from := range s.follows {
		for _, e := range s.follows[from] {
			if !s.spend() {
				return
			}
			if e.ambiguous && s.inCycle(int32(from), e.to) {
				class, ok := s.sets[e.to].common(s.sets[e.to])
				back, found := s.path(e.to, int32(from), true)
				if ok && found {
					s.add(int32(from), int32(from), append([]uint16{class}, back...))
				}
			}
		}
	}
}

// A statePair is two states that one word leads to, a stateTriple three.
type (
	statePair   [2]int32
	stateTriple [3]int32
)

// A trail says how a pair or a triple was reached.
type trail[T comparable] struct {
	before T
	class  uint16
	first  bool
}

// findSplits looks for a word on which a state leads to itself on two ways: it
// follows the pairs of states that part at one state and meet again.
func (s *pumpSearch) findSplits() {
	trails := map[statePair]trail[statePair]{}
	var queue []statePair
	for q := range s.follows {
		follows := s.follows[q]
		for i, e := range follows {
			if !s.inCycle(int32(q), e.to) {
				continue
			}
			for _, f := range follows[i+1:] {
				if !s.spend() {
					return
				}
				next := statePair{e.to, f.to}
				class, ok := s.sets[e.to].common(s.sets[f.to])
				if _, seen := trails[next]; ok && !seen && s.inCycle(int32(q), f.to) {
					trails[next] = trail[statePair]{statePair{int32(q), int32(q)}, class, true}
					queue = append(queue, next)
				}
			}
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, e := range s.follows[at[0]] {
			if !s.inCycle(at[0], e.to) {
				continue
			}
			for _, f := range s.follows[at[1]] {
				if !s.spend() {
					return
				}
				class, ok := s.sets[e.to].common(s.sets[f.to])
				if !ok || !s.inCycle(at[1], f.to) {
					continue
				}
				next := statePair{e.to, f.to}
				if e.to == f.to {
					s.meet(trails, at, e.to, class)
				} else if _, seen := trails[next]; !seen {
					trails[next] = trail[statePair]{at, class, false}
					queue = append(queue, next)
				}
			}
		}
	}
}

// meet adds the pump of two ways that meet again.
func (s *pumpSearch) meet(trails map[statePair]trail[statePair], at statePair, to int32, class uint16) {
	word, from := wordOf(trails, at)
	if back, ok := s.path(to, from[0], true); ok {
		s.add(from[0], from[0], append(append(word, class), back...))
	}
}

// wordOf returns the word that leads to a place, and from which place.
func wordOf[T comparable](trails map[T]trail[T], at T) (word []uint16, from T) {
	for {
		t := trails[at]
		word = append(word, t.class)
		at = t.before
		if t.first {
			slices.Reverse(word)
			return word, at
		}
	}
}

// findDrifts looks for pairs of cycles p and q and a word on which p leads to p
// and to q, and q to q.
func (s *pumpSearch) findDrifts() {
	for p := range s.follows {
		if !s.cyclic[s.component[p]] {
			continue
		}
		reachable := s.reachable(int32(p))
		for q := range s.follows {
			if !s.spend() {
				return
			}
			if q != p && reachable[q] && s.cyclic[s.component[q]] && !s.inCycle(int32(p), int32(q)) {
				s.drift(int32(p), int32(q), reachable)
			}
		}
	}
}

func (s *pumpSearch) drift(p, q int32, reachable []bool) {
	start, end := stateTriple{p, p, q}, stateTriple{p, q, q}
	trails := map[stateTriple]trail[stateTriple]{}
	for queue := []stateTriple{start}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, e := range s.follows[at[0]] {
			if !s.inCycle(p, e.to) {
				continue
			}
			for _, g := range s.follows[at[2]] {
				if !s.inCycle(q, g.to) || !s.spend() {
					continue
				}
				for _, f := range s.follows[at[1]] {
					if !s.spend() {
						return
					}
					class, ok := s.sets[e.to].common3(s.sets[f.to], s.sets[g.to])
					next := stateTriple{e.to, f.to, g.to}
					if _, seen := trails[next]; !ok || seen || next == start {
						continue
					}
					trails[next] = trail[stateTriple]{at, class, at == start}
					if next == end {
						word, _ := wordOf(trails, next)
						s.add(p, q, word)
						return
					}
					queue = append(queue, next)
				}
			}
		}
	}
}

func (s *pumpSearch) reachable(from int32) []bool {
	seen := make([]bool, len(s.follows))
	for stack := []int32{from}; len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, e := range s.follows[at] {
			if s.spend() && !seen[e.to] {
				seen[e.to] = true
				stack = append(stack, e.to)
			}
		}
	}
	return seen
}

// path returns a shortest word that leads from one state to another, within
// their cycle if that is asked for. It is empty if they are the same.
func (s *pumpSearch) path(from, to int32, within bool) (word []uint16, ok bool) {
	before := map[int32]int32{from: from}
	for queue := []int32{from}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if at == to {
			for ; at != from; at = before[at] {
				class, _ := s.sets[at].common(s.sets[at])
				word = append(word, class)
			}
			slices.Reverse(word)
			return word, true
		}
		for _, e := range s.follows[at] {
			if _, seen := before[e.to]; seen || within && !s.inCycle(from, e.to) {
				continue
			}
			if _, readable := s.sets[e.to].common(s.sets[e.to]); !readable || !s.spend() {
				continue
			}
			before[e.to] = at
			queue = append(queue, e.to)
		}
	}
	return nil, false
}

// findComponents is Tarjan's algorithm, without recursion.
func (s *pumpSearch) findComponents() {
	n := len(s.follows)
	s.component = make([]int32, n)
	index, low := make([]int32, n), make([]int32, n)
	next := make([]int, n)
	var stack, calls []int32
	count := int32(0)
	for root := range n {
		if index[root] != 0 {
			continue
		}
		calls = append(calls, int32(root))
		for len(calls) > 0 {
			v := calls[len(calls)-1]
			if index[v] == 0 {
				count++
				index[v], low[v] = count, count
				stack = append(stack, v)
				s.component[v] = -1
			}
			if next[v] < len(s.follows[v]) {
				w := s.follows[v][next[v]].to
				next[v]++
				if index[w] == 0 {
					calls = append(calls, w)
				} else if s.component[w] < 0 {
					low[v] = min(low[v], index[w])
				}
				continue
			}
			calls = calls[:len(calls)-1]
			if len(calls) > 0 {
				u := calls[len(calls)-1]
				low[u] = min(low[u], low[v])
			}
			if low[v] == index[v] {
				stack = s.close(stack, v)
			}
		}
	}
}

// close makes a component of the states on the stack from v on.
func (s *pumpSearch) close(stack []int32, v int32) []int32 {
	number := int32(len(s.cyclic))
	from := len(stack) - 1
	for stack[from] != v {
		from--
	}
	cyclic := len(stack)-from > 1
	for _, w := range stack[from:] {
		s.component[w] = number
	}
	for _, e := range s.follows[v] {
		cyclic = cyclic || e.to == v
	}
	s.cyclic = append(s.cyclic, cyclic)
	return stack[:from]
}
