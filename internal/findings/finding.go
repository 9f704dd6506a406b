// Package findings prints what a check of contracts or events has found: as
// text for people, and in the formats that programs and build servers read.
package findings

import "encoding/json"

// A Finding is one thing that is not as it should be, or that is worth a look.
type Finding struct {
	// File is the path of the file, with slashes, as it opens from where the
	// command runs. Empty if there is none, as for standard input.
	File string `json:"file"`
	// Line is from 1; 0 if it is about the file as a whole.
	Line int `json:"line"`
	// Rule is the ID of what is broken.
	Rule string `json:"rule"`
	// Severity is Error if it is left empty.
	Severity Severity `json:"severity"`
	// Message says what is wrong, in a sentence without a capital and a stop.
	Message string `json:"message"`
	// Details are lines below the message, for people who read text. Other formats
	// leave them out: they are given a finding for each.
	Details []string `json:"-"`
	// Help says what to do. Empty if the message says it.
	Help string `json:"help,omitempty"`
	// Counterexamples are events that prove it.
	Counterexamples []Counterexample `json:"counterexamples,omitempty"`
	// Properties are what programs may want to know besides.
	Properties map[string]any `json:"properties,omitempty"`
}

// A Counterexample is an event on which two sides differ.
type Counterexample struct {
	// Side is who breaks: "backward" or "forward"; see internal/compat. It is "key" or
	// "both" where neither refuses the event, and its order or a value of it is lost.
	Side string `json:"side"`
	// Text says who does what with the event.
	Text string `json:"text"`
	// Event is the document. JSON and SARIF have it whole, other formats its begin.
	Event json.RawMessage `json:"event,omitempty"`
}

// A Severity says how much a finding matters.
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
