// Package terminal makes untrusted text safe to display: control characters cannot control
// a terminal, invisible and reordering characters cannot mislead a reader, and lines cannot
// be commands for a build server.
//
// It sits between a command and its two output streams, and is the only place that does
// this. It never looks at what the text means.
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
//     characters, and U+FFFD for bytes that are not UTF-8;
//   - what commands of GitHub Actions, Azure Pipelines and TeamCity begin with: the
//     second colon of a line that begins with "::", and the bracket of "##[" and
//     "##word[".
//
// So JSON keeps its meaning. Writers of one [Screen] may lead to one place: what each of
// them writes is escaped for how the lines of all begin as well. A Writer hands each
// Write over as one, but for a character that is not complete yet. It is safe for
// concurrent use, but for its fields.
type Writer struct {
	// Raw has all bytes written as they are.
	Raw bool
	// Styles has what [Bold] and [Red] return shown so. Else, and in text that is
	// written by others, nothing is.
	Styles bool

	to     io.Writer
	screen *Screen
	split  []byte // of a character whose rest comes with the next Write
	at     position
	buf    []byte

	size    int    // of the buffer; 0 for none
	waiting []byte // what is buffered, not escaped yet
	lines   int    // how many bytes of it are whole lines
	command bool   // its lines may begin with "::"
	err     error  // of an earlier write of what was buffered
}

// A Screen is where several Writers may lead to, such as a terminal or the log of a
// build that shows standard output and standard error. They write one after the other.
type Screen struct {
	// mu guards the fields below.
	mu sync.Mutex
	at position // of what all of them wrote
}

// position is what a line that is not complete has that matters for what follows.
type position struct {
	begun begun
	signs int // number signs before, at most 2, and letters behind two of them
}

// begun is how a line begins that is not complete.
type begun uint8

const (
	atStart  begun = iota // with spaces, or nothing
	oneColon              // and a colon
	within                // with anything else
)

// NewWriter returns a Writer to another writer, with a Screen of its own.
func NewWriter(to io.Writer) *Writer { return new(Screen).NewWriter(to) }

// NewWriter returns a Writer to another writer.
func (s *Screen) NewWriter(to io.Writer) *Writer { return &Writer{to: to, screen: s} }

// NewBufferedWriter returns a Writer with a buffer of some bytes. When the buffer is
// full, its whole lines are written as one, and the rest stays; it grows for a line that
// does not fit. So no other Writer's text comes within a line, except after
// [Writer.Flush] of a part of one. An error is returned by all later calls.
func (s *Screen) NewBufferedWriter(to io.Writer, size int) *Writer {
	return &Writer{to: to, screen: s, size: size}
}

// Write implements [io.Writer].
func (w *Writer) Write(p []byte) (int, error) { return w.add(p, false) }

// Flush writes out what is buffered, also of a line that is not complete.
func (w *Writer) Flush() error {
	w.screen.mu.Lock()
	defer w.screen.mu.Unlock()
	return w.flush(len(w.waiting))
}

// Commands returns a writer to the same, whose lines may begin with "::".
func (w *Writer) Commands() io.Writer { return commands{w} }

type commands struct{ to *Writer }

func (c commands) Write(p []byte) (int, error) { return c.to.add(p, true) }

// add writes text, or buffers it.
func (w *Writer) add(p []byte, command bool) (int, error) {
	w.screen.mu.Lock()
	defer w.screen.mu.Unlock()
	if command != w.command {
		_ = w.flush(len(w.waiting)) // it stays in w.err
		w.command = command
	}
	if w.err != nil {
		return 0, w.err
	}
	if w.size == 0 {
		return w.write(p)
	}
	if len(w.waiting)+len(p) > w.size {
		if err := w.flush(w.lines); err != nil {
			return 0, err
		}
	}
	if end := bytes.LastIndexByte(p, '\n') + 1; end > 0 {
		w.lines = len(w.waiting) + end
	}
	w.waiting = append(w.waiting, p...)
	if len(w.waiting) > w.size {
		if err := w.flush(w.lines); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

// flush writes out the first n bytes of what is buffered.
func (w *Writer) flush(n int) error {
	if n == 0 || w.err != nil {
		return w.err
	}
	_, w.err = w.write(w.waiting[:n])
	w.waiting = append(w.waiting[:0], w.waiting[n:]...)
	w.lines = max(0, w.lines-n)
	if cap(w.waiting) > 1<<20 && len(w.waiting) < w.size {
		w.waiting = append(make([]byte, 0, w.size), w.waiting...)
	}
	return w.err
}

// write writes text out.
func (w *Writer) write(p []byte) (int, error) {
	if w.Raw {
		out := w.styled(p)
		w.screen.at.afterText(out)
		if _, err := w.to.Write(out); err != nil {
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

// escape appends text, and returns what is left of it: the begin of a character.
func (w *Writer) escape(out, text []byte) (escaped, rest []byte) {
	own, all := w.at, w.screen.at
	defer func() { w.at, w.screen.at = own, all }()
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
			own.afterRune(r)
			all.afterRune(r)
			i += size
			continue
		}
		if s := styleAt(text[i:]); s != nil {
			if w.Styles {
				out = append(out, s.shown...)
			}
			i += len(s.mark)
			continue
		}
		if own.harmless(c, w.command) && (own == all || all.harmless(c, w.command)) {
			out = append(out, c)
		} else {
			out = appendEscaped(out, rune(c))
		}
		if own == all {
			own.after(c)
			all = own
		} else {
			own.after(c)
			all.after(c)
		}
		i++
	}
	return out, nil
}

// harmless reports whether an ASCII character may stand where it does.
func (p position) harmless(c byte, command bool) bool {
	switch {
	case c == '\n' || c == '\t':
		return true
	case c < ' ' || c == 0x7f:
		return false
	case c == ':':
		return p.begun != oneColon || command
	case c == '[':
		return p.signs < 2
	}
	return true
}

// after notes what an ASCII character means for the next.
func (p *position) after(c byte) {
	switch letter := c|0x20 >= 'a' && c|0x20 <= 'z'; {
	case c == '#':
		p.signs = min(p.signs+1, 2)
	case p.signs < 2 || !letter:
		p.signs = 0
	}
	switch {
	case c == '\n':
		p.begun = atStart
	case p.begun == atStart && (c == ' ' || c == '\t'):
	case p.begun == atStart && c == ':':
		p.begun = oneColon
	default:
		p.begun = within
	}
}

// afterText is after for text that is written as it is.
func (p *position) afterText(text []byte) {
	if end := bytes.LastIndexByte(text, '\n'); end >= 0 {
		*p, text = position{}, text[end+1:]
	}
	for _, c := range text {
		if c < utf8.RuneSelf {
			p.after(c)
		} else {
			p.signs = 0 // it may be white space, which changes nothing else
		}
	}
}

// afterRune is after for a character that is not ASCII.
func (p *position) afterRune(r rune) {
	if p.begun != atStart || !unicode.IsSpace(r) { // build servers trim all white space
		p.begun = within
	}
	p.signs = 0
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

// shown reports whether a character that is not ASCII is shown as itself.
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
