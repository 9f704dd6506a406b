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

	maxBehind   = 12  // characters that are repeated behind an attack
	maxWithin   = 12  // characters that are added to its repetitions
	maxSearched = 200 // sets of states that a search visits
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
	behind, _ := s.follow(atStart, a.text(c.times))
	groups := s.groups(behind)
	if len(groups) > maxSuffixes {
		groups, s.unsure = groups[:maxSuffixes], true
	}
	slices.SortFunc(groups, func(g, h group) int { return cmp.Compare(g.class, h.class) })
	for _, g := range groups {
		c.consider([]uint16{g.class})
	}
	if !c.failed {
		c.considerLong(behind)
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

// considerLong considers suffixes of more than one character.
func (c *suffixChoice) considerLong(behind []int32) {
	suffix, none := c.refused(behind)
	if none && !c.graph.limited {
		return
	}
	if len(suffix) > 0 && len(suffix) <= c.maxLength-c.attack.fixed()-c.times*c.attack.round() {
		c.consider(suffix)
	}
	if n := min(len(c.alphabet.samples), maxPairSuffixes); !c.failed {
		for pair := range n * n {
			c.consider([]uint16{uint16(pair / n), uint16(pair % n)})
		}
	}
}

// tryMatched is for an attack behind which no suffix was found with which the pattern
// does not match. It tries other words before, within and behind its repetitions. If it
// finds none and cannot tell that there is none, it leaves s.unsure.
func (s *attackSearch) tryMatched(a attack, longest int) bool {
	if !s.matchesEarly(a) {
		return s.tryBehind(a, longest) || s.tryWithin(a, longest)
	}
	if b, ok := s.around(a); ok {
		if found, failed := s.trySuffix(&b, longest); found || !failed && s.tryBehind(b, longest) {
			return true
		}
	}
	return s.tryWithin(a, longest)
}

// tryWithin tries the attack with one more character in each repetition: for
// (?:a|\w)*aa one that has no two a in a row.
func (s *attackSearch) tryWithin(a attack, longest int) bool {
	if len(a.pumps) > 1 || a.pumps[0].from == 0 {
		return false
	}
	p := a.pumps[0]
	back, _ := s.follow([]int32{p.from}, p.word)
	groups := s.groups(back)
	for _, g := range groups[:min(len(groups), maxWithin)] {
		if s.left > 0 && slices.Contains(g.next, p.from) {
			b := attack{pumps: []pump{{p.from, p.to, append(slices.Clone(p.word), g.class)}}, leads: a.leads}
			if c, ok := s.around(b); ok {
				b = c
			}
			if found, _ := s.trySuffix(&b, longest); found {
				return true
			}
		}
	}
	return false
}

// tryBehind tries long suffixes.
func (s *attackSearch) tryBehind(a attack, longest int) bool {
	unsuffixed := a
	unsuffixed.suffix = nil
	behind, passed := s.follow(atStart, unsuffixed.text(min(12, a.times(s.maxLength-1))))
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
		if found, _ := s.trySuffix(&b, longest); found {
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

// around returns an attack with the same pumps, and with other words that lead to them,
// such that the pattern matches no text with which it begins: for ^a|^(?:\w|b)*$ one that
// does not begin with a. If it cannot tell whether there is one it leaves s.unsure.
func (s *attackSearch) around(a attack) (attack, bool) {
	b := attack{pumps: a.pumps}
	states := atStart
	for _, p := range a.pumps {
		if p.from == 0 {
			return attack{}, false // nothing leads to where a text begins
		}
		var behind []int32
		lead, ok, complete := s.search(states, func(at []int32) bool {
			if slices.Contains(at, p.from) {
				behind = s.pumpAround(at, p)
			}
			return behind != nil
		})
		if !ok {
			s.unsure = s.unsure || !complete
			return attack{}, false
		}
		b.leads, states = append(b.leads, lead), behind
	}
	same := slices.EqualFunc(a.leads, b.leads, slices.Equal)
	return b, !same
}

// pumpAround returns the states behind the repetitions of a pump, nil if the pattern
// matches some of them.
func (s *attackSearch) pumpAround(states []int32, p pump) []int32 {
	for range 12 {
		next, passes := s.follow(states, p.word)
		if passes {
			return nil
		}
		if slices.Equal(states, next) {
			break
		}
		states = next
	}
	return states
}

// atStart is the state in which each text begins.
var atStart = []int32{0}

// follow returns the states in which a text behind some states ends, in order, and
// whether the pattern matches it whatever follows.
func (s *attackSearch) follow(from []int32, text []uint16) (states []int32, passes bool) {
	states, passes = from, s.passes(from)
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

// passes reports whether the pattern matches in one of some states, whatever follows.
func (s *attackSearch) passes(states []int32) bool {
	return slices.ContainsFunc(states, func(state int32) bool { return s.graph.passes[state] })
}

// refused returns a shortest suffix with which the graph does not match behind some
// states. It tells if there is none.
func (s *attackSearch) refused(states []int32) (suffix []uint16, none bool) {
	suffix, ok, complete := s.search(states, func(at []int32) bool {
		return !slices.ContainsFunc(at, func(state int32) bool { return s.graph.ends[state] })
	})
	return suffix, !ok && complete
}

// search returns a shortest word that leads from some states to such as are wanted, and
// with no part of which the pattern matches whatever follows. It is complete if it tried
// all.
func (s *attackSearch) search(states []int32, wanted func([]int32) bool) (word []uint16, ok, complete bool) {
	type place struct {
		states []int32
		word   []uint16
	}
	known := map[string]bool{}
	for queue := []place{{states, nil}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if s.passes(at.states) {
			continue
		}
		if wanted(at.states) {
			return at.word, true, false
		}
		for _, g := range s.groups(at.states) {
			key := []byte{}
			for _, state := range g.next {
				key = binary.AppendVarint(key, int64(state))
			}
			if known[string(key)] {
				continue
			}
			if known[string(key)] = true; len(known) > maxSearched || *s.work <= 0 {
				return nil, false, false
			}
			queue = append(queue, place{g.next, append(slices.Clone(at.word), g.class)})
		}
	}
	return nil, false, true
}
