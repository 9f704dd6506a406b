package contract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Problem is one thing wrong with a contract: its position, the rule, and what to do
// about it.
type Problem struct {
	Pos     Pos
	Rule    string // ID of one of Rules
	Message string
}

func (p Problem) String() string { return fmt.Sprintf("%s: %s: %s", p.Pos, p.Rule, p.Message) }

// Problems lists everything that is wrong with a contract, by file and line. It is the
// error of Read; match it with errors.As.
type Problems []Problem

// Error has one line a problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// sorted sorts by file, line, rule and message, and removes duplicates: a shared type is
// visited once for each place that refers to it.
func (ps Problems) sorted() Problems {
	slices.SortFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(ps)
}

func (ps *Problems) add(pos Pos, rule, format string, args ...any) {
	*ps = append(*ps, Problem{Pos: pos, Rule: rule, Message: Legible(fmt.Sprintf(format, args...))})
}

// Legible makes a message that may quote an untrusted file safe to print: on one line,
// without control and format characters, and truncated.
func Legible(message string) string {
	const most, end = 2000, "…" // bytes
	message = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return utf8.RuneError
		}
		return r
	}, message)
	if len(message) > most {
		message = strings.ToValidUTF8(message[:most-len(end)], "") + end
	}
	return message
}
