package mutate

import (
	"fmt"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/test/differential/internal/document"
)

// format puts in a text that has its format or nearly so.
func format(d *draft) bool {
	rare := !d.oneIn(3) // nine of ten formats are date-times
	formatted := func(p *place) bool {
		return p.is(contract.KindString) && p.schema.Format != "" && !(rare && p.schema.Format == contract.FormatDateTime)
	}
	p := d.pick(formatted)
	if p == nil {
		rare = false
		p = d.pick(formatted)
	}
	if p == nil {
		return false
	}
	var text string
	switch p.schema.Format {
	case contract.FormatEmail:
		text = d.email()
	case contract.FormatURI:
		text = d.uri()
	case contract.FormatDate:
		text = d.date()
	default:
		if text = d.date() + one(&d.random, "T", "T", "T", "T", "T", "t", " ", "") + d.time(); d.oneIn(10) {
			text = d.date()
		}
	}
	if d.oneIn(3) {
		text = d.nearly(text)
	}
	*p.value = document.Value{Text: document.Quote(text, d.escapes())}
	return true
}

// nearly changes up to two characters.
func (d *draft) nearly(text string) string {
	runes := []rune(text)
	for range 1 + d.below(2) {
		if len(runes) == 0 {
			break
		}
		c, at := one(&d.random, []rune("0123456789-:.+TZtz@ab <>\"é🎬\n\u0085\u00a0\u2028")...), d.below(len(runes))
		switch d.below(4) {
		case 0:
			runes = append(runes[:at], runes[at+1:]...)
		case 1:
			runes = append(runes[:at], append([]rune{c}, runes[at:]...)...)
		case 2:
			runes = append(runes, c)
		default:
			runes[at] = c
		}
	}
	return string(runes)
}

// date is a day at the edges of the calendar, which there may or may not be.
func (d *draft) date() string {
	year := one(&d.random, 0, 4, 100, 400, 1900, 1970, 2000, 2023, 2024, 2026, 2100, 9999, d.below(10000))
	month := one(&d.random, 1, 2, 2, 2, 4, 6, 9, 11, 12, d.below(14))
	day := one(&d.random, 1, 15, 27, 28, 28, 29, 30, 31, d.below(33))
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

func (d *draft) time() string {
	hour, minute, second := one(&d.random, 0, 12, 23, 23, d.below(26)), one(&d.random, 0, 30, 59, d.below(62)), one(&d.random, 0, 30, 59, d.below(62))
	fraction := one(&d.random, "", "", ".000", ".123", ".999", ".1", ".123456", ".123456789", ".000000001", ".1234567890", ".", ",5")
	zone := one(&d.random, "Z", "Z", "Z", "+00:00", "-00:00", "+01:00", "-05:30", "+05:45", "+14:00", "+23:59", "-23:59", "z", "", "+24:00", "+00:60", "+0000", "+01", "−01:00", "UTC")
	return fmt.Sprintf("%02d:%02d:%02d%s%s", hour, minute, second, fraction, zone)
}

func (d *draft) email() string {
	return d.local() + one(&d.random, "@", "@", "@", "@", "@", "@", "", "@@", "＠", " @") + one(&d.random,
		"b.c", "b.c", "example.com", "sub.example.co.uk", "müller.example", "例え.jp", "b", ".b.c", "b.c.", "b..c", "-.-", "[1.2.3.4]", "b@c.d", ".", "", "b.c ", "b\u00a0.c", "b.\u3000", "a.b.c.d.e.f.g")
}

func (d *draft) local() string {
	return one(&d.random, "a", "a", "anna", "a.b+c", "jürgen", "\"x\"", "o'neil", "日本", "a..b", "<a>", ".", "", " a", "a b", "a\tb", "\ufeffa", "a\u0085", "🎬", "\x00")
}

func (d *draft) uri() string {
	scheme := one(&d.random, "https", "https", "http", "s3", "urn", "a", "A+b-c.9", "1a", "-a", "", "é", "a_b", "a b", "mailto", "HTTPS")
	colon := one(&d.random, ":", ":", ":", ":", ":", ":", "", "::", "://", "：")
	return scheme + colon + one(&d.random, "//example.com/a?b=1&c=2#d", "//例え.jp/パス?q=🎬", "b", "", " ", "a b", "<", "a>", "a\"b", "{}|^`\\", "%zz", "\x00", "\x1f", "\x7f", "\u0080", "\u009f", "\u00a0", "\u00ad", "\u2028", "\u200b", "\ufeff", "\u3000", "\t", "x\n", "\U0010ffff", "a\u2003b")
}
