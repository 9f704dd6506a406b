package contract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Problem is one thing wrong with a contract: where, by which rule, and what
// to do about it.
type Problem struct {
	Pos     Pos
	Rule    string // ID of one of Rules
	Message string
}

func (p Problem) String() string { return fmt.Sprintf("%s: %s: %s", p.Pos, p.Rule, p.Message) }

// Problems is all that is wrong with a contract, by file and line. It is the
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

// sorted orders by file, line, rule and message, and drops repetitions: a
// shared type is met once for each place that refers to it.
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

// Legible is a message that may quote a file which is not trusted: on one line,
// without control and format characters, and not too long.
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
