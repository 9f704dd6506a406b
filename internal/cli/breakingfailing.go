package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
)

// mostFailures bounds how many sorts of failures are told apart: producers and
// types are what senders write, and there may be any number of them.
const mostFailures = 10_000

// failing counts what recorded events break, by field, version and producer.
type failing struct {
	contract *contract.Contract
	seen     tally
	counted  map[failureSort]*failureCount
	beyond   int // violations of more sorts than are told apart
}

// failureSort is one sort of failure.
type failureSort struct {
	eventType, version, producer string
	pointer, rule                string
}

type failureCount struct {
	failureSort
	events int
	place  string // of the first
	line   int
	word   string // what the validator says of the first
}

func newFailing(c *contract.Contract) *failing {
	return &failing{contract: c, counted: map[failureSort]*failureCount{}}
}

// add counts an event's violations: each sort once.
func (f *failing) add(v verdict, data []byte, line int) {
	f.seen.add(v)
	if v.Valid {
		return
	}
	from := envelopeOf(data)
	if from.Metadata.EventType == "" {
		from.Metadata.EventType = v.EventType
	}
	counted := map[failureSort]bool{}
	for _, one := range v.Violations {
		key := failureSort{
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
		if len(f.counted) == mostFailures {
			f.beyond++
			continue
		}
		f.counted[key] = &failureCount{failureSort: key, events: 1, place: v.Source, line: line, word: one.Message}
	}
}

// envelope is who sent what.
type envelope struct {
	Metadata struct {
		EventType    string `json:"eventType"`
		EventVersion string `json:"eventVersion"`
		Source       string `json:"source"`
	} `json:"metadata"`
}

// envelopeOf reads as much of the envelope as there is; texts that are none are
// empty.
func envelopeOf(data []byte) (e envelope) {
	_ = json.Unmarshal(data, &e) // a broken document has no sender to speak of
	return e
}

// general is a pointer without what senders choose: the index of an item, the
// name of a value, and what lies beyond the contract.
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

// payload is the schema of an event's payload: of its major, or else of any.
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

// findings are the failures, the most frequent of each type first.
func (f *failing) findings(topic bool) []finding.Finding {
	var counts []*failureCount
	for _, c := range f.counted {
		counts = append(counts, c)
	}
	slices.SortFunc(counts, func(a, b *failureCount) int {
		return cmp.Or(cmp.Compare(a.eventType, b.eventType), cmp.Compare(b.events, a.events), cmp.Compare(a.pointer, b.pointer), cmp.Compare(a.rule, b.rule),
			cmp.Compare(a.version, b.version), cmp.Compare(a.producer, b.producer))
	})
	var list []finding.Finding
	for _, c := range counts {
		list = append(list, c.finding(topic))
	}
	if f.beyond > 0 {
		list = append(list, finding.Finding{Rule: "more", Message: fmt.Sprintf("and %s of other sorts: only %s are told apart", count(f.beyond, "violation"), thousands(mostFailures))})
	}
	return list
}

func (c *failureCount) finding(topic bool) finding.Finding {
	where := "the document"
	if c.pointer != "" {
		where = c.pointer
	}
	out := finding.Finding{Line: c.line, Rule: c.rule}
	if !topic && c.place != "-" {
		out.File = c.place
	}
	more := ""
	if topic || c.place == "-" {
		more = ", first at " + placeText(nameOf(c.place), c.line)
	}
	out.Message = printable(fmt.Sprintf("%s %s (%s of %s %s from %s%s)", where, c.word, count(c.events, "event"),
		cmp.Or(c.eventType, "unknown type"), cmp.Or(c.version, "of no version"), cmp.Or(c.producer, "nobody in particular"), more))
	out.Properties = map[string]any{
		"eventType": c.eventType, "eventVersion": c.version, "source": c.producer,
		"pointer": c.pointer, "events": c.events, "first": placeText(c.place, c.line),
	}
	return out
}
