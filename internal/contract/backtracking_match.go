package contract

import "regexp/syntax"

// A matcher is a pattern compiled for a backtracking engine. It models V8's
// regular expressions (irregexp) without their shortcuts: alternatives in order,
// greedy and lazy repetitions, a repetition that ends where its body matched the
// empty text, and, unless the pattern begins with ^, a start at each position.
//
// A step is one attempt to match one node at one position: a character class, an
// assertion, the choice between alternatives or between another repetition and
// the end of the loop, or the end of the pattern.
type matcher struct {
	code     []instruction
	alphabet *alphabet
	loops    int  // number of counted loops
	once     bool // a match can only begin where the text does
	stack    []choice
	counts   []int32 // by loop: repetitions so far
	marks    []int32 // by loop: where the current repetition began

	exhaust bool // goes on behind each match, as if the pattern failed there
	early   bool // with exhaust: some match ended before the text did
}

type instruction struct {
	op       opcode
	lazy     bool
	nullable bool // opAgain: the body may match the empty text
	loop     int32
	min, max int32 // max is -1 for none
	next     int32 // where to go on
	other    int32 // the second alternative, or where the loop ends
	set      classes
	empty    syntax.EmptyOp
}

type opcode uint8

const (
	opSet    opcode = iota
	opAssert        // an assertion
	opSplit         // tries next, then other
	opJump          // goes to next
	opEnter         // begins a counted loop
	opLoop          // decides on another repetition
	opBody          // begins a repetition
	opAgain         // ends a repetition
	opMatch
)

// A choice is what the engine returns to when it fails: an instruction at a
// position, or the old value of a loop.
type choice struct {
	at    int32 // an instruction; -1-n for loop n
	pos   int32 // or the old mark
	count int32
}

func compileMatcher(tree *patternTree, a *alphabet) *matcher {
	m := &matcher{alphabet: a, once: tree.startsText()}
	c := matcherCompiler{m}
	c.compile(tree)
	c.emit(instruction{op: opMatch})
	m.counts, m.marks = make([]int32, m.loops), make([]int32, m.loops)
	return m
}

type matcherCompiler struct{ *matcher }

func (c *matcherCompiler) here() int32 { return int32(len(c.code)) }

func (c *matcherCompiler) emit(i instruction) int32 {
	if i.op != opSplit && i.op != opJump && i.op != opLoop && i.op != opAgain {
		i.next = c.here() + 1
	}
	c.code = append(c.code, i)
	return c.here() - 1
}

func (c *matcherCompiler) compile(t *patternTree) {
	switch t.kind {
	case treeRunes:
		c.emit(instruction{op: opSet, set: c.alphabet.sets[t.set]})
	case treeAssertion:
		c.emit(instruction{op: opAssert, empty: t.assertion})
	case treeConcat:
		for _, sub := range t.subs {
			c.compile(sub)
		}
	case treeAlternate:
		c.alternate(t)
	case treeRepeat:
		c.repeat(t)
	}
}

func (c *matcherCompiler) alternate(t *patternTree) {
	var ends []int32
	last := len(t.subs) - 1
	for _, sub := range t.subs[:last] {
		split := c.emit(instruction{op: opSplit, next: c.here() + 1})
		c.compile(sub)
		ends = append(ends, c.emit(instruction{op: opJump}))
		c.code[split].other = c.here()
	}
	c.compile(t.subs[last])
	for _, end := range ends {
		c.code[end].next = c.here()
	}
}

func (c *matcherCompiler) repeat(t *patternTree) {
	sub := t.subs[0]
	switch {
	case t.max == 0:
	case t.min == 1 && t.max == 1:
		c.compile(sub)
	case t.min == 0 && t.max == 1:
		split := c.emit(instruction{op: opSplit})
		c.compile(sub)
		c.setSplit(split, split+1, c.here(), t.lazy)
	case t.min == 0 && t.max < 0 && !sub.nullable():
		split := c.emit(instruction{op: opSplit})
		c.compile(sub)
		c.emit(instruction{op: opJump, next: split})
		c.setSplit(split, split+1, c.here(), t.lazy)
	case t.min == 1 && t.max < 0 && !sub.nullable():
		body := c.here()
		c.compile(sub)
		split := c.emit(instruction{op: opSplit})
		c.setSplit(split, body, c.here(), t.lazy)
	default:
		c.counted(t)
	}
}

func (c *matcherCompiler) setSplit(split, body, end int32, lazy bool) {
	if lazy {
		body, end = end, body
	}
	c.code[split].next, c.code[split].other = body, end
}

func (c *matcherCompiler) counted(t *patternTree) {
	loop := int32(c.loops)
	c.loops++
	c.emit(instruction{op: opEnter, loop: loop})
	head := c.emit(instruction{op: opLoop, loop: loop, lazy: t.lazy, min: int32(t.min), max: int32(t.max)})
	c.code[head].next = c.emit(instruction{op: opBody, loop: loop})
	c.compile(t.subs[0])
	c.emit(instruction{op: opAgain, loop: loop, min: int32(t.min), nullable: t.subs[0].nullable(), next: head})
	c.code[head].other = c.here()
}

// match reports whether the pattern is found in a text, and how many steps that
// takes. It gives up after limit steps.
func (m *matcher) match(text []uint16, limit int) (matched bool, steps int) {
	starts := len(text)
	if m.once {
		starts = 0
	}
	for start := 0; start <= starts; start++ {
		var n int
		matched, n = m.matchAt(text, int32(start), limit-steps)
		steps += n
		if matched || steps > limit {
			return matched, steps
		}
	}
	return false, steps
}

func (m *matcher) matchAt(text []uint16, pos int32, limit int) (matched bool, steps int) {
	m.stack = m.stack[:0]
	at := int32(0)
	for steps <= limit {
		i := &m.code[at]
		ok := true
		at = i.next
		switch i.op {
		case opSet:
			steps++
			if ok = int(pos) < len(text) && i.set.has(text[pos]); ok {
				pos++
			}
		case opAssert:
			steps++
			ok = m.holds(i.empty, text, int(pos))
		case opSplit:
			steps++
			m.stack = append(m.stack, choice{at: i.other, pos: pos})
		case opMatch:
			if steps++; !m.exhaust {
				return true, steps
			}
			ok, m.early = false, m.early || int(pos) < len(text)
		case opLoop:
			steps++
			at = m.decide(i, pos)
		case opEnter:
			m.save(i.loop)
			m.counts[i.loop] = 0
		case opBody:
			m.save(i.loop)
			m.marks[i.loop] = pos
		case opAgain:
			if ok = !i.nullable || m.counts[i.loop] < i.min || m.marks[i.loop] != pos; ok {
				m.save(i.loop)
				m.counts[i.loop]++
			}
		}
		if !ok {
			if at, pos, ok = m.back(); !ok {
				break
			}
		}
	}
	return false, steps
}

// decide returns where a counted loop goes on.
func (m *matcher) decide(i *instruction, pos int32) int32 {
	switch n := m.counts[i.loop]; {
	case n < i.min:
		return i.next
	case i.max >= 0 && n >= i.max:
		return i.other
	case i.lazy:
		m.stack = append(m.stack, choice{at: i.next, pos: pos})
		return i.other
	}
	m.stack = append(m.stack, choice{at: i.other, pos: pos})
	return i.next
}

func (m *matcher) save(loop int32) {
	m.stack = append(m.stack, choice{at: -1 - loop, pos: m.marks[loop], count: m.counts[loop]})
}

// back returns to the last choice; at is -1 if there is none left.
func (m *matcher) back() (at, pos int32, ok bool) {
	for n := len(m.stack) - 1; n >= 0; n-- {
		c := m.stack[n]
		m.stack = m.stack[:n]
		if c.at >= 0 {
			return c.at, c.pos, true
		}
		loop := -1 - c.at
		m.marks[loop], m.counts[loop] = c.pos, c.count
	}
	return -1, 0, false
}

func (m *matcher) holds(op syntax.EmptyOp, text []uint16, pos int) bool {
	switch op {
	case syntax.EmptyBeginText:
		return pos == 0
	case syntax.EmptyEndText:
		return pos == len(text)
	}
	before := pos > 0 && m.alphabet.words[text[pos-1]]
	after := pos < len(text) && m.alphabet.words[text[pos]]
	return (before != after) == (op == syntax.EmptyWordBoundary)
}
