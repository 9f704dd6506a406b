package mutate

import (
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/test/differential/internal/document"
)

// fillings are characters of one to four bytes, and what is one to the eye but
// more to a computer.
var fillings = []string{"a", "é", "中", "🎬", "\U0010ffff", "e\u0301", "👩‍👩‍👧", "🇩🇪", "\"", "\\", "\x01", "\u2028", "\uffff", "a🎬é"}

// length makes a text as long as a limit, one character less or one more.
func length(d *draft) bool {
	p := d.pick(func(p *place) bool { return p.is(contract.KindString) })
	if p == nil {
		return false
	}
	s := p.schema
	before, after, limits := "", "", []int{0, 1, 2, 7, 8, 9, 15, 16, 17, 64}
	if s.MinLength != nil {
		limits = []int{*s.MinLength}
	}
	switch most, ok := s.Format.MaxLength(); {
	case s.MaxLength != nil:
		limits = append(limits, *s.MaxLength, *s.MaxLength)
	case ok:
		limits = []int{most}
	}
	switch s.Format {
	case contract.FormatEmail:
		after = "@b.c"
	case contract.FormatURI:
		before = one(&d.random, "a:", "https://example.com/")
	}
	n := max(0, limits[d.below(len(limits))]+d.below(3)-1)
	fill := filled(one(&d.random, fillings...), n-utf8.RuneCountInString(before+after))
	*p.value = document.Value{Text: document.Quote(before+fill+after, d.escapes())}
	return true
}

// filled is n characters.
func filled(piece string, n int) string {
	runes := []rune(piece)
	var b strings.Builder
	for i := range max(n, 0) {
		b.WriteRune(runes[i%len(runes)])
	}
	return b.String()
}
