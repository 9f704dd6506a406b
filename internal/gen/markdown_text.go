package gen

import (
	"regexp"
	"strings"
)

// markdownSigns mean something to Markdown, or to GitHub: a dollar begins a
// formula. A backslash or a pipe is written by number, since in tables readers
// differ over what a backslash before a pipe says.
var markdownSigns = strings.NewReplacer(
	`\`, "&#92;", "|", "&#124;", "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "~", `\~`, "$", `\$`,
)

// blockSigns make something else than a paragraph of a line that they begin.
var blockSigns = regexp.MustCompile(`^([0-9]*)([-+#=.)])`)

// text is plain text on one line of Markdown, with nothing in it that is more
// than text.
func text(s string) string {
	s = markdownSigns.Replace(strings.Join(strings.Fields(s), " "))
	return blockSigns.ReplaceAllString(s, `$1\$2`)
}

// code is text in a code span, in a table too.
func code(s string) string {
	if !strings.ContainsAny(s, "`|\\\n\r") && strings.TrimSpace(s) == s {
		return "`" + s + "`"
	}
	return "<code>" + entities.Replace(s) + "</code>"
}

// entities are for text between tags, where Markdown still reads signs.
var entities = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, "&#92;", "|", "&#124;", "`", "&#96;", "*", "&#42;", "_", "&#95;",
	"[", "&#91;", "]", "&#93;", "~", "&#126;", "$", "&#36;", "!", "&#33;", ":", "&#58;", "@", "&#64;", "\n", "&#10;", "\r", "&#13;",
)
