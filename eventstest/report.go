package eventstest

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/kafka/records"
	"github.com/mediamesh/events/wire"
)

// shown is the maximum number of records that a failure lists.
const shown = 20

// notOne explains why there is not exactly one match.
func (s *search) notOne() string {
	if len(s.matching) == 0 {
		return s.none()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d events %s that match were published, want one:\n", len(s.matching), s.name)
	list(&b, recordsOf(s.matching))
	return strings.TrimSuffix(b.String(), "\n")
}

// none lists what was published instead.
func (s *search) none() string {
	var b strings.Builder
	switch {
	case len(s.records) == 0:
		return fmt.Sprintf("no %s was published; nothing else was either", s.name)
	case s.nearest == nil:
		fmt.Fprintf(&b, "no %s was published, but:\n", s.name)
	default:
		fmt.Fprintf(&b, "no %s that matches was published. The closest is %s (- wanted, + published):\n", s.name, position(s.nearest.record))
		for _, line := range s.lacks {
			b.WriteString("    " + line + "\n")
		}
		b.WriteString("All that was published:\n")
	}
	list(&b, s.records)
	return strings.TrimSuffix(b.String(), "\n")
}

func (s *search) unwanted() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s was published, and should not have been:\n", s.name)
	list(&b, recordsOf(s.matching))
	return strings.TrimSuffix(b.String(), "\n")
}

func recordsOf(all []*published) []records.Record {
	var out []records.Record
	for _, p := range all {
		out = append(out, p.record)
	}
	return out
}

func list(b *strings.Builder, all []records.Record) {
	for i, r := range all {
		if i == shown {
			fmt.Fprintf(b, "    and %d more\n", len(all)-shown)
			return
		}
		b.WriteString("    " + describe(r) + "\n")
	}
}

func position(r records.Record) string {
	return cluster.Position{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset}.String()
}

// describe summarizes a record in a line.
func describe(r records.Record) string {
	if isDeadLetter(r) {
		return describeLetter(dlq.LetterOf(r))
	}
	text := position(r) + " "
	document, err := r.Document()
	if err != nil {
		document = r.Value // whose metadata may still be readable
	}
	name, version := wire.Peek(document)
	switch of := headerOf(r, kafka.HeaderEventType); {
	case r.Value == nil && of != "":
		text += "tombstone of " + wire.Printable(of)
	case r.Value == nil:
		text += "tombstone"
	case len(name) > 0:
		text += wire.Printable(string(name)) + " " + wire.Printable(string(version))
	default:
		text += fmt.Sprintf("%d bytes that are not an event", len(r.Value))
	}
	if r.Key == nil {
		return text + ", no key"
	}
	return text + fmt.Sprintf(", key %q", r.Key)
}

// describeLetter describes in a line why a record was dead-lettered.
func describeLetter(d dlq.Letter) string {
	what := d.EventType
	if what == "" {
		what = "no event"
	}
	return fmt.Sprintf("%s dead letter of %s, %s: %s: %s", d.At, d.Group, wire.Printable(what), d.Reason, d.Error)
}
