// Package findings prints what a check of contracts or events has found: as text for
// people, and in the formats that programs and build servers read.
package findings

import "encoding/json"

// A Finding is one thing that is wrong or worth attention.
type Finding struct {
	// File is the path of the file, with slashes, relative to the working directory. Empty
	// if there is none, as for standard input.
	File string `json:"file"`
	// Line is from 1; 0 for the file as a whole.
	Line int `json:"line"`
	// Rule is the ID of the rule that is broken.
	Rule string `json:"rule"`
	// Severity defaults to Error.
	Severity Severity `json:"severity"`
	// Message says what is wrong, in a sentence without a capital and a full stop.
	Message string `json:"message"`
	// Details are lines below the message in text output. Other formats omit them, since
	// they get a finding for each.
	Details []string `json:"-"`
	// Help says what to do. Empty if the message says it.
	Help string `json:"help,omitempty"`
	// Counterexamples are events that prove the finding.
	Counterexamples []Counterexample `json:"counterexamples,omitempty"`
	// Properties are additional data for programs.
	Properties map[string]any `json:"properties,omitempty"`
}

// A Counterexample is an event on which two sides differ.
type Counterexample struct {
	// Side is the side that breaks: "backward" or "forward"; see internal/compat. It is
	// "key" or "both" if neither side refuses the event, but its order or one of its values
	// is lost.
	Side string `json:"side"`
	// Text describes what each side does with the event.
	Text string `json:"text"`
	// Event is the document. JSON and SARIF contain all of it, other formats only its
	// beginning.
	Event json.RawMessage `json:"event,omitempty"`
}

// A Severity is the severity of a finding.
type Severity string

const (
	Error   Severity = "error"   // fails the check
	Warning Severity = "warning" // will, some day
	Note    Severity = "note"    // is legal, and worth knowing
)

// A Rule describes what findings of that ID are about, to formats that list
// the rules of a tool.
type Rule struct {
	ID      string
	Purpose string
	Help    string // "" for none
}

func (f *Finding) severity() Severity {
	if f.Severity == "" {
		return Error
	}
	return f.Severity
}
