package breaking

import (
	"fmt"
	"testing"

	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

func ownContract(t *testing.T) *contract.Contract {
	t.Helper()
	c, err := contract.ReadFS(builtin.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What senders choose is not part of what is counted, nor is it printed.
func TestFailing_GeneralizesPointers(t *testing.T) {
	f := newFailing(ownContract(t))
	for _, c := range []struct{ eventType, pointer, want string }{
		{"content.created", "/payload/title", "/payload/title"},
		{"content.created", "/payload/program/genres/17", "/payload/program/genres/*"},
		{"content.updated", "/payload/changes/anna@example.com", "/payload/changes/*"},
		{"content.updated", "/payload/changes/anna@example.com/old", "/payload/changes/*/old"},
		{"content.updated", "/payload/changes/anna@example.com/anna", "/payload/changes/*/…"},
		{"content.created", "/payload/anna", "/payload/…"},
		{"content.created", "/payload/title/anna", "/payload/title/…"},
		{"content.created", "/metadata/source", "/metadata/source"},
		{"content.created", "/anna", "/…"},
		{"nothing.known", "/payload/title", "/payload/…"},
		{"content.created", "", ""},
	} {
		if got := f.general(c.eventType, "1.0.0", c.pointer); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.eventType, c.pointer, got, c.want)
		}
	}
}

// Senders choose producers and types: there may be any number of them.
func TestFailing_BoundsKindsOfFailures(t *testing.T) {
	f := newFailing(ownContract(t))
	for i := range maxFailureKinds + 7 {
		data := fmt.Appendf(nil, `{"metadata":{"eventType":"content.created","eventVersion":"1.0.0","source":"s-%d"},"payload":{}}`, i)
		f.add(verdict.Verdict{EventType: "content.created", Violations: []verdict.Violation{{Pointer: "/payload/title", Rule: wire.RuleRequired, Message: "is required"}}}, data, i+1)
	}
	list := f.findings(false, false)
	if len(list) != maxFailureKinds+1 || list[maxFailureKinds].Message != "and 7 violations of other kinds: only 10,000 kinds are listed" {
		t.Errorf("%d findings, the last %+v", len(list), list[len(list)-1])
	}
	if list := f.findings(false, true); len(list) != 2 || len(list[0].Details) != maxFailureKinds {
		t.Errorf("for people: %d findings, the first with %d producers", len(list), len(list[0].Details))
	}
	if f.seen.Invalid != maxFailureKinds+7 {
		t.Errorf("%d events counted", f.seen.Invalid)
	}
}
