package contract

const (
	// maxSteps is how many steps a backtracking engine may take for a text.
	maxSteps = 1_000_000

	// stepsPerCharacter is how many steps per character it may take for a long
	// text: a pattern that reads a text once takes more than maxSteps for 1 MiB.
	stepsPerCharacter = 64

	// longestText is the length of a text without maxLength: an event has at
	// most 1 MiB, and a character at least one byte.
	longestText = MaxEvent

	// longestAttack is the length up to which attacks are tried. Steps that grow
	// faster than the text exceed what is allowed long before.
	longestAttack = 1 << 17

	// The analysis of a pattern gives up after so much work, some tenths of a second,
	// and that of all patterns of a contract after so many times that.
	maxAnalysisWork  = 10_000_000
	maxAnalysisSteps = 30_000_000
	maxAnalyses      = 8

	// maxPattern is how many bytes an analysed pattern may have.
	maxPattern = 64 << 10
)

// analyses is what is left for the analysis of a contract's patterns.
type analyses struct{ work, steps int }

func newAnalyses() *analyses {
	return &analyses{maxAnalyses * maxAnalysisWork, maxAnalyses * maxAnalysisSteps}
}

// allowedSteps is how many steps a backtracking engine may take for a text of a
// length.
func allowedSteps(length int) int { return max(maxSteps, stepsPerCharacter*length) }

// A backtracking is what the analysis of a pattern found.
type backtracking struct {
	attack   string // a text that takes too many steps, in short form; "" for none
	text     string // the same text at length
	restarts bool   // a pattern that begins with ^ might not take as many
	gaveUp   bool   // the pattern is too large to analyse
	unsure   bool   // it may backtrack, but no text was found for which it does
}

// backtracks looks for a text of at most maxLength characters for which a backtracking engine such as JavaScript's takes more
// steps than allowedSteps. It finds candidates on the pattern's graph and counts
// the steps of each with a matcher, so that what it returns is a counterexample.
// The pattern must be portable. What it took is taken off budget.
func (budget *analyses) backtracks(pattern string, maxLength int) backtracking {
	if len(pattern) > maxPattern || budget.work <= 0 || budget.steps <= 0 {
		return backtracking{gaveUp: true}
	}
	tree, sets := parseTree(pattern)
	a := alphabetOf(sets)
	if a == nil {
		return backtracking{gaveUp: true}
	}
	work := maxAnalysisWork
	s := &attackSearch{matcher: compileMatcher(tree, a), maxLength: maxLength, left: maxAnalysisSteps, work: &work}
	defer func() {
		budget.work -= maxAnalysisWork - work
		budget.steps -= maxAnalysisSteps - s.left
	}()
	graph := graphOf(tree, a, &work)
	if graph == nil {
		return backtracking{gaveUp: true}
	}
	p, complete := pumpsOf(graph, &work)
	s.graph = graph
	if s.tryPlain(tree) || s.tryPumps(p) || s.tryWords(tree, p) {
		return backtracking{attack: s.attack.describe(a, s.times), text: a.text(s.attack.text(s.times)), restarts: !s.once}
	}
	return backtracking{gaveUp: !complete || s.left <= 0 || work <= 0, unsure: s.unsure}
}

// plainLength is how long a text of one repeated character is tried whether or
// not the graph has a pump. It finds large but limited numbers of ways, such as
// those of (a?){30}a{30}.
const plainLength = 1 << 12

const (
	maxPlain      = 1024 // words
	maxPlainWord  = 64   // characters
	maxPlainClass = 512  // characters tried on their own
)

// tryPlain tries each character, and each word that the pattern may repeat or leave
// out, repeated.
func (s *attackSearch) tryPlain(tree *patternTree) bool {
	words := s.plainWords(tree)
	if len(words) > maxPlain {
		words, s.unsure = words[:maxPlain], true
	}
	var worst attack
	most := 0
	for _, word := range words {
		if s.left <= 0 {
			return false
		}
		a := attack{leads: [][]uint16{nil}, pumps: []pump{{word: word}}}
		if s.try(a, plainLength) {
			return true
		}
		if cost := s.cost(a); cost > most {
			worst, most = a, cost
		}
	}
	return most > 0 && s.tryLong(worst)
}

// tryLong tries one attack at its greatest length.
func (s *attackSearch) tryLong(a attack) bool {
	s.chooseSuffix(&a)
	times := a.times(min(s.maxLength, longestAttack))
	if times < 1 || !s.excessive(&a, times) {
		return false
	}
	s.attack, s.times = &a, times
	return true
}

// tryPumps tries each pump on its own, then several of them.
func (s *attackSearch) tryPumps(p *pumpSearch) bool {
	for _, next := range p.pumps {
		if s.left <= 0 {
			return false
		}
		if a, ok := p.insert(attack{}, next, 0); ok && s.try(a, longestAttack) {
			return true
		}
	}
	return len(p.pumps) > 1 && (s.tryChains(p) || len(p.pumps) > maxChainPumps && s.tryCostly(p))
}

// plainWords returns each character, and the words of plainBodies.
func (s *attackSearch) plainWords(tree *patternTree) [][]uint16 {
	var words [][]uint16
	for class := range min(len(s.alphabet.samples), maxPlainClass) {
		words = append(words, []uint16{uint16(class)})
	}
	s.unsure = s.unsure || len(s.alphabet.samples) > maxPlainClass
	known := map[string]bool{}
	s.plainBodies(tree, func(body *patternTree) {
		word := s.sample(body, nil)
		if key := s.alphabet.text(word); len(word) > 1 && len(word) <= maxPlainWord && len(words) <= maxPlain && !known[key] {
			known[key] = true
			words = append(words, word)
		}
	})
	return words
}

// plainBodies calls f for what a tree repeats or leaves out: for each alternative of it.
func (s *attackSearch) plainBodies(t *patternTree, f func(*patternTree)) {
	if t.kind == treeRepeat {
		if body := t.subs[0]; body.kind == treeAlternate {
			for _, sub := range body.subs {
				f(sub)
			}
		} else {
			f(body)
		}
	}
	for _, sub := range t.subs {
		s.plainBodies(sub, f)
	}
}

// sample appends a text that t matches, with what is optional.
func (s *attackSearch) sample(t *patternTree, word []uint16) []uint16 {
	switch {
	case len(word) > maxPlainWord:
	case t.kind == treeRunes:
		set := s.alphabet.sets[t.set]
		if class, ok := set.common(set); ok {
			word = append(word, class)
		}
	case t.kind == treeConcat:
		for _, sub := range t.subs {
			word = s.sample(sub, word)
		}
	case t.kind == treeAlternate:
		word = s.sample(t.subs[0], word)
	case t.kind == treeRepeat && t.max != 0:
		for range max(1, min(t.min, maxPlainWord)) {
			word = s.sample(t.subs[0], word)
		}
	}
	return word
}
