package findings

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

type text struct {
	out  io.Writer
	tool Tool
}

func newText(w io.Writer, tool Tool) *text {
	plain := func(s string) string { return s }
	if tool.Place == nil {
		tool.Place = plain
	}
	if tool.Emphasis == nil {
		tool.Emphasis = plain
	}
	return &text{w, tool}
}

func (t *text) Add(f Finding) error {
	var b strings.Builder
	if at := f.at(); at != "" {
		b.WriteString(t.tool.Place(oneLine.Replace(at)) + ": ")
	}
	rule := f.Rule
	if f.severity() == Error {
		rule = t.tool.Emphasis(rule)
	}
	b.WriteString(rule + ": " + f.Message + "\n")
	for _, line := range slices.Concat(f.Details, f.details()) {
		b.WriteString("    " + line + "\n")
	}
	_, err := io.WriteString(t.out, b.String())
	return err
}

func (t *text) Close() error { return nil }

// oneLine keeps the name of a file from looking like more findings.
var oneLine = strings.NewReplacer("\n", `\n`, "\r", `\r`)

// at is the place, "file:line"; "" if there is none.
func (f *Finding) at() string {
	if f.File == "" || f.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d", f.File, f.Line)
}

// details are the lines that follow the message, for people. An event that is long is
// cut there; in other formats it is whole.
func (f *Finding) details() []string {
	var lines []string
	for _, c := range f.Counterexamples {
		lines = append(lines, c.Text)
		if c.Event != nil {
			lines = append(lines, "    "+quoted(string(c.Event)))
		}
	}
	if f.Help != "" {
		lines = append(lines, "Instead: "+f.Help)
	}
	return lines
}

// story is the message and its details.
func (f *Finding) story() string {
	return strings.Join(append([]string{f.Message}, f.details()...), "\n")
}
