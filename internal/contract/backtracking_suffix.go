package contract

import (
	"cmp"
	"encoding/binary"
	"slices"
)

const (
	maxSuffixes     = 256
	maxPairSuffixes = 12
	suffixSteps     = 20_000

	maxBehind  = 12  // characters that are repeated behind an attack
	maxRefused = 200 // sets of states in which a suffix is looked for
)

// chooseSuffix sets the suffix with which a short attack costs the most: none,
// one character, or more if the pattern matches whichever character follows. It
// reports whether there is one with which the pattern does not match.
//
// Of characters that the pattern's graph treats alike behind the attack one is tried.
func (s *attackSearch) chooseSuffix(a *attack) (failed bool) {
	c := suffixChoice{s, a, max(1, min(12, a.times(s.maxLength-2))), nil, 0, false}
	c.consider(nil)
	a.suffix = nil
	behind, _ := s.follow(a.text(c.times))
	groups := s.groups(behind)
	if len(groups) > maxSuffixes {
		groups, s.unsure = groups[:maxSuffixes], true
	}
	slices.SortFunc(groups, func(g, h group) int { return cmp.Compare(g.class, h.class) })
	for _, g := range groups {
		c.consider([]uint16{g.class})
	}
	if n := min(len(s.alphabet.samples), maxPairSuffixes); !c.failed {
		for pair := range n * n {
			c.consider([]uint16{uint16(pair / n), uint16(pair % n)})
		}
	}
	if !c.failed {
		if suffix, _ := s.refused(behind); suffix != nil && len(suffix) <= s.maxLength-a.fixed()-c.times*a.round() {
			c.consider(suffix)
		}
	}
	a.suffix = c.best
	return c.failed
}

type suffixChoice struct {
	*attackSearch
	attack *attack
	times  int
	best   []uint16
	most   int
	failed bool // there is a suffix with which the pattern does not match
}

func (c *suffixChoice) consider(suffix []uint16) {
	if c.most > suffixSteps && c.failed || c.left <= 0 {
		return // nothing costs more
	}
	c.attack.suffix = suffix
	matched, steps := c.match(c.attack.text(c.times), suffixSteps)
	c.left -= steps
	c.failed = c.failed || !matched
	if steps > c.most {
		c.best, c.most = suffix, steps
	}
}

// tryBehind is for an attack behind which no suffix was found with which the pattern
// does not match. It tries long ones. If it finds none and cannot tell that there is
// none, it leaves s.unsure.
func (s *attackSearch) tryBehind(a attack, longest int) bool {
	if s.matchesEarly(a) {
		return false
	}
	unsuffixed := a
	unsuffixed.suffix = nil
	behind, passed := s.follow(unsuffixed.text(min(12, a.times(s.maxLength-1))))
	if _, none := s.refused(behind); (none || passed) && !s.graph.limited {
		return false
	}
	s.exhaust = true
	costly := s.lengthen(&unsuffixed, longest)
	s.exhaust, s.attack = false, nil
	if !costly {
		return false
	}
	groups := s.groups(behind)
	for _, g := range groups[:min(len(groups), maxBehind)] {
		b := attack{leads: append(slices.Clone(a.leads), nil), pumps: append(slices.Clone(a.pumps), pump{word: []uint16{g.class}})}
		if b.times(s.maxLength-1) < 1 {
			continue
		}
		if s.chooseSuffix(&b); s.lengthen(&b, longest) {
			return true
		}
	}
	s.unsure = true
	return false
}

// matchesEarly reports whether the pattern matches a text with which each long attack
// begins, whatever follows.
func (s *attackSearch) matchesEarly(a attack) bool {
	a.suffix = nil
	for times := 1; times <= 12 && times <= a.times(s.maxLength-1); times++ {
		s.exhaust, s.early = true, false
		s.run(&a, times, suffixSteps)
		s.exhaust = false
		if s.early {
			return true
		}
	}
	return false
}

// follow returns the states in which a text ends, in order, and whether the pattern
// matches it whatever follows.
func (s *attackSearch) follow(text []uint16) (states []int32, passes bool) {
	states, passes = []int32{0}, s.graph.passes[0]
	for _, class := range text {
		seen := map[int32]bool{}
		var next []int32
		for _, state := range states {
			for _, e := range s.graph.follows[state] {
				if !s.spend() {
					return nil, false
				}
				if !seen[e.to] && s.graph.sets[e.to].has(class) {
					seen[e.to] = true
					next = append(next, e.to)
					passes = passes || s.graph.passes[e.to]
				}
			}
		}
		slices.Sort(next)
		states = next
	}
	return states, passes
}

// A group is characters that lead from some states to the same.
type group struct {
	class uint16 // one of them
	next  []int32
}

// groups returns the groups of the characters behind some states, those that lead to the
// fewest states first.
func (s *attackSearch) groups(states []int32) []group {
	var groups []group
	known := map[string]bool{}
	next := s.next(states)
	for class := range len(s.alphabet.samples) {
		g := group{class: uint16(class)}
		key := []byte{0}
		if s.graph.split && s.alphabet.words[class] {
			key[0] = 1
		}
		for _, state := range next {
			if s.spend() && s.graph.sets[state].has(g.class) {
				g.next = append(g.next, state)
				key = binary.AppendVarint(key, int64(state))
			}
		}
		if !known[string(key)] {
			known[string(key)] = true
			groups = append(groups, g)
		}
	}
	slices.SortStableFunc(groups, func(g, h group) int { return cmp.Compare(len(g.next), len(h.next)) })
	return groups
}

// next returns the states that may follow some states.
func (s *attackSearch) next(states []int32) []int32 {
	var next []int32
	seen := map[int32]bool{}
	for _, state := range states {
		for _, e := range s.graph.follows[state] {
			if s.spend() && !seen[e.to] {
				seen[e.to] = true
				next = append(next, e.to)
			}
		}
	}
	slices.Sort(next)
	return next
}

// refused returns a shortest suffix with which the graph does not match behind some
// states. It tells if there is none.
func (s *attackSearch) refused(states []int32) (suffix []uint16, none bool) {
	type search struct {
		states []int32
		suffix []uint16
	}
	known := map[string]bool{}
	for queue := []search{{states, nil}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if slices.ContainsFunc(at.states, func(state int32) bool { return s.graph.passes[state] }) {
			continue
		}
		if !slices.ContainsFunc(at.states, func(state int32) bool { return s.graph.ends[state] }) {
			return at.suffix, false
		}
		for _, g := range s.groups(at.states) {
			key := []byte{}
			for _, state := range g.next {
				key = binary.AppendVarint(key, int64(state))
			}
			if known[string(key)] {
				continue
			}
			if known[string(key)] = true; len(known) > maxRefused || *s.work <= 0 {
				return nil, false
			}
			queue = append(queue, search{g.next, append(slices.Clone(at.suffix), g.class)})
		}
	}
	return nil, true
}
