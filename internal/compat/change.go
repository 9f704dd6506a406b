package compat

import (
	"encoding/json"

	"github.com/mediamesh/events/internal/contract"
)

// A Change is one difference between two contracts.
type Change struct {
	Rule Rule
	// Pos is where it stands in the new contract, or where what is gone would.
	Pos contract.Pos
	// Old is where it stood in the old contract, if that knows.
	Old contract.Pos
	// Places are the values that it concerns: more than one if it is one of a
	// shared type.
	Places []Place
	// Message says what changed. It reads on from a place.
	Message string
	// Backward and Forward are whom it breaks.
	Backward, Forward Effect
	// Example is an event that shows what changed where no side refuses it, and
	// ExampleText says what it shows.
	Example     json.RawMessage
	ExampleText string
	// Level is what it asks of the version.
	Level Level
	// Illegal tells that an event that it concerns declares a lower version than
	// that.
	Illegal bool
}

// Breaking tells whether it breaks a side, or may.
func (c *Change) Breaking() bool { return c.Backward.Verdict != Holds || c.Forward.Verdict != Holds }

// A Place is a value in an event.
type Place struct {
	Event   *contract.Event // of the new contract; of the old one if it is gone
	Pointer string          // JSON Pointer, "" for the whole event
}

// An Effect is what a change does to one side.
type Effect struct {
	Verdict Verdict
	// Event is a document that the writing side produces and the reading side
	// refuses, judged so by the validators of both.
	Event json.RawMessage
	// Violation is the reading side's word about it.
	Violation string
	// Tried is how many events of the writing side were judged in vain, if the
	// verdict is [Unproven].
	Tried int
	// GaveUp says that the search for such an event ended at its limit.
	GaveUp bool
}

// A difference is a change before it is proved.
type difference struct {
	rule     string
	pos, old contract.Pos
	pair     pair
	path     path
	message  string
	around   bool        // the evidence is for the object around the path
	sides    [2]evidence // by side
	whole    bool        // it is one of the event, and path is empty
	harmless bool        // it has no effect at all, whatever its rule

	example     json.RawMessage
	exampleText string
}

// side is one way in which two contracts must agree.
type side int

const (
	backward side = iota // the new contract reads what the old one wrote
	forward              // the old contract reads what the new one wrote
)

// evidence is a value that one side writes and the other refuses, if there is
// one, at the difference's path.
type evidence struct {
	value  json.RawMessage
	answer answer
}

// of makes evidence of what a search returned.
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

// writer is the event of those who write.
func (p pair) writer(s side) *contract.Event {
	if s == backward {
		return p.old
	}
	return p.new
}
