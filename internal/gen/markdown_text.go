package gen

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// markdownSigns mean something to Markdown, or to GitHub: a dollar begins a
// formula. A backslash or a pipe is written by number, since in tables readers
// differ over what a backslash before a pipe says.
var markdownSigns = strings.NewReplacer(
	`\`, "&#92;", "|", "&#124;", "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "~", `\~`, "$", `\$`,
	"www.", "www&#46;", // some link it, with what escapes the signs behind it
)

// blockSigns make something else than a paragraph of a line that they begin.
var blockSigns = regexp.MustCompile(`^([0-9]*)([-+#=.)])`)

// address is what renderers make a link of by themselves, each in its own way
// as to the signs in it. Between < and > all read the same.
var address = regexp.MustCompile(`(?i)(?:https?|ftp)://[a-z0-9._~:/?#@!&'()*+,;=%-]*[a-z0-9_~/#&=%+-]`)

// text is plain text on one line of Markdown, with nothing in it that is more
// than text, but for addresses.
func text(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	var b strings.Builder
	for s != "" {
		at := address.FindStringIndex(s)
		if at == nil {
			at = []int{len(s), len(s)}
		}
		b.WriteString(byNumber(markdownSigns.Replace(s[:at[0]])))
		if at[0] < at[1] {
			b.WriteString("<" + s[at[0]:at[1]] + ">")
		}
		s = s[at[1]:]
	}
	return blockSigns.ReplaceAllString(b.String(), `$1\$2`)
}

// code is text in a code span, in a table too.
func code(s string) string {
	if s == "" {
		s = `""` // so that there is something to see
	}
	if !strings.ContainsAny(s, "`|\\\n\r") && !strings.ContainsFunc(s, hidden) && strings.TrimSpace(s) == s {
		return "`" + s + "`"
	}
	return "<code>" + byNumber(entities.Replace(s)) + "</code>"
}

// byNumber writes what is hidden so that no renderer cuts it off.
func byNumber(s string) string {
	var b strings.Builder
	for _, c := range s {
		if hidden(c) {
			fmt.Fprintf(&b, "&#%d;", c)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// hidden reports whether a character is invisible; some renderers end a line at some of
// them.
func hidden(c rune) bool { return c >= 0xa0 && !unicode.IsPrint(c) }

// entities are for text between tags, where Markdown still reads signs.
var entities = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, "&#92;", "|", "&#124;", "`", "&#96;", "*", "&#42;", "_", "&#95;",
	"[", "&#91;", "]", "&#93;", "~", "&#126;", "$", "&#36;", "!", "&#33;", ":", "&#58;", "@", "&#64;", "\n", "&#10;", "\r", "&#13;", "www.", "www&#46;",
)
