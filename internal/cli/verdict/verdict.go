package verdict

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/wire"
)

// A Verdict is the result of validating one document. Its fields are those of validate's
// JSON. It contains no values of the event except its type and ID.
type Verdict struct {
	Source     string      `json:"source"`         // a file, - or a record's position
	Line       int         `json:"line,omitempty"` // where the event begins; 0 in a record
	EventType  string      `json:"eventType"`
	EventID    string      `json:"eventId"`
	Valid      bool        `json:"valid"`
	Violations []Violation `json:"violations"` // empty if it is valid
}

// A Violation is one rule that the document breaks.
type Violation struct {
	Pointer string `json:"pointer"` // "" for the whole document
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// String is the violation as text.
func (v Violation) String() string {
	if v.Pointer == "" {
		return "the document " + v.Message
	}
	return v.Pointer + " " + v.Message
}

// Validate decodes a document as the event type that its envelope names.
func Validate(reg *events.Registry, source string, d documents.Document) (events.Any, Verdict) {
	v := Verdict{Source: source, Line: d.Line, Violations: []Violation{}}
	if d.Fault != "" {
		v.Violations = []Violation{{Rule: wire.RuleSyntax, Message: d.Fault}}
		return events.Any{}, v
	}
	if d.TooLarge() {
		name, _ := wire.Peek(d.Data)
		v.EventType = string(name)
		v.Violations = []Violation{{Rule: wire.RuleSize, Message: fmt.Sprintf("must have at most %d bytes, has %d", wire.MaxSize, d.Size)}}
		return events.Any{}, v
	}
	e, err := reg.Decode(d.Data)
	if err != nil {
		v.Fail(reg, err)
		return events.Any{}, v
	}
	v.EventType, v.EventID, v.Valid = e.Metadata.EventType, e.Metadata.EventID, true
	return e, v
}

// Fail marks the verdict invalid, with the violations of an error about the event.
func (v *Verdict) Fail(reg *events.Registry, err error) {
	var invalid *events.InvalidError
	var unknown *events.UnknownTypeError
	var unsupported *events.UnsupportedVersionError
	v.Valid = false
	switch {
	case errors.As(err, &invalid):
		v.EventType, v.EventID = invalid.EventType, invalid.EventID
		for _, found := range invalid.Violations {
			v.Violations = append(v.Violations, Violation{found.Pointer, found.Rule, found.Message})
		}
		if n := len(v.Violations); invalid.Omitted > 0 && n > 0 {
			v.Violations[n-1].Message += fmt.Sprintf("; and %d more violations, which are not listed", invalid.Omitted)
		}
	case errors.As(err, &unknown):
		v.EventType, v.EventID = unknown.EventType, unknown.EventID
		names := flags.WireNames(reg)
		v.Violations = append(v.Violations, Violation{
			Pointer: "/metadata/eventType", Rule: wire.RuleEnum,
			Message: typeMessage(unknown.EventType, names),
		})
	case errors.As(err, &unsupported):
		v.EventType, v.EventID = unsupported.EventType, unsupported.EventID
		v.Violations = append(v.Violations, Violation{
			Pointer: "/metadata/eventVersion", Rule: wire.RulePattern, Message: versionMessage(unsupported),
		})
	default:
		v.Violations = append(v.Violations, Violation{Rule: "error", Message: "cannot be validated: " + err.Error()})
	}
}

// typeMessage lists the existing types, if they are few.
func typeMessage(unknown string, names []string) string {
	switch {
	case len(names) == 1:
		return fmt.Sprintf("must be %s, the contract's only event type", names[0])
	case len(names) > 0 && len(names) <= 3:
		return fmt.Sprintf("must be one of the contract's %d event types: %s", len(names), strings.Join(names, ", "))
	}
	return fmt.Sprintf("must be one of the contract's %d event types%s", len(names), console.DidYouMean(unknown, names))
}

func versionMessage(e *events.UnsupportedVersionError) string {
	if e.Missing != "" {
		return fmt.Sprintf("cannot be migrated: no migration from %s is registered", e.Missing)
	}
	return fmt.Sprintf("must be of a supported major version, %s is not: the contract has %s", strconv.Quote(e.Version), e.Supported)
}
