package mutate

import "github.com/mediamesh/events/test/differential/internal/document"

// characters are those that readers, patterns and formats are picky about.
var characters = []rune{
	'a', 'Z', '0', ' ', '"', '\\', '/', '<', '>', '&', '\'', '@', '.', ':', '-', '+', '%', '\b', '\f', '\n', '\r', '\t', '\v', 0, 1, 0x1f, 0x7f,
	0x80, 0x85, 0x9f, 0xa0, 0xad, 0xe9, 0xff, 0x130, 0x131, 0x17f, 0x301, 0x660, 0x1680, 0x180e, 0x2000, 0x200a, 0x200b, 0x200d, 0x2028, 0x2029, 0x202e, 0x202f, 0x205f, 0x2060, 0x212a,
	0x3000, 0x4e2d, 0xd7ff, 0xe000, 0xfeff, 0xff0e, 0xff20, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x1d7d8, 0x1f3ac, 0x10fffe, 0x10ffff,
}

// unicodeText puts a few such characters into a text, or in the place of some
// of it.
func unicodeText(d *draft) bool {
	p := d.pick(isText)
	if p == nil {
		return false
	}
	text, ok := document.Unquote(p.value.Text)
	if !ok {
		return false
	}
	runes := []rune(text)
	for range 1 + d.below(3) {
		c, at := one(&d.random, characters...), d.below(len(runes)+1)
		if at < len(runes) && d.oneIn(2) {
			runes[at] = c
		} else {
			runes = append(runes[:at], append([]rune{c}, runes[at:]...)...)
		}
	}
	p.value.Text = document.Quote(string(runes), d.escapes())
	return true
}

// escape writes a text or a name with escapes that need not be. It means the
// same.
func escape(d *draft) bool {
	quoted := d.quoted(3)
	if quoted == nil {
		return false
	}
	text, ok := document.Unquote(*quoted)
	if !ok {
		return false
	}
	share := 1 + d.below(4)
	*quoted = document.Quote(text, func(rune) bool { return d.oneIn(share) })
	return true
}

// quoted picks a text, or one time in n a name, as it stands; nil if there is
// none.
func (d *draft) quoted(n int) *string {
	named := d.oneIn(n)
	p := d.pick(func(p *place) bool { return named && p.member() != nil || !named && isText(p) })
	switch {
	case p == nil:
		return nil
	case named:
		return &p.member().Name
	}
	return &p.value.Text
}

// escapes says which characters are written as escapes: mostly none.
func (d *draft) escapes() func(rune) bool {
	switch d.below(8) {
	case 0:
		return func(rune) bool { return true }
	case 1:
		return func(r rune) bool { return r > 0x7e }
	case 2:
		return func(rune) bool { return d.oneIn(3) }
	}
	return nil
}
