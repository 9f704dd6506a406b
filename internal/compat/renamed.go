package compat

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mediamesh/events/internal/contract"
)

// A fieldAt is an optional field that only one of the contracts has.
type fieldAt struct {
	at    spot // the object that has it
	there spot
	field *contract.Field
	// before and after are the object in both contracts, and outer is its field that was
	// added or removed, with everything in it.
	before, after *contract.Schema
	outer         string
}

// onlyIn collects an optional field, and those of the objects in it.
func onlyIn(list *[]fieldAt, f fieldAt) {
	*list = append(*list, f)
	if f.field.Schema.Kind != contract.KindObject {
		return
	}
	for _, inner := range f.field.Schema.Fields {
		onlyIn(list, fieldAt{f.there, f.there.to(step{name: inner.Name}, f.there.here), inner, f.before, f.after, f.outer})
	}
}

// renames finds fields that were removed and appear under another name or in another
// object. Both fields are optional, so neither side refuses anything: readers look for a
// value where writers no longer put it.
func (w *walk) renames() {
	type move struct {
		from, to int
		likeness likeness
	}
	var moves []move
	for i, from := range w.gone {
		for j, to := range w.came {
			if slices.Contains(from.after.Reserved, from.outer) {
				continue
			}
			if l := from.likenessTo(to); l > unlike {
				moves = append(moves, move{i, j, l})
			}
		}
	}
	slices.SortStableFunc(moves, func(a, b move) int { return int(b.likeness - a.likeness) })
	from, to := map[int]bool{}, map[int]bool{}
	for _, m := range moves {
		if !from[m.from] && !to[m.to] {
			from[m.from], to[m.to] = true, true
			w.renamed(w.gone[m.from], w.came[m.to])
		}
	}
}

func (w *walk) renamed(from, to fieldAt) {
	message := "looks like " + from.field.Name + " under another name"
	if !slices.Equal(from.at.path, to.at.path) {
		message = "looks like " + from.there.path.pointer() + " in another place"
	}
	w.note(to.there, "FIELD_RENAMED", from.before, to.after, nil, evidence{}, evidence{}, "%s: readers of either version miss the other's values without an error", message)
	d := &w.found[len(w.found)-1]
	d.old = from.field.Pos
	lost := difference{path: from.there.path, around: true}
	value, a := smallest(from.field.Schema, nil)
	if data, ok := document(w.pair.old, &lost, of(value, a)); ok && a == found {
		d.example, d.exampleText = data, "has a value at "+from.there.path.pointer()+" that new readers do not look for"
	}
}

// likeness is how likely it is that one field is the other one, renamed.
type likeness int

const (
	unlike likeness = iota
	likeWords
	likeDescription
	likeName
	sameName // in another object
)

func (f fieldAt) likenessTo(g fieldAt) likeness {
	here := slices.Equal(f.at.path, g.at.path)
	switch {
	case !sameSort(f.field.Schema, g.field.Schema):
		return unlike
	case plainName(f.field.Name) == plainName(g.field.Name):
		return sameName
	case !here:
		return unlike
	case len(f.field.Name) > 2 && contract.Nearest(f.field.Name, []string{g.field.Name}) != "":
		return likeName
	case sameWords(f.field.Schema.Description, g.field.Schema.Description):
		return likeDescription
	case wordsWithin(wordsOf(f.field.Name), wordsOf(g.field.Name)):
		return likeWords
	}
	return unlike
}

// sameSort reports whether a value of one schema may be meant as one of the other.
func sameSort(a, b *contract.Schema) bool {
	number := func(k contract.Kind) bool { return k == contract.KindInteger || k == contract.KindNumber }
	return a.Kind == b.Kind || number(a.Kind) && number(b.Kind)
}

// plainName is a name without letter case and underscores.
func plainName(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, "_", ""))
}

// wordsOf splits a field's name: "posterURL2" is poster, url and 2.
func wordsOf(name string) []string {
	var words []string
	var word []rune
	runes := []rune(name)
	end := func() {
		if len(word) > 0 {
			words, word = append(words, strings.ToLower(string(word))), nil
		}
	}
	for i, r := range runes {
		begins := unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
		if r == '_' || begins || unicode.IsDigit(r) && i > 0 && !unicode.IsDigit(runes[i-1]) {
			end()
		}
		if r != '_' {
			word = append(word, r)
		}
	}
	end()
	return words
}

// wordsWithin reports whether each word of the shorter list stands in the longer, or is
// short for one there: title and displayTitle, desc and longDescription, qty and quantity.
func wordsWithin(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, word := range a {
		if !slices.ContainsFunc(b, func(other string) bool { return word == other || shortFor(word, other) || shortFor(other, word) }) {
			return false
		}
	}
	return true
}

// shortFor reports whether a word has at least three letters, the first of another word
// and then some of it, in their order.
func shortFor(word, long string) bool {
	if len(word) < 3 || len(word) >= len(long) || word[0] != long[0] {
		return false
	}
	for _, r := range word {
		i := strings.IndexRune(long, r)
		if i < 0 {
			return false
		}
		long = long[i+1:]
	}
	return true
}

// sameWords reports whether two descriptions are the same, or have most of their words in
// common.
func sameWords(a, b string) bool {
	const few = 3
	split := func(text string) []string {
		words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		slices.Sort(words)
		return slices.Compact(words)
	}
	before, after := split(a), split(b)
	common := 0
	for _, word := range before {
		if slices.Contains(after, word) {
			common++
		}
	}
	return common > 0 && common == max(len(before), len(after)) || common >= few && 5*common >= 4*max(len(before), len(after))
}
