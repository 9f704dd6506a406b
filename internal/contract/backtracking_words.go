package contract

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
)

const (
	maxExactNodes = 2000       // of a graph whose limited repetitions are written out
	maxWordWork   = 10_000_000 // states that the search for words visits
	maxWord       = 400        // characters of a word
	maxWords      = 24         // words of one length that are followed
	barren        = 80         // characters without more ways, after which it ends
	worthTrying   = 1000       // ways with which a word is tried
	pointless     = 1e18       // ways with which no further word is tried
)

// A wordTried is a word, and in how many ways a pattern reads it up to each of its states.
type wordTried struct {
	word   []uint16
	states []int32 // in order
	ways   []float64
	total  float64
}

// tryWords looks for a word that the pattern reads in many ways although nothing in it
// repeats, such as abcdef for ^a?a?b?b?c?c?d?d?e?e?f?f?$. It follows the words with the most
// ways, character by character. It is about what is limited: what repeats without limit has pumps.
func (s *attackSearch) tryWords(tree *patternTree, p *pumpSearch) bool {
	work := maxWordWork
	graph := exactGraphOf(tree, s.alphabet, &work)
	if graph == nil {
		s.unsure = true
		return false
	}
	words := []wordTried{{states: atStart, ways: []float64{1}, total: 1}}
	most, since, try := 1.0, 0, float64(worthTrying)
	length := 1
	for ; length < min(s.maxLength, maxWord) && since < barren && len(words) > 0 && work > 0 && s.left > 0; length++ {
		words = longerWords(graph, len(s.alphabet.samples), words, &work)
		if since++; len(words) > 0 && words[0].total > most {
			best := words[0]
			most, since = best.total, 0
			if most >= try && try < pointless {
				if s.tryWord(best.word) {
					return true
				}
				try = 4 * most
			}
		}
	}
	// Longer words may have more ways, and other words may have those that were counted: some
	// are ways to repeat nothing, which an engine does not take.
	s.unsure = s.unsure || !p.endless() && (most >= pointless || since < barren && len(words) > 0 && length < s.maxLength)
	return false
}

// tryWord tries a word with each suffix.
func (s *attackSearch) tryWord(word []uint16) bool {
	a := attack{leads: [][]uint16{word}}
	s.chooseSuffix(&a)
	if !s.excessive(&a, 1) {
		return false
	}
	s.attack, s.times = &a, 1
	return true
}

// longerWords returns words that are longer by a character, those with the most ways
// first: of the words that lead to the same states, the one that does so in the most ways.
func longerWords(g *patternGraph, classes int, words []wordTried, work *int) []wordTried {
	var longer []wordTried
	known := map[string]int{}
	for _, w := range words {
		reached, ways := w.reach(g, work)
		for class := range classes {
			next := wordTried{}
			var key []byte
			*work -= len(reached)
			for _, state := range reached {
				if g.sets[state].has(uint16(class)) {
					next.states, next.ways = append(next.states, state), append(next.ways, ways[state])
					next.total += ways[state]
					key = binary.AppendVarint(key, int64(state))
				}
			}
			i, again := known[string(key)]
			if len(next.states) == 0 || again && longer[i].total >= next.total {
				continue
			}
			next.word = append(slices.Clone(w.word), uint16(class))
			if again {
				longer[i] = next
				continue
			}
			known[string(key)] = len(longer)
			longer = append(longer, next)
		}
		if *work < 0 {
			break
		}
	}
	slices.SortStableFunc(longer, func(a, b wordTried) int { return cmp.Compare(b.total, a.total) })
	return longer[:min(len(longer), maxWords)]
}

// reach returns the states that may follow a word, in order, and the ways to each.
func (w *wordTried) reach(g *patternGraph, work *int) (states []int32, ways map[int32]float64) {
	ways = map[int32]float64{}
	for i, state := range w.states {
		*work -= len(g.follows[state])
		for _, e := range g.follows[state] {
			n := w.ways[i]
			if e.ambiguous {
				n *= 2
			}
			ways[e.to] += n
		}
	}
	return slices.Sorted(maps.Keys(ways)), ways
}
