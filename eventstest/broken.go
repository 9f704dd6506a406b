package eventstest

import (
	"errors"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/sample"
)

// A BrokenDocument is an event that violates one rule of its contract.
type BrokenDocument struct {
	Name     string // name for a subtest: "payload.title maxLength, one character too many"
	Pointer  string // JSON Pointer of the value that violates the rule, or of the missing field: "/payload/title"
	Rule     string // "maxLength"; see the Rule constants of package wire
	Document []byte
}

// Broken returns documents that each violate exactly one rule of one field of an event's
// contract. They cover every rule of every field, including its presence and its JSON
// type, and are always the same. For example
//
//	for _, broken := range eventstest.Broken(t, content.Created{}.EventType()) {
//		t.Run(broken.Name, func(t *testing.T) { … })
//	}
//
// Each document is verified with the decoder, which reports exactly one violation for it.
// Not covered are rules that no document can violate without violating others, such as
// the length of a string that must match a pattern; limits beyond the maximum event size
// of 1 MiB; and the event's type.
func Broken(t testing.TB, d events.Descriptor) []BrokenDocument {
	t.Helper()
	model, err := modelOf(d)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	list, err := sample.BreakEach(model)
	if err != nil {
		t.Fatalf("eventstest: no valid example to start from: %v", err)
	}
	reg, err := events.NewRegistry(d)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	documents := make([]BrokenDocument, len(list))
	for i, b := range list {
		documents[i] = BrokenDocument{
			Name:    strings.ReplaceAll(strings.TrimPrefix(b.Pointer, "/"), "/", ".") + " " + b.Rule + ", " + b.What,
			Pointer: b.Pointer, Rule: b.Rule, Document: b.Document,
		}
		if _, err := reg.Decode(b.Document); !breaksOnly(err, b.Pointer, b.Rule) {
			t.Fatalf("eventstest: %s: the decoder does not report exactly this violation: %v", documents[i].Name, err)
		}
	}
	return documents
}

func breaksOnly(err error, pointer, rule string) bool {
	var invalid *events.InvalidError
	return errors.As(err, &invalid) && len(invalid.Violations) == 1 &&
		invalid.Violations[0].Pointer == pointer && invalid.Violations[0].Rule == rule
}
