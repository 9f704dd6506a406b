package compat

import (
	"slices"
)

// An answer is whether something exists.
type answer int

const (
	none    answer = iota // it does not
	unknown               // the search was given up
	found
)

// A search gives up after a number of states, or of instructions of both patterns.
// Practical patterns need some hundreds; contrived patterns have no bound. The limits do
// not depend on the machine, so neither do verdicts.
const (
	searchBudget = 60_000
	workBudget   = 15_000_000
)

// search finds a text that matches a pattern and does not match another, of a
// length between least and most (or unlimited), one of the shortest there are. For
// either pattern, "" is none.
func search(match, avoid string, least, most int) (string, answer) {
	s := &searcher{known: map[pairState]int{}}
	if least > searchBudget { // a node for each character
		return "", unknown
	}
	if !s.prepare(match, avoid) {
		return "", unknown
	}
	return s.run(least, most)
}

// A searcher walks through the texts that two patterns tell apart, each once.
type searcher struct {
	match, avoid *machine // nil for none
	runes        []rune
	states       []pairState
	known        map[pairState]int
	steps        [][]int // by state and rune, -1 for a dead end; nil if not worked out
	nodes        []searchNode
	work         int // instructions followed so far
}

type pairState struct{ match, avoid at }

// A searchNode is a state that some text of a length leads to.
type searchNode struct {
	state  int
	parent int // -1 for the empty text
	rune   rune
}

func (s *searcher) prepare(match, avoid string) bool {
	matching, avoiding := programOf(match), programOf(avoid)
	if matching == nil || avoiding == nil || len(matching.Inst)+len(avoiding.Inst) > 1<<15 {
		return false
	}
	if s.work = alphabetWork(matching, avoiding); s.work > workBudget {
		return false
	}
	s.runes = alphabet(matching, avoiding)
	if match != "" {
		s.match = newMachine(matching, &s.work)
	}
	if avoid != "" {
		s.avoid = newMachine(avoiding, &s.work)
	}
	return true
}

func (s *searcher) run(least, most int) (string, answer) {
	first := pairState{}
	if s.match != nil {
		first.match = s.match.start()
	}
	if s.avoid != nil {
		first.avoid = s.avoid.start()
	}
	s.nodes = append(s.nodes, searchNode{state: s.number(first), parent: -1})
	layer := []int{0}
	visited := map[int]bool{}
	for length := 0; len(layer) > 0; length++ {
		if length >= least {
			layer = slices.DeleteFunc(layer, func(n int) bool { return visited[s.nodes[n].state] })
			for _, n := range layer {
				visited[s.nodes[n].state] = true
				if s.wanted(s.nodes[n].state) {
					return s.text(n), found
				}
			}
		}
		if length == most {
			break
		}
		layer = s.grow(layer)
		if s.spent() {
			return "", unknown
		}
	}
	return "", none
}

// spent reports whether the search has to give up.
func (s *searcher) spent() bool { return len(s.nodes) > searchBudget || s.work > workBudget }

// grow returns the nodes one rune further, each state once. It stops when the
// search has to give up.
func (s *searcher) grow(layer []int) (next []int) {
	here := map[int]bool{}
	for _, n := range layer {
		if s.spent() {
			return nil
		}
		for i, to := range s.stepsFrom(s.nodes[n].state) {
			if to < 0 || here[to] {
				continue
			}
			here[to] = true
			next = append(next, len(s.nodes))
			s.nodes = append(s.nodes, searchNode{to, n, s.runes[i]})
		}
	}
	return next
}

func (s *searcher) stepsFrom(state int) []int {
	if s.steps[state] != nil {
		return s.steps[state]
	}
	from, steps := s.states[state], make([]int, len(s.runes))
	for i, r := range s.runes {
		to := pairState{}
		if s.match != nil {
			to.match = s.match.step(from.match, r)
		}
		if s.avoid != nil {
			to.avoid = s.avoid.step(from.avoid, r)
		}
		if s.match != nil && to.match.hopeless() || to.avoid.matched {
			steps[i] = -1
		} else {
			steps[i] = s.number(to)
		}
	}
	s.steps[state] = steps
	return steps
}

func (s *searcher) number(p pairState) int {
	n, ok := s.known[p]
	if !ok {
		n = len(s.states)
		s.known[p] = n
		s.states = append(s.states, p)
		s.steps = append(s.steps, nil)
	}
	return n
}

// wanted reports whether a text that ends in a state is what is looked for.
func (s *searcher) wanted(state int) bool {
	p := s.states[state]
	return (s.match == nil || s.match.ends(p.match)) && (s.avoid == nil || !s.avoid.ends(p.avoid))
}

// text is what leads to a node.
func (s *searcher) text(n int) string {
	var runes []rune
	for ; s.nodes[n].parent >= 0; n = s.nodes[n].parent {
		runes = append(runes, s.nodes[n].rune)
	}
	slices.Reverse(runes)
	return string(runes)
}
