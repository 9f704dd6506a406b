package contract

import (
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// An alphabet groups the runes that a pattern treats alike into classes, which
// are numbered from 0.
type alphabet struct {
	starts  []rune    // the first rune of each segment of Unicode, in order
	classes []uint16  // of each segment
	samples []rune    // of each class, readable if it has a readable one
	words   []bool    // of each class: \w matches it
	sets    []classes // by number of the set of runes
}

// classes is a set of classes, one bit each.
type classes []uint64

func (c classes) has(class uint16) bool { return c[class>>6]&(1<<(class&63)) != 0 }
func (c classes) add(class uint16)      { c[class>>6] |= 1 << (class & 63) }

// both returns the classes that are in both sets.
func (c classes) both(d classes) classes {
	e := make(classes, len(c))
	for i := range c {
		e[i] = c[i] & d[i]
	}
	return e
}

// common returns the first class that both sets have.
func (c classes) common(d classes) (class uint16, ok bool) {
	for i := range c {
		if both := c[i] & d[i]; both != 0 {
			for class = uint16(i << 6); both&1 == 0; class++ {
				both >>= 1
			}
			return class, true
		}
	}
	return 0, false
}

// common3 returns the first class that three sets have.
func (c classes) common3(d, e classes) (class uint16, ok bool) {
	for i := range c {
		if both := c[i] & d[i] & e[i]; both != 0 {
			for class = uint16(i << 6); both&1 == 0; class++ {
				both >>= 1
			}
			return class, true
		}
	}
	return 0, false
}

var wordRunes = []rune{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}

const maxAlphabetWork = 1 << 24

// alphabetOf returns the alphabet of some sets of runes, nil if they are too
// many. The last set of the result is that of all classes.
func alphabetOf(sets [][]rune) *alphabet {
	sets = append(slices.Clone(sets), []rune{0, unicode.MaxRune})
	// A segment belongs to the sets that have begun and not ended where it
	// starts. Each set has a random number; their xor stands for the group.
	random := rand.New(rand.NewPCG(1, 2))
	toggles := map[rune]uint64{0: 0}
	for _, set := range append(slices.Clone(sets), wordRunes) {
		number := random.Uint64()
		for i := 0; i < len(set); i += 2 {
			toggles[set[i]] ^= number
			toggles[set[i+1]+1] ^= number
		}
	}
	a := &alphabet{}
	for r := range toggles {
		if r <= unicode.MaxRune {
			a.starts = append(a.starts, r)
		}
	}
	if len(a.starts)*len(sets) > maxAlphabetWork {
		return nil
	}
	slices.Sort(a.starts)
	known := map[uint64]uint16{}
	group := uint64(0)
	for _, start := range a.starts {
		group ^= toggles[start]
		class, ok := known[group]
		if !ok {
			class = uint16(len(known))
			known[group] = class
			a.samples = append(a.samples, start)
		}
		a.classes = append(a.classes, class)
	}
	a.chooseSamples()
	for _, set := range sets {
		a.sets = append(a.sets, a.classesOf(set))
	}
	return a
}

func (a *alphabet) chooseSamples() {
	const readable = "a0Ab1!-_ ."
	chosen := make([]bool, len(a.samples))
	for _, r := range readable {
		if class := a.class(r); !chosen[class] {
			chosen[class], a.samples[class] = true, r
		}
	}
	for i, start := range a.starts {
		end := rune(unicode.MaxRune)
		if i+1 < len(a.starts) {
			end = a.starts[i+1] - 1
		}
		class := a.classes[i]
		for r := start; r <= end && r < 0x7f && !chosen[class]; r++ {
			if r > ' ' {
				chosen[class], a.samples[class] = true, r
			}
		}
		if a.samples[class] >= 0xd800 && a.samples[class] < 0xe000 {
			a.samples[class] = min(end, 0xe000) // halves of a pair are not characters
		}
	}
	for _, r := range a.samples {
		a.words = append(a.words, syntax.IsWordChar(r))
	}
}

// class returns the class of a rune.
func (a *alphabet) class(r rune) uint16 {
	i, found := slices.BinarySearch(a.starts, r)
	if !found {
		i--
	}
	return a.classes[i]
}

func (a *alphabet) classesOf(set []rune) classes {
	c := make(classes, (len(a.samples)+63)/64)
	for i := 0; i < len(set); i += 2 {
		from, _ := slices.BinarySearch(a.starts, set[i])
		for k := from; k < len(a.starts) && a.starts[k] <= set[i+1]; k++ {
			c.add(a.classes[k])
		}
	}
	return c
}

// word returns the classes of a text.
func (a *alphabet) word(text string) []uint16 {
	var word []uint16
	for _, r := range text {
		word = append(word, a.class(r))
	}
	return word
}

// text returns a text of these classes.
func (a *alphabet) text(word []uint16) string {
	var b strings.Builder
	for _, class := range word {
		b.WriteRune(a.samples[class])
	}
	return b.String()
}
