// Package terminal keeps text that others chose from commanding what shows it: a
// terminal by control characters, a reader's eye by invisible and reordering ones, a
// build server by lines that it takes for commands.
//
// It is the only place that does, between a command and its two streams. It never
// looks at what the text means.
package terminal

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Writer writes text to another writer, and escapes as \u009b, as JSON does within
// strings:
//
//   - control characters but line feeds and tabs, format characters (such as U+202E,
//     right-to-left override), line and paragraph separators, private-use
//     characters, and U+FFFD for bytes that are no UTF-8;
//   - what commands of GitHub Actions, Azure Pipelines and TeamCity begin with: the
//     second colon of a line that begins with "::", and the bracket of "##[" and
//     "##word[".
//
// So JSON keeps its meaning. It hands each Write over as one, but for a character
// that is not complete yet. It is safe for concurrent use, but for its fields.
type Writer struct {
	// Raw has all bytes written as they are.
	Raw bool
	// Styles has what [Bold] and [Red] return shown so. Else, and in text that is
	// written by others, nothing is.
	Styles bool

	to      io.Writer
	mu      sync.Mutex
	split   []byte // of a character whose rest comes with the next Write
	begun   begun
	signs   int  // number signs before, and letters behind two of them
	command bool // lines may begin with "::"
	buf     []byte
}

// begun is how a line begins that is not complete.
type begun uint8

const (
	atStart  begun = iota // with spaces, or nothing
	oneColon              // and a colon
	within                // with anything else
)

// NewWriter returns a Writer to another writer.
func NewWriter(to io.Writer) *Writer { return &Writer{to: to} }

// Write implements [io.Writer].
func (w *Writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.write(p)
}

func (w *Writer) write(p []byte) (int, error) {
	if w.Raw {
		if _, err := w.to.Write(w.styled(p)); err != nil {
			return 0, err
		}
		return len(p), nil
	}
	text, fresh := p, 0
	if len(w.split) > 0 {
		text = append(w.split, p...)
		fresh, w.split = len(w.split), nil
	}
	out, rest := w.escape(w.buf[:0], text)
	w.buf = out
	if cap(w.buf) > 1<<20 {
		w.buf = nil
	}
	if len(rest) > 0 {
		w.split = append([]byte(nil), rest...)
	}
	if len(out) == 0 {
		return len(p), nil
	}
	if n, err := w.to.Write(out); err != nil {
		return max(0, min(n-fresh, len(p))), err
	}
	return len(p), nil
}

// Commands returns a writer to the same, whose lines may begin with "::".
func (w *Writer) Commands() io.Writer { return commands{w} }

type commands struct{ to *Writer }

func (c commands) Write(p []byte) (int, error) {
	c.to.mu.Lock()
	defer c.to.mu.Unlock()
	c.to.command = true
	defer func() { c.to.command = false }()
	return c.to.write(p)
}

// escape appends text, and returns what is left of it: the begin of a character.
func (w *Writer) escape(out, text []byte) (escaped, rest []byte) {
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			if !utf8.FullRune(text[i:]) {
				return out, text[i:]
			}
			r, size := utf8.DecodeRune(text[i:])
			if shown(r) && (r != utf8.RuneError || size > 1) {
				out = append(out, text[i:i+size]...)
			} else {
				out = appendEscaped(out, r)
			}
			if w.begun != atStart || !unicode.IsSpace(r) { // build servers trim all white space
				w.begun = within
			}
			w.signs, i = 0, i+size
			continue
		}
		if s := styleAt(text[i:]); s != nil {
			if w.Styles {
				out = append(out, s.shown...)
			}
			i += len(s.mark)
			continue
		}
		if w.harmless(c) {
			out = append(out, c)
		} else {
			out = appendEscaped(out, rune(c))
		}
		w.after(c)
		i++
	}
	return out, nil
}

// harmless tells whether an ASCII character may stand where it does.
func (w *Writer) harmless(c byte) bool {
	switch {
	case c == '\n' || c == '\t':
		return true
	case c < ' ' || c == 0x7f:
		return false
	case c == ':':
		return w.begun != oneColon || w.command
	case c == '[':
		return w.signs < 2
	}
	return true
}

// after notes what an ASCII character means for the next.
func (w *Writer) after(c byte) {
	switch letter := c|0x20 >= 'a' && c|0x20 <= 'z'; {
	case c == '#':
		w.signs++
	case w.signs < 2 || !letter:
		w.signs = 0
	}
	switch {
	case c == '\n':
		w.begun = atStart
	case w.begun == atStart && (c == ' ' || c == '\t'):
	case w.begun == atStart && c == ':':
		w.begun = oneColon
	default:
		w.begun = within
	}
}

// style is a mark and the terminal sequence that replaces it. The mark is random, so
// that no text from outside can contain it.
type style struct{ mark, shown string }

var (
	nonce = rand.Text()
	bold  = style{"\x00" + nonce + "b", "\x1b[1m"}
	red   = style{"\x00" + nonce + "r", "\x1b[31m"}
	end   = style{"\x00" + nonce + "e", "\x1b[0m"}
)

// styleAt returns the style whose mark text begins with, nil if there is none.
func styleAt(text []byte) *style {
	if text[0] != 0 {
		return nil
	}
	for _, s := range []*style{&bold, &red, &end} {
		if len(text) >= len(s.mark) && string(text[:len(s.mark)]) == s.mark {
			return s
		}
	}
	return nil
}

// styled is text with its styles, which is written as it is otherwise.
func (w *Writer) styled(text []byte) []byte {
	for _, s := range []style{bold, red, end} {
		shown := ""
		if w.Styles {
			shown = s.shown
		}
		text = bytes.ReplaceAll(text, []byte(s.mark), []byte(shown))
	}
	return text
}

// shown tells whether a character that is not ASCII is shown as itself.
func shown(r rune) bool {
	return !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co)
}

func appendEscaped(out []byte, r rune) []byte {
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		return fmt.Appendf(out, `\u%04x\u%04x`, high, low)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}

// Bold returns text in bold, for a Writer with Styles.
func Bold(text string) string { return bold.mark + text + end.mark }

// Red returns text in red, for a Writer with Styles.
func Red(text string) string { return red.mark + text + end.mark }
