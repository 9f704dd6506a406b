package contract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// An attack is a text that is made to take a matcher many steps: pumps, each
// repeated as often as the others, with words that lead to them, and a suffix
// that lets the match fail. An attack without pumps is a word.
type attack struct {
	leads  [][]uint16 // the word before each pump; a word without pumps
	pumps  []pump
	suffix []uint16
}

// fixed is the length of all but the pumps.
func (a *attack) fixed() int {
	n := len(a.suffix)
	for _, lead := range a.leads {
		n += len(lead)
	}
	return n
}

// round is the length of all pumps, each once.
func (a *attack) round() (n int) {
	for _, p := range a.pumps {
		n += len(p.word)
	}
	return n
}

// times is how often the pumps can be repeated in a text of a length.
func (a *attack) times(length int) int {
	if len(a.pumps) == 0 {
		return max(0, min(1, length-a.fixed()+1))
	}
	return (length - a.fixed()) / a.round()
}

// text returns the attack with each pump repeated.
func (a *attack) text(times int) []uint16 {
	var text []uint16
	if len(a.pumps) == 0 {
		text = slices.Clone(a.leads[0])
	}
	for i, p := range a.pumps {
		text = append(text, a.leads[i]...)
		for range times {
			text = append(text, p.word...)
		}
	}
	return append(text, a.suffix...)
}

// describe writes the attack with each pump repeated: "a" repeated 28 times,
// then "!".
func (a *attack) describe(alphabet *alphabet, times int) string {
	var parts []string
	quote := func(word []uint16) string { return strconv.QuoteToASCII(shortened(alphabet.text(word))) }
	if len(a.pumps) == 0 {
		return quote(a.text(1))
	}
	last := len(a.pumps) - 1
	more := slices.Equal(a.suffix, a.pumps[last].word) // the suffix is one more repetition
	for i, p := range a.pumps {
		if len(a.leads[i]) > 0 {
			parts = append(parts, quote(a.leads[i]))
		}
		n := times
		if i == last && more {
			n++
		}
		parts = append(parts, fmt.Sprintf("%s repeated %d times", quote(p.word), n))
	}
	if len(a.suffix) > 0 && !more {
		parts = append(parts, quote(a.suffix))
	}
	return strings.Join(parts, ", then ")
}

// shortened returns a text without its middle if it is long.
func shortened(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most/2]) + "…" + string(runes[len(runes)-most/2:])
}

// attackSearch looks for an attack that takes too many steps.
type attackSearch struct {
	*matcher
	graph     *patternGraph
	maxLength int
	left      int  // steps left in the budget of the search
	work      *int // and work on the graph
	attack    *attack
	times     int
	unsure    bool // something is left untried
}

// run counts the steps of an attack. It stops soon after limit.
func (s *attackSearch) run(a *attack, times, limit int) int {
	_, steps := s.match(a.text(times), limit)
	s.left -= steps
	return steps
}

// excessive reports whether the attack takes too many steps with its pumps
// repeated so often.
func (s *attackSearch) excessive(a *attack, times int) bool {
	limit := allowedSteps(a.fixed() + times*a.round())
	return s.run(a, times, limit) > limit
}

// try lengthens an attack until it takes too many steps, with the suffix that
// costs the most. It keeps the attack and returns true if it finds one.
func (s *attackSearch) try(a attack, longest int) bool {
	found, failed := s.trySuffix(&a, longest)
	return found || !failed && s.left > 0 && s.tryMatched(a, longest)
}

// trySuffix is try without other words than the attack's. It reports whether there is a
// suffix with which the pattern does not match.
func (s *attackSearch) trySuffix(a *attack, longest int) (found, failed bool) {
	if a.times(s.maxLength-1) < 1 {
		return false, true
	}
	failed = s.chooseSuffix(a)
	return s.lengthen(a, longest), failed
}

// lengthen is try with the suffix that the attack has. To go beyond some thousand
// characters the steps must grow faster than the text.
func (s *attackSearch) lengthen(a *attack, longest int) bool {
	length, before := 2*(a.fixed()+a.round()), 0.0
	for below := 0; s.left > 0; length *= 2 {
		last := length >= min(s.maxLength, longest)
		if last {
			length = max(a.fixed()+a.round(), min(s.maxLength, longest))
		}
		times := a.times(length)
		limit := allowedSteps(length)
		steps := s.run(a, times, limit)
		if steps > limit {
			s.attack, s.times = a, s.shortest(a, below, times)
			return true
		}
		each := float64(steps) / float64(length)
		if last || length > 4096 && each < 1.2*before {
			return false
		}
		below, before = times, each
	}
	return false
}

// shortest returns the smallest number of repetitions that takes too many steps,
// where below takes fewer and above more.
func (s *attackSearch) shortest(a *attack, below, above int) int {
	for range 12 {
		if middle := (below + above) / 2; middle == below {
			break
		} else if s.excessive(a, middle) {
			above = middle
		} else {
			below = middle
		}
	}
	return above
}

// costLength is how long the attacks are whose costs are compared. A search compares
// a hundred or so: if steps grow with the square of the length, twice the length
// takes four times the search's budget.
const costLength = 128

// cost is the number of steps of an attack of about costLength characters.
func (s *attackSearch) cost(a attack) int {
	s.chooseSuffix(&a)
	length := min(s.maxLength, costLength)
	if a.times(length) < 1 {
		return 0
	}
	return s.run(&a, a.times(length), allowedSteps(length))
}

// spend reports whether there is work left.
func (s *attackSearch) spend() bool {
	*s.work--
	return *s.work > 0
}

const (
	maxChain      = 4  // pumps in an attack
	maxChainPumps = 10 // pumps of which chains are made
)

// tryChains looks for attacks of several pumps: ^a*a*-b*b*$ is worst for a text
// of many a, then many b. Each chain is the worst of those before, and one more
// pump.
func (s *attackSearch) tryChains(p *pumpSearch) bool {
	pumps := p.pumps[:min(len(p.pumps), maxChainPumps)]
	var best attack
	for len(best.pumps) < maxChain {
		longer, most := best, 0
		for _, next := range pumps {
			for i := range len(best.pumps) + 1 {
				if a, ok := p.insert(best, next, i); ok && s.left > 0 {
					if cost := s.cost(a); cost > most {
						longer, most = a, cost
					}
				}
			}
		}
		if len(longer.pumps) == len(best.pumps) {
			return false
		}
		best = longer
		if s.try(best, longestAttack) {
			return true
		}
	}
	return false
}

// tryCostly makes chains of all pumps, each of those whose pumps cost the most, one by
// one: the steps of a chain are about the product of theirs.
func (s *attackSearch) tryCostly(p *pumpSearch) bool {
	n := len(p.pumps)
	each := make([]float64, n)
	reachable := map[int32][]bool{}
	for i, next := range p.pumps {
		if a, ok := p.insert(attack{}, next, 0); ok && s.left > 0 {
			each[i] = float64(s.cost(a))
		}
		if reachable[next.to] == nil {
			reachable[next.to] = p.reachable(next.to)
		}
	}
	type chain struct {
		cost   float64
		before int // in the chains that are shorter by one
	}
	lengths := [maxChain][]chain{make([]chain, n)}
	for i := range n {
		lengths[0][i].cost = each[i]
	}
	for k := 1; k < maxChain; k++ {
		lengths[k] = make([]chain, n)
		best := 0
		for i, next := range p.pumps {
			for j, before := range p.pumps {
				cost := lengths[k-1][j].cost * each[i]
				if i != j && cost > lengths[k][i].cost && s.spend() && reachable[before.to][next.from] {
					lengths[k][i] = chain{cost, j}
				}
			}
			if lengths[k][i].cost > lengths[k][best].cost {
				best = i
			}
		}
		if lengths[k][best].cost == 0 || s.left <= 0 {
			return false
		}
		var a attack
		ok := true
		for i, at := best, k; at >= 0 && ok; at-- {
			a, ok = p.insert(a, p.pumps[i], 0)
			i = lengths[at][i].before
		}
		if ok && s.try(a, longestAttack) {
			return true
		}
	}
	return false
}

// insert returns the attack with one more pump, before pump i of it.
func (p *pumpSearch) insert(a attack, next pump, i int) (attack, bool) {
	pumps := slices.Insert(slices.Clone(a.pumps), i, next)
	b := attack{pumps: pumps}
	at := int32(0)
	for _, q := range pumps {
		lead, ok := p.path(at, q.from, false)
		if !ok {
			return b, false
		}
		b.leads = append(b.leads, lead)
		at = q.to
	}
	return b, true
}
