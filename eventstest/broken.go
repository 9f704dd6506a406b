package eventstest

import (
	"errors"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/sample"
)

// A BrokenDocument is an event that breaks one rule of its contract.
type BrokenDocument struct {
	Name     string // for a subtest: "payload.title maxLength, one character too many"
	Pointer  string // of the value that breaks it, or of the field that is missing: "/payload/title"
	Rule     string // "maxLength"; see the Rule constants of package wire
	Document []byte
}

// Broken returns documents that each break one rule of one field of an event's
// contract, and none besides, always the same: for each field each of its rules,
// that it is there and what sort of JSON it is included. For example
//
//	for _, broken := range eventstest.Broken(t, content.Created{}.EventType()) {
//		t.Run(broken.Name, func(t *testing.T) { … })
//	}
//
// The decoder has been asked: by its word, each document has exactly the one
// violation. Left out are rules that no document breaks alone, such as the
// length of a text that must match a pattern, limits beyond the 1 MiB that an
// event may have, and the event's type.
func Broken(t testing.TB, d events.Descriptor) []BrokenDocument {
	t.Helper()
	model, err := modelOf(d)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	list, err := sample.BreakEach(model)
	if err != nil {
		t.Fatalf("eventstest: no example to break: %v", err)
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
			t.Fatalf("eventstest: %s: the decoder does not find that alone: %v", documents[i].Name, err)
		}
	}
	return documents
}

func breaksOnly(err error, pointer, rule string) bool {
	var invalid *events.InvalidError
	return errors.As(err, &invalid) && len(invalid.Violations) == 1 &&
		invalid.Violations[0].Pointer == pointer && invalid.Violations[0].Rule == rule
}
