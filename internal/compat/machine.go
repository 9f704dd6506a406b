package compat

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// A machine runs a pattern over a text, rune by rune, at all positions of its program at
// once.
type machine struct {
	prog     *syntax.Prog
	anchored bool // a match can only begin where the text does
	work     *int // instructions followed so far

	// Reused by closure: seen[pc] is round if pc was followed in this round.
	seen    []uint32
	round   uint32
	stack   []uint32
	reading []uint32
}

func newMachine(prog *syntax.Prog, work *int) *machine {
	return &machine{prog: prog, anchored: prog.StartCond()&syntax.EmptyBeginText != 0, work: work, seen: make([]uint32, len(prog.Inst))}
}

// at is where a machine is in its program after some text.
type at struct {
	places  string // of the program, sorted, two bytes each
	prev    rune   // what was read last, as far as assertions care; -1 at the beginning
	matched bool   // whatever comes
}

const outsideText = -1

func (m *machine) start() at {
	return at{places: encode([]uint32{uint32(m.prog.Start)}), prev: outsideText}
}

// hopeless reports whether no continuation of the text matches.
func (a at) hopeless() bool { return !a.matched && a.places == "" }

// closure follows what needs no rune, given the runes on both sides. It returns
// the instructions that read one, and whether the pattern has matched. The list is
// valid until the next call.
func (m *machine) closure(a at, next rune) (list []uint32, matched bool) {
	met := syntax.EmptyOpContext(a.prev, next)
	m.round++
	reading, stack := m.reading[:0], decode(m.stack[:0], a.places)
	defer func() { m.reading, m.stack = reading[:0], stack[:0] }()
	for len(stack) > 0 {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		*m.work++
		if m.seen[pc] == m.round {
			continue
		}
		m.seen[pc] = m.round
		switch i := &m.prog.Inst[pc]; i.Op {
		case syntax.InstMatch:
			return nil, true
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, i.Out, i.Arg)
		case syntax.InstCapture, syntax.InstNop:
			stack = append(stack, i.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(i.Arg)&^met == 0 {
				stack = append(stack, i.Out)
			}
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			reading = append(reading, pc)
		}
	}
	return reading, false
}

// step reads one rune.
func (m *machine) step(a at, r rune) at {
	if a.matched {
		return a
	}
	reading, matched := m.closure(a, r)
	if matched {
		return at{matched: true}
	}
	var places []uint32
	for _, pc := range reading {
		if i := &m.prog.Inst[pc]; i.MatchRune(r) {
			places = append(places, i.Out)
		}
	}
	if !m.anchored {
		places = append(places, uint32(m.prog.Start))
	}
	return at{places: encode(places), prev: sort(r)}
}

// ends reports whether the text matches if it ends here.
func (m *machine) ends(a at) bool {
	if a.matched {
		return true
	}
	_, matched := m.closure(a, outsideText)
	return matched
}

// sort is the rune that stands for those which assertions treat alike.
func sort(r rune) rune {
	switch {
	case r == '\n':
		return '\n'
	case syntax.IsWordChar(r):
		return 'a'
	}
	return ' '
}

func encode(places []uint32) string {
	slices.Sort(places)
	var b strings.Builder
	for _, p := range slices.Compact(places) {
		b.WriteByte(byte(p >> 8))
		b.WriteByte(byte(p))
	}
	return b.String()
}

func decode(list []uint32, places string) []uint32 {
	for i := 0; i < len(places); i += 2 {
		list = append(list, uint32(places[i])<<8|uint32(places[i+1]))
	}
	return list
}
