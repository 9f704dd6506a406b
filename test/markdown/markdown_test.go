package markdown

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// page is a Markdown file as links see it.
type page struct {
	anchors []string
	links   []link
}

// link is a link's target and the line that it is in, from 1.
type link struct {
	target string
	line   int
}

var (
	atxHeading    = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$`)
	setextLine    = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	htmlAnchor    = regexp.MustCompile(`<a\s+(?:id|name)="([^"]*)"`)
	htmlLink      = regexp.MustCompile(`<(?:a\s[^>]*href|img\s[^>]*src)="([^"]*)"`)
	inlineLink    = regexp.MustCompile(`\]\(\s*(<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)`)
	definition    = regexp.MustCompile(`(?m)^ {0,3}\[([^\]\n]+)\]:[ \t]*(\S+)`)
	referenceLink = regexp.MustCompile(`\[([^\]\[]+)\]\[([^\]\[]*)\]`)
	linkText      = regexp.MustCompile(`!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])`)
	escapes       = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]")
	htmlTag       = regexp.MustCompile(`</?[A-Za-z][^>]*>`)
)

// parse reads the anchors and links of a Markdown document. Problems are links to references
// that are not defined.
func parse(text string) (p page, problems []string) {
	text = withoutBlocks(strings.ReplaceAll(text, "\r\n", "\n"))
	used := map[string]int{}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch m := atxHeading.FindStringSubmatch(line); {
		case m != nil:
			p.anchors = append(p.anchors, unique(used, slug(m[1])))
		case i > 0 && setextLine.MatchString(line) && isParagraph(lines[i-1]):
			p.anchors = append(p.anchors, unique(used, slug(lines[i-1])))
		}
	}
	text = escapes.ReplaceAllString(withoutCode(text), "  ")
	for _, m := range htmlAnchor.FindAllStringSubmatch(text, -1) {
		p.anchors = append(p.anchors, m[1])
	}
	lineAt := func(offset int) int { return 1 + strings.Count(text[:offset], "\n") }
	defined := map[string]bool{}
	for _, m := range definition.FindAllStringSubmatchIndex(text, -1) {
		defined[strings.ToLower(text[m[2]:m[3]])] = true
		p.links = append(p.links, link{strings.Trim(text[m[4]:m[5]], "<>"), lineAt(m[4])})
	}
	for _, of := range []*regexp.Regexp{inlineLink, htmlLink} {
		for _, m := range of.FindAllStringSubmatchIndex(text, -1) {
			p.links = append(p.links, link{strings.Trim(text[m[2]:m[3]], "<>"), lineAt(m[2])})
		}
	}
	for _, m := range referenceLink.FindAllStringSubmatchIndex(text, -1) {
		label := text[m[4]:m[5]]
		if label == "" {
			label = text[m[2]:m[3]]
		}
		if !defined[strings.ToLower(label)] {
			problems = append(problems, fmt.Sprintf("%d: no definition of [%s]", lineAt(m[0]), label))
		}
	}
	slices.SortFunc(p.links, func(a, b link) int { return a.line - b.line })
	return p, problems
}

func isParagraph(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "-")
}

// withoutBlocks blanks fenced code and HTML comments, and keeps line breaks.
func withoutBlocks(text string) string {
	var out strings.Builder
	fence := ""
	for line := range strings.Lines(text) {
		trimmed := strings.TrimLeft(line, " ")
		marks := trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, "`~"))]
		switch {
		case fence == "" && len(marks) >= 3 && strings.Count(marks, marks[:1]) == len(marks):
			fence = marks
			out.WriteString("\n")
		case fence == "":
			out.WriteString(line)
		default:
			if strings.HasPrefix(marks, fence) && strings.TrimSpace(trimmed) == marks {
				fence = ""
			}
			out.WriteString("\n")
		}
	}
	return regexp.MustCompile(`(?s)<!--.*?-->`).ReplaceAllStringFunc(out.String(), blank)
}

// withoutCode blanks code spans: from a run of backticks to the next one of the same length
// in the paragraph.
func withoutCode(text string) string {
	var out strings.Builder
	for text != "" {
		open := strings.IndexByte(text, '`')
		if open < 0 {
			break
		}
		if escaped(text[:open]) {
			out.WriteString(text[:open+1])
			text = text[open+1:]
			continue
		}
		run := len(text[open:]) - len(strings.TrimLeft(text[open:], "`"))
		end := closing(text[open+run:], run)
		if end < 0 {
			out.WriteString(text[:open+run])
			text = text[open+run:]
			continue
		}
		out.WriteString(text[:open])
		out.WriteString(blank(text[open : open+run+end]))
		text = text[open+run+end:]
	}
	return out.String() + text
}

// escaped reports whether a text ends with a backslash that escapes what follows.
func escaped(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1
}

// closing returns the end of the next run of exactly n backticks before a blank line, or -1.
func closing(text string, n int) int {
	if i := strings.Index(text, "\n\n"); i >= 0 {
		text = text[:i]
	}
	for i := 0; i < len(text); {
		run := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
		if run == n {
			return i + run
		}
		i += max(run, 1)
	}
	return -1
}

func blank(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, s)
}

// slug returns GitHub's anchor of a heading: letters, digits, hyphens and underscores of its
// text in lower case, with a hyphen for each space.
func slug(heading string) string {
	heading = linkText.ReplaceAllString(heading, "$1")
	heading = html.UnescapeString(htmlTag.ReplaceAllString(heading, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
}

// unique numbers a slug that another heading of the page has: limits, limits-1, limits-2.
func unique(used map[string]int, s string) string {
	name := s
	for {
		if _, taken := used[name]; !taken {
			used[name] = 0
			return name
		}
		used[s]++
		name = fmt.Sprintf("%s-%d", s, used[s])
	}
}
