package compat

import (
	"encoding/json"

	"github.com/mediamesh/events/internal/contract"
)

// A Change is one difference between two contracts.
type Change struct {
	Rule Rule
	// Pos is its position in the new contract, or where something removed would be.
	Pos contract.Pos
	// Old is its position in the old contract, if known.
	Old contract.Pos
	// Places are the affected values: several if the change is in a shared type.
	Places []Place
	// Message describes the change. It continues the place to a sentence.
	Message string
	// Backward and Forward are the effects on the two sides.
	Backward, Forward Effect
	// Example is an event that shows the change if neither side refuses it. ExampleText
	// describes what it shows.
	Example     json.RawMessage
	ExampleText string
	// Level is the version change that it requires.
	Level Level
	// Illegal reports whether an affected event declares a lower version than that.
	Illegal bool
}

// Breaking reports whether the change breaks a side, or may break it.
func (c *Change) Breaking() bool { return c.Backward.Verdict != Holds || c.Forward.Verdict != Holds }

// A Place is a value in an event.
type Place struct {
	Event   *contract.Event // of the new contract; of the old one if it was removed
	Pointer string          // JSON Pointer, "" for the whole event
}

// An Effect is the effect of a change on one side.
type Effect struct {
	Verdict Verdict
	// Event is a document that the writing side produces and the reading side refuses,
	// checked with the validators of both.
	Event json.RawMessage
	// Violation is the reading side's violation.
	Violation string
	// Tried is the number of events of the writing side that were tried without finding
	// one, if the verdict is [Unproven].
	Tried int
	// GaveUp reports whether the search for such an event hit its limit.
	GaveUp bool
}

// A difference is a change without its proof.
type difference struct {
	rule     string
	pos, old contract.Pos
	pair     pair
	path     path
	message  string
	around   bool        // the evidence is for the object around the path
	sides    [2]evidence // by side
	whole    bool        // it is one of the event, and path is empty
	harmless bool        // it has no effect, whatever its rule says

	example     json.RawMessage
	exampleText string
}

// side is one direction in which two contracts must be compatible.
type side int

const (
	backward side = iota // the new contract reads what the old one wrote
	forward              // the old contract reads what the new one wrote
)

// evidence is a value at the difference's path that one side writes and the other refuses,
// if there is one.
type evidence struct {
	value  json.RawMessage
	answer answer
}

// of turns the result of a search into evidence.
func of(value json.RawMessage, a answer) evidence { return evidence{value, a} }

func ofText(text string, a answer) evidence {
	if a != found {
		return evidence{answer: a}
	}
	return evidence{quote(text), a}
}

func ofNumber(x float64, a answer) evidence {
	if a != found {
		return evidence{answer: a}
	}
	return evidence{number(x), a}
}

// pair is one event in both contracts.
type pair struct{ old, new *contract.Event }

// writer is the event of the writing side.
func (p pair) writer(s side) *contract.Event {
	if s == backward {
		return p.old
	}
	return p.new
}
