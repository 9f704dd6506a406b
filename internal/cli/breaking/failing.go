package breaking

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
)

// maxFailureKinds limits how many kinds of failures are counted separately: producers and
// types come from senders, so there may be any number of them.
const maxFailureKinds = 10_000

// failing counts what recorded events break, by field, version and producer.
type failing struct {
	contract *contract.Contract
	seen     verdict.Tally
	counted  map[failureKind]*failureCount
	beyond   int // violations of other kinds
}

// failureKind is one kind of failure.
type failureKind struct {
	eventType, version, producer string
	pointer, rule                string
}

type failureCount struct {
	failureKind
	events int
	place  string // of the first
	line   int
	word   string // the validator's message for the first
}

func newFailing(c *contract.Contract) *failing {
	return &failing{contract: c, counted: map[failureKind]*failureCount{}}
}

// add counts an event's violations: each kind once.
func (f *failing) add(v verdict.Verdict, data []byte, line int) {
	f.seen.Add(v)
	if v.Valid {
		return
	}
	from := envelopeOf(data)
	if from.Metadata.EventType == "" {
		from.Metadata.EventType = v.EventType
	}
	counted := map[failureKind]bool{}
	for _, one := range v.Violations {
		key := failureKind{
			eventType: from.Metadata.EventType, version: from.Metadata.EventVersion, producer: from.Metadata.Source,
			pointer: f.general(v.EventType, from.Metadata.EventVersion, one.Pointer), rule: one.Rule,
		}
		if counted[key] {
			continue
		}
		counted[key] = true
		if c := f.counted[key]; c != nil {
			c.events++
			continue
		}
		if len(f.counted) == maxFailureKinds {
			f.beyond++
			continue
		}
		f.counted[key] = &failureCount{failureKind: key, events: 1, place: v.Source, line: line, word: one.Message}
	}
}

// envelope has the parts of an event that name its type, version and producer.
type envelope struct {
	Metadata struct {
		EventType    string `json:"eventType"`
		EventVersion string `json:"eventVersion"`
		Source       string `json:"source"`
	} `json:"metadata"`
}

// envelopeOf reads as much of the envelope as possible; values that are not strings become
// empty.
func envelopeOf(data []byte) (e envelope) {
	_ = json.Unmarshal(data, &e) // a malformed document has no known sender
	return e
}

// general returns a pointer without parts that senders choose: the index of an item, the
// name of a map value, and anything outside the contract.
func (f *failing) general(eventType, version, pointer string) string {
	parts := strings.Split(pointer, "/")
	if len(parts) < 2 {
		return pointer
	}
	at, known := f.payload(eventType, version), parts[1] == "payload"
	if parts[1] == "metadata" {
		at, known = contract.Envelope(), true
	}
	out := "/" + parts[1]
	if !known {
		return "/…"
	}
	for _, part := range parts[2:] {
		if at == nil {
			return out + "/…"
		}
		field := at.Field(part)
		switch {
		case at.Kind == contract.KindArray:
			out, at = out+"/*", at.Items
		case at.Kind == contract.KindMap:
			out, at = out+"/*", at.Values
		case field != nil:
			out, at = out+"/"+part, field.Schema
		default:
			return out + "/…"
		}
	}
	return out
}

// payload is the schema of an event's payload: of its major, or else of any major.
func (f *failing) payload(eventType, version string) (schema *contract.Schema) {
	for _, e := range f.contract.Events() {
		if e.Type != eventType {
			continue
		}
		if strings.HasPrefix(version, fmt.Sprintf("%d.", e.Major)) {
			return e.Payload
		}
		schema = cmp.Or(schema, e.Payload)
	}
	return schema
}

// findings returns the failures by type and place, the most frequent first. In text output,
// failures of one kind from several producers are combined.
func (f *failing) findings(topic, people bool) []finding.Finding {
	var list []finding.Finding
	for _, group := range f.groups() {
		if people && len(group) > 1 {
			list = append(list, group.finding(topic))
			continue
		}
		for _, c := range group {
			list = append(list, c.finding(topic))
		}
	}
	if f.beyond > 0 {
		list = append(list, finding.Finding{Rule: "more", Message: fmt.Sprintf("and %s of other kinds: only %s kinds are listed", console.Count(f.beyond, "violation"), console.Thousands(maxFailureKinds))})
	}
	return list
}
