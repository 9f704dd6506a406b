package breaking

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/mediamesh/events/internal/cli/console"
	finding "github.com/mediamesh/events/internal/findings"
)

// A failureGroup is the failures of one type in one place by one rule: a count for each
// version and producer, the most frequent first.
type failureGroup []*failureCount

// groups are the counted failures in printing order.
func (f *failing) groups() []failureGroup {
	by := map[failureKind]failureGroup{}
	for _, c := range f.counted {
		key := failureKind{eventType: c.eventType, pointer: c.pointer, rule: c.rule}
		by[key] = append(by[key], c)
	}
	var list []failureGroup
	for _, group := range by {
		slices.SortFunc(group, func(a, b *failureCount) int {
			return cmp.Or(cmp.Compare(b.events, a.events), cmp.Compare(a.version, b.version), cmp.Compare(a.producer, b.producer))
		})
		list = append(list, group)
	}
	slices.SortFunc(list, func(a, b failureGroup) int {
		return cmp.Or(cmp.Compare(a[0].eventType, b[0].eventType), cmp.Compare(b.events(), a.events()),
			cmp.Compare(a[0].pointer, b[0].pointer), cmp.Compare(a[0].rule, b[0].rule))
	})
	return list
}

func (g failureGroup) events() (n int) {
	for _, c := range g {
		n += c.events
	}
	return n
}

// finding describes a failure, with its producers on the lines below.
func (g failureGroup) finding(topic bool) finding.Finding {
	out := g[0].finding(topic)
	out.Message = console.Printable(fmt.Sprintf("%s (%s of %s)", g[0].what(), console.Count(g.events(), "event"), cmp.Or(g[0].eventType, "unknown type")))
	for _, c := range g {
		out.Details = append(out.Details, console.Printable(fmt.Sprintf("%s of %s from %s, first at %s", console.Count(c.events, "event"), cmp.Or(c.version, "no version"), cmp.Or(c.producer, "unknown producer"), console.PlaceText(console.NameOf(c.place), c.line))))
	}
	return out
}

func (c *failureCount) finding(topic bool) finding.Finding {
	out := finding.Finding{Line: c.line, Rule: c.rule}
	more := ""
	if !topic && c.place != "-" {
		out.File = c.place
	} else {
		more = ", first at " + console.PlaceText(console.NameOf(c.place), c.line)
	}
	out.Message = console.Printable(fmt.Sprintf("%s (%s of %s %s%s)", c.what(), console.Count(c.events, "event"), cmp.Or(c.eventType, "unknown type"), c.sender(), more))
	out.Properties = map[string]any{
		"eventType": c.eventType, "eventVersion": c.version, "source": c.producer,
		"pointer": c.pointer, "events": c.events, "first": console.PlaceText(c.place, c.line),
	}
	return out
}

// what returns the place and the message.
func (c *failureCount) what() string {
	return cmp.Or(c.pointer, "the document") + " " + c.word
}

// sender is the version that an event declares and its producer.
func (c *failureCount) sender() string {
	return cmp.Or(c.version, "without a version") + " from " + cmp.Or(c.producer, "unknown producer")
}
