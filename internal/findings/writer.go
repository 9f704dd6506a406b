package findings

import (
	"fmt"
	"io"
)

// A Format is a way to print findings.
type Format string

const (
	Text   Format = "text"           // for people: a line a finding, and what belongs to it indented
	JSON   Format = "json"           // an object a line
	JUnit  Format = "junit"          // JUnit's XML: a failed test case a finding
	SARIF  Format = "sarif"          // SARIF 2.1.0, which code scanners read
	GitHub Format = "github-actions" // annotations in a run of GitHub Actions
)

// Formats lists all formats, in the order in which help names them.
func Formats() []Format { return []Format{Text, JSON, JUnit, SARIF, GitHub} }

// A Writer prints findings. The output is complete only after Close; JUnit is the only
// format that buffers findings until then.
type Writer interface {
	Add(Finding) error
	Close() error
}

// Tool identifies the tool that reports the findings. The zero value is a tool without a
// name.
type Tool struct {
	Name    string // "mediamesh breaking"
	Version string // "" if it is not known
	Rules   []Rule // that it may report by; others are legal too
	// Place and Emphasis mark up a place and a rule's ID in text. Default: not at
	// all.
	Place, Emphasis func(string) string
}

// NewWriter returns a writer for the format. It writes each message, detail, help and text
// of a counterexample on one line, without control and format characters, and at most 2,000
// bytes of it. It returns an error if the format is unknown.
func NewWriter(w io.Writer, format Format, tool Tool) (Writer, error) {
	var out Writer
	switch format {
	case Text:
		out = newText(w, tool)
	case JSON:
		out = newJSON(w)
	case JUnit:
		out = &junit{out: w, tool: tool}
	case SARIF:
		out = &sarif{out: w, tool: tool}
	case GitHub:
		out = &github{out: w}
	default:
		return nil, fmt.Errorf("findings: unknown format %q", format)
	}
	return quoting{out}, nil
}
