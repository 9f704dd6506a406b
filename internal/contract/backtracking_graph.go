package contract

import "regexp/syntax"

// A patternGraph says which characters of a pattern may follow each other. Its
// states are the start, 0, and each place where the pattern reads a character.
// A state counts as entered when its character is read.
//
// A pattern that may begin anywhere has states that read any character before it.
// If the pattern has \b or \B, each place is two states: one reads characters of
// words, the other those between words.
//
// Repetitions with a maximum of two or more beyond their minimum are taken for
// endless, which keeps the graph small: attacks are confirmed by the matcher.
type patternGraph struct {
	sets    []classes // by state
	words   []bool    // by state: it reads characters of words
	follows [][]edge  // by state
	ends    []bool    // by state: the pattern may end behind it, where the text ends
	passes  []bool    // by state: the pattern may end behind it, whatever follows
	repeats []int     // by state: how often its repetitions may read it; endless for no limit
	split   bool      // by words
	limited bool      // a repetition with a limit is taken for endless
}

// endless stands for repetitions without a limit, and for very many.
const endless = 1 << 30

// An edge leads to a state. It is ambiguous if there are several ways to go
// without reading a character in between.
type edge struct {
	to        int32
	ambiguous bool
}

// graphNode is a node of the pattern before empty steps are resolved.
type graphNode struct {
	outs   []int32
	states []int32 // of a node that reads a character
	only   syntax.EmptyOp
}

type graphBuilder struct {
	*patternGraph
	alphabet *alphabet
	nodes    []graphNode
	times    int // the product of the surrounding repetitions' limits
	inside   classes
	outside  classes
	work     *int // what is left of the budget
	exact    bool // repetitions with a limit are written out while the graph is small
}

// maxGraphNodes limits what minimal counts unroll to.
const maxGraphNodes = 20_000

// graphOf returns nil if the budget does not suffice.
func graphOf(tree *patternTree, a *alphabet, work *int) *patternGraph {
	return buildGraph(tree, a, work, false)
}

// exactGraphOf is graphOf with the repetitions that have a limit written out, as far as
// the graph stays small.
func exactGraphOf(tree *patternTree, a *alphabet, work *int) *patternGraph {
	return buildGraph(tree, a, work, true)
}

func buildGraph(tree *patternTree, a *alphabet, work *int, exact bool) *patternGraph {
	any := a.sets[len(a.sets)-1]
	b := graphBuilder{patternGraph: &patternGraph{split: tree.assertsWords()}, alphabet: a, times: 1, work: work, exact: exact}
	b.inside, b.outside = make(classes, len(any)), make(classes, len(any))
	for class, word := range a.words {
		if word {
			b.inside.add(uint16(class))
		} else {
			b.outside.add(uint16(class))
		}
	}
	b.state(any, false)                    // the start
	b.nodes = append(b.nodes, graphNode{}) // the end
	var restarts []int32
	if !tree.startsText() {
		b.times = endless
		restarts = b.read(any)
		b.times = 1
	}
	first := b.build(tree, 0)
	if len(b.nodes) > maxGraphNodes || !b.resolve(first, restarts) {
		return nil
	}
	return b.patternGraph
}

func (b *graphBuilder) state(set classes, word bool) int32 {
	b.sets, b.words, b.repeats = append(b.sets, set), append(b.words, word), append(b.repeats, b.times)
	return int32(len(b.sets) - 1)
}

// read returns the states of a place that reads a character.
func (b *graphBuilder) read(set classes) []int32 {
	if !b.split {
		return []int32{b.state(set, false)}
	}
	return []int32{b.state(set.both(b.inside), true), b.state(set.both(b.outside), false)}
}

func (b *graphBuilder) add(n graphNode) int32 {
	if len(b.nodes) <= maxGraphNodes {
		b.nodes = append(b.nodes, n)
	}
	return int32(len(b.nodes) - 1)
}

// build adds a tree that is followed by the node next, and returns its first node.
func (b *graphBuilder) build(t *patternTree, next int32) int32 {
	if len(b.nodes) > maxGraphNodes {
		return next
	}
	switch t.kind {
	case treeRunes:
		return b.add(graphNode{outs: []int32{next}, states: b.read(b.alphabet.sets[t.set])})
	case treeAssertion:
		return b.add(graphNode{outs: []int32{next}, only: t.assertion})
	case treeAlternate:
		var outs []int32
		for _, sub := range t.subs {
			outs = append(outs, b.build(sub, next))
		}
		return b.add(graphNode{outs: outs})
	case treeRepeat:
		return b.repeat(t, next)
	}
	for i := len(t.subs) - 1; i >= 0; i-- {
		next = b.build(t.subs[i], next)
	}
	return next
}

func (b *graphBuilder) repeat(t *patternTree, next int32) int32 {
	sub, least := t.subs[0], t.min
	switch {
	case t.max == t.min:
	case t.max == t.min+1:
		next = b.add(graphNode{outs: []int32{b.build(sub, next), next}})
	case b.exact && t.max >= 0 && len(b.nodes)+t.size() < maxExactNodes:
		end := next
		for range t.max - t.min {
			next = b.add(graphNode{outs: []int32{b.build(sub, next), end}})
		}
	default:
		loop, around := b.add(graphNode{}), b.times
		b.times = endless
		if t.max >= 0 {
			b.times = min(around*t.max, endless)
			b.limited = true
		}
		body := b.build(sub, loop)
		b.times = around
		b.nodes[loop].outs = []int32{body, next}
		if next = loop; least > 0 {
			next, least = body, least-1
		}
	}
	for ; least > 0 && len(b.nodes) <= maxGraphNodes; least-- {
		next = b.build(sub, next)
	}
	return next
}

// resolve works out which states follow each other.
func (b *graphBuilder) resolve(first int32, restarts []int32) bool {
	b.follows = make([][]edge, len(b.sets))
	b.ends, b.passes = make([]bool, len(b.sets)), make([]bool, len(b.sets))
	again := make([]edge, len(restarts))
	for i, state := range restarts {
		again[i] = edge{to: state}
	}
	b.follows[0] = append(b.reach(first, syntax.EmptyBeginText, false), again...)
	b.ends[0], b.passes[0] = b.end(first, syntax.EmptyBeginText, false)
	for _, state := range restarts {
		b.follows[state] = append(b.reach(first, 0, b.words[state]), again...)
		b.ends[state], b.passes[state] = b.end(first, 0, b.words[state])
	}
	type place struct {
		node int32
		word bool
	}
	type next struct {
		edges        []edge
		ends, passes bool
	}
	known := map[place]next{}
	for i := range b.nodes {
		for _, state := range b.nodes[i].states {
			at := place{b.nodes[i].outs[0], b.words[state]}
			to, ok := known[at]
			if !ok {
				to.edges = b.reach(at.node, 0, at.word)
				to.ends, to.passes = b.end(at.node, 0, at.word)
				known[at] = to
			}
			b.follows[state], b.ends[state], b.passes[state] = to.edges, to.ends, to.passes
			if *b.work -= len(to.edges); *b.work < 0 {
				return false
			}
		}
	}
	return true
}

// reach returns the states that are entered next from a node, behind a character
// of a word or another, or where the text begins.
func (b *graphBuilder) reach(from int32, begin syntax.EmptyOp, word bool) []edge {
	if !b.split {
		return b.reachWith(from, begin, false)
	}
	return append(b.reachWith(from, begin|boundary(word, true), true), b.reachWith(from, begin|boundary(word, false), false)...)
}

// boundary returns the assertion that holds between two characters, each of a word
// or not.
func boundary(before, after bool) syntax.EmptyOp {
	if before != after {
		return syntax.EmptyWordBoundary
	}
	return syntax.EmptyNoWordBoundary
}

// end reports whether the pattern may end at a node: where the text ends, and
// whatever follows.
func (b *graphBuilder) end(from int32, begin syntax.EmptyOp, word bool) (ends, passes bool) {
	before, after := begin|boundary(word, false), begin|boundary(word, true)
	return b.endsWith(from, before|syntax.EmptyEndText), b.endsWith(from, before) && b.endsWith(from, after)
}

// endsWith reports whether the end can be reached where these assertions hold.
func (b *graphBuilder) endsWith(from int32, met syntax.EmptyOp) bool {
	seen := map[int32]bool{}
	for stack := []int32{from}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if *b.work--; seen[n] || b.nodes[n].only&^met != 0 {
			continue
		}
		if seen[n] = true; n == 0 {
			return true
		}
		if b.nodes[n].states == nil {
			stack = append(stack, b.nodes[n].outs...)
		}
	}
	return false
}

// reachWith returns the states entered next that read a character of a word or
// another, where these assertions hold.
func (b *graphBuilder) reachWith(from int32, met syntax.EmptyOp, word bool) []edge {
	w := waysCounter{b, met, word, map[int32]int{}, map[int32]int{}, 0}
	order, seen := []int32(nil), map[int32]bool{}
	for stack := []int32{from}; len(stack) > 0; { // all of them
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if *b.work--; seen[n] || b.nodes[n].only&^met != 0 {
			continue
		}
		seen[n] = true
		for _, state := range b.nodes[n].states {
			if _, readable := b.sets[state].common(b.sets[state]); readable && b.words[state] == word {
				order = append(order, state)
			}
		}
		if b.nodes[n].states == nil {
			stack = append(stack, b.nodes[n].outs...)
		}
	}
	w.budget = 2000 + 2*len(seen)
	*b.work -= w.budget
	w.count(from)
	*b.work += max(w.budget, 0)
	edges := make([]edge, len(order))
	for i, state := range order {
		edges[i] = edge{state, w.counts[state] > 1 || w.budget < 0}
	}
	return edges
}

// waysCounter counts the ways from a node to each state that pass no node three
// times: a repetition of a repetition begins the inner one again, and neither goes
// on without reading a character.
type waysCounter struct {
	*graphBuilder
	met    syntax.EmptyOp
	word   bool
	on     map[int32]int
	counts map[int32]int
	budget int
}

func (w *waysCounter) count(n int32) {
	if w.budget--; w.budget < 0 || w.on[n] == 2 || w.nodes[n].only&^w.met != 0 {
		return
	}
	for _, state := range w.nodes[n].states {
		if w.words[state] == w.word {
			w.counts[state]++
		}
	}
	if w.nodes[n].states != nil {
		return
	}
	w.on[n]++
	for _, out := range w.nodes[n].outs {
		w.count(out)
	}
	w.on[n]--
}
