package terminal

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestWriter(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"plain", "a: b # c\n\tdé 💾\n", "a: b # c\n\tdé 💾\n"},
		{"terminal commands", "\x1b]52;c;aGk=\a\x9b31m\r\b\x00\x7f", `\u001b]52;c;aGk=\u0007\ufffd31m\u000d\u0008\u0000\u007f`},
		{"C1", "\u009b31m\u0085", `\u009b31m\u0085`},
		{"reordering and invisible", "\u202eabc\u2066\u200b\ufeff\u00ad\u2028\u2029", `\u202eabc\u2066\u200b\ufeff\u00ad\u2028\u2029`},
		{"above 0xffff", "\U000e0041\U00100000", `\udb40\udc41\udbc0\udc00`},
		{"no UTF-8", "a\xffb\xe2\x82", `a\ufffdb`},
		{"replacement character", "\ufffd", "\ufffd"},
		{"workflow command", "::error::x\n  ::stop-commands::y\nx ::z\n:::\n", ":\\u003aerror::x\n  :\\u003astop-commands::y\nx ::z\n:\\u003a:\n"},
		{"pipeline command", "a ##vso[x]\n##[group]\n###teamCity[[y]] ## [a] #[b] ##\n[c]", "a ##vso\\u005bx]\n##\\u005bgroup]\n###teamCity\\u005b[y]] ## [a] #[b] ##\n[c]"},
		{"one colon", ": a\n:4\n", ": a\n:4\n"},
		{"styles of others", "\x1b[31ma\x1b[0m", `\u001b[31ma\u001b[0m`},
		{"white space before a command", "\u00a0::a\n\u3000\u2003 ::b\n\u00a0x ::c\n", "\u00a0:\\u003aa\n\u3000\u2003 :\\u003ab\n\u00a0x ::c\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			if n, err := NewWriter(&out).Write([]byte(test.text)); n != len(test.text) || err != nil {
				t.Errorf("wrote %d, %v", n, err)
			}
			if out.String() != test.want {
				t.Errorf("%q gives %q, want %q", test.text, out.String(), test.want)
			}
			var bytewise bytes.Buffer
			w := NewWriter(&bytewise)
			for i := range len(test.text) {
				_, _ = w.Write([]byte{test.text[i]})
			}
			if bytewise.String() != test.want {
				t.Errorf("%q, byte by byte, gives %q, want %q", test.text, bytewise.String(), test.want)
			}
		})
	}
}

func TestWriter_StylesAndRaw(t *testing.T) {
	text := Bold("a") + Red("b") + "\x1b[2J\x1b[31mc"
	var out bytes.Buffer
	w := NewWriter(&out)
	w.Styles = true
	_, _ = io.WriteString(w, text)
	if want := "\x1b[1ma\x1b[0m\x1b[31mb\x1b[0m" + `\u001b[2J\u001b[31mc`; out.String() != want {
		t.Errorf("with styles: %q, want %q", out.String(), want)
	}
	out.Reset()
	w.Raw = true
	_, _ = io.WriteString(w, text)
	if want := "\x1b[1ma\x1b[0m\x1b[31mb\x1b[0m\x1b[2J\x1b[31mc"; out.String() != want {
		t.Errorf("raw: %q, want %q", out.String(), want)
	}
	out.Reset()
	w.Styles = false
	_, _ = io.WriteString(w, text)
	if want := "ab\x1b[2J\x1b[31mc"; out.String() != want {
		t.Errorf("raw, without styles: %q, want %q", out.String(), want)
	}
}

// Only lines by Commands begin with "::", whatever is in them.
func TestWriter_Commands(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	_, _ = io.WriteString(w.Commands(), "::error title=a::b\x1b##[c\n")
	_, _ = io.WriteString(w, "::error::d\n")
	if want := "::error title=a::b\\u001b##\\u005bc\n:\\u003aerror::d\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

// Whatever is written, nothing commands anything, JSON means the same, and it does
// not matter how the text is cut.
func TestWriter_IsSafeForAnyText(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	parts := []string{"a", " ", "\t", "\n", ":", "::", "#", "##[", "[", "z", "\x1b", "\x1b[0m", "\u00a0", "\u3000", "\x9b", "\u009b", "\u202e", "é", "\u2028", "\U000e0001", "\xe2\x82", "\\", "\"", "\r", "💾"}
	commanding := regexp.MustCompile(`(?m)^[\s\pZ]*::|##[A-Za-z]*\[`)
	for range 20_000 {
		var text strings.Builder
		for range rnd.IntN(12) {
			text.WriteString(parts[rnd.IntN(len(parts))])
		}
		var whole, cut bytes.Buffer
		_, _ = io.WriteString(NewWriter(&whole), text.String())
		w, rest := NewWriter(&cut), text.String()
		for rest != "" {
			n := 1 + rnd.IntN(len(rest))
			_, _ = io.WriteString(w, rest[:n])
			rest = rest[n:]
		}
		if whole.String() != cut.String() {
			t.Fatalf("%q gives %q, and cut %q", text.String(), whole.String(), cut.String())
		}
		if commanding.Match(whole.Bytes()) {
			t.Fatalf("%q gives %q", text.String(), whole.String())
		}
		for _, r := range whole.String() {
			if r != '\n' && r != '\t' && !unicode.IsGraphic(r) {
				t.Fatalf("%q gives %q, with %U", text.String(), whole.String(), r)
			}
		}
		document, err := json.Marshal(text.String())
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		_, _ = NewWriter(&out).Write(document)
		var want, got string
		if json.Unmarshal(document, &want); json.Unmarshal(out.Bytes(), &got) != nil || got != want {
			t.Fatalf("%s becomes %s", document, &out)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriter_ReturnsError(t *testing.T) {
	if n, err := NewWriter(broken{}).Write([]byte("abc")); n != 0 || !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("wrote %d, %v", n, err)
	}
}

// Of two streams that lead to one log, no line comes within another, whatever their
// lengths are.
func TestScreen_KeepsLinesWhole(t *testing.T) {
	const size = 64
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var log writes
		screen := new(Screen)
		out, err := screen.NewBufferedWriter(&log, size), screen.NewWriter(&log)
		var written, logged []string
		for n := range 50 {
			line := strings.Repeat(string(rune('a'+n%26)), 1+rnd.IntN(3*size)) + "\n"
			if rnd.IntN(4) == 0 {
				_, _ = io.WriteString(err, strings.ToUpper(line))
				continue
			}
			for rest := line; rest != ""; {
				n := 1 + rnd.IntN(len(rest))
				_, _ = io.WriteString(out, rest[:n])
				if rest = rest[n:]; rest != "" && rnd.IntN(4) == 0 {
					_, _ = io.WriteString(err, "E\n")
				}
			}
			written = append(written, line)
		}
		if err := out.Flush(); err != nil {
			t.Fatal(err)
		}
		for _, w := range log {
			if !strings.HasSuffix(w, "\n") {
				t.Fatalf("a write of %q, which does not end a line", w)
			}
			if len(w) > size && strings.Count(w, "\n") > 1 {
				t.Fatalf("a write of %d bytes, of several lines: %q", len(w), w)
			}
		}
		for line := range strings.Lines(strings.Join(log, "")) {
			if line != strings.ToUpper(line) {
				logged = append(logged, line)
			}
		}
		if !slices.Equal(logged, written) {
			t.Fatalf("the log has %q\nwant %q", logged, written)
		}
	}
}

// writes are what was written, by each Write.
type writes []string

func (w *writes) Write(p []byte) (int, error) {
	*w = append(*w, string(p))
	return len(p), nil
}

// Wherever lines are cut, nothing commands anything: neither in one of two streams, nor
// in a log of both.
func TestScreen_IsSafeForAnyCuts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	parts := []string{"a", " ", "\t", "\n", ":", "::", "#", "##", "##[", "[", "z", "\u00a0", "\xe2\x82", "é", "\r", "0123456789"}
	commanding := regexp.MustCompile(`(?m)^[\s\pZ]*::|##[A-Za-z]*\[`)
	for range 20_000 {
		var both, first, second bytes.Buffer
		screen := new(Screen)
		one, other := screen.NewBufferedWriter(io.MultiWriter(&first, &both), 8), screen.NewWriter(io.MultiWriter(&second, &both))
		var did []string
		for range 2 + rnd.IntN(12) {
			part := parts[rnd.IntN(len(parts))]
			switch rnd.IntN(4) {
			case 0:
				did = append(did, "flush")
				_ = one.Flush()
			case 1:
				did = append(did, "err "+part)
				_, _ = io.WriteString(other, part)
			default:
				did = append(did, "out "+part)
				_, _ = io.WriteString(one, part)
			}
		}
		_ = one.Flush()
		for _, text := range []*bytes.Buffer{&both, &first, &second} {
			if commanding.Match(text.Bytes()) {
				t.Fatalf("%q gives %q", did, text)
			}
		}
	}
}

// What a stream has as it is does not have another stream's line begin with a command.
func TestScreen_KnowsRawText(t *testing.T) {
	var log bytes.Buffer
	screen := new(Screen)
	raw, other := screen.NewBufferedWriter(&log, 64), screen.NewWriter(&log)
	raw.Raw = true
	for _, text := range []string{"::error::x\n##", "a\n:", "a\n\u00a0:", "\x1b[0m##vso"} {
		_, _ = io.WriteString(raw, text)
		_ = raw.Flush()
		_, _ = io.WriteString(other, "["[:strings.Count(text, "##")]+":[:\n")
	}
	want := "::error::x\n##\\u005b:[:\na\n:\\u003a[:\na\n\u00a0:\\u003a[:\n\x1b[0m##vso\\u005b:[:\n"
	if log.String() != want {
		t.Errorf("%q, want %q", log.String(), want)
	}
}

func TestBufferedWriter_Commands(t *testing.T) {
	var log writes
	w := new(Screen).NewBufferedWriter(&log, 64)
	_, _ = io.WriteString(w, "::a\n")
	_, _ = io.WriteString(w.Commands(), "::error::b\n")
	_, _ = io.WriteString(w.Commands(), "::error::c\n")
	_, _ = io.WriteString(w, "::d\n")
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(log, "|"), ":\\u003aa\n|::error::b\n::error::c\n|:\\u003ad\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestBufferedWriter_KeepsError(t *testing.T) {
	w := new(Screen).NewBufferedWriter(broken{}, 4)
	if n, err := w.Write([]byte("abc\n")); n != 4 || err != nil {
		t.Errorf("buffered: %d, %v", n, err)
	}
	for range 2 {
		if n, err := w.Write([]byte("d")); n != 0 || !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("wrote %d, %v", n, err)
		}
		if err := w.Flush(); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("flushed: %v", err)
		}
	}
}
