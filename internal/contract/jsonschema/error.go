package jsonschema

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// An Error lists why a JSON Schema cannot be read into a contract's model, in the order of
// the document.
type Error struct {
	File     string
	Problems []Problem
}

// A Problem is one thing that a contract cannot express.
type Problem struct {
	Pos     contract.Pos
	Pointer string // JSON Pointer, "/properties/payload/oneOf"; "" is the whole document
	Keyword string // "oneOf"; "" if the document is not JSON
	Message string // what it is, and what to do about it
}

// String has no control or format characters, whatever the document has.
func (p Problem) String() string {
	at := p.Pointer
	if at == "" {
		at = "the document"
	}
	return contract.Legible(fmt.Sprintf("%s: %s: %s", p.Pos, at, p.Message))
}

// Error has one line a problem.
func (e *Error) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
