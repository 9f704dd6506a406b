package gen

import (
	"bytes"
	"fmt"
	"go/format"
	"strings"
)

// printer collects the source of a Go file. Indentation is left to gofmt, except that a comment
// inside a declaration starts with a tab: gofmt rewrites those in the first column as docs.
type printer struct{ bytes.Buffer }

// newPrinter begins a file that is generated from source.
func newPrinter(source string) *printer {
	p := new(printer)
	p.line("%s\n", markFor(source))
	return p
}

// line prints one or more lines. A line break before the first is dropped, so that a raw string
// can begin below its quote.
func (p *printer) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	p.WriteString(strings.TrimPrefix(text, "\n"))
	p.WriteByte('\n')
}

// imports prints an import declaration of specs, "" for a blank line.
func (p *printer) imports(specs []string) {
	p.line("import (")
	for _, spec := range specs {
		p.line("%s", spec)
	}
	p.line(")\n")
}

// file returns what was printed, formatted.
func (p *printer) file(name string) (File, error) {
	src, err := format.Source(p.Bytes())
	if err != nil {
		return File{}, fmt.Errorf("generate %s: %w in\n%s", name, err, p.Bytes())
	}
	return File{Path: name, Data: src}, nil
}
