package eventstest

import (
	"fmt"
	"strconv"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/records"
)

// A Match is a condition that a published event must satisfy.
type Match interface {
	// differences lists how a published event does not match, one line each; none if it
	// matches.
	differences(p *published) []string
}

// published is an event of the wanted type with its record.
type published struct {
	record   records.Record
	document []byte
	event    events.Any
}

type matchFunc func(p *published) []string

func (f matchFunc) differences(p *published) []string { return f(p) }

// Payload matches events with exactly this payload. Fields that differ are listed one by
// one.
func Payload[P events.Payload[P]](want P) Match {
	return matchFunc(func(p *published) []string {
		wanted := events.Event[P]{Metadata: p.event.Metadata, Payload: want}
		wanted.Metadata.EventVersion = want.EventType().Version()
		document, err := wanted.AppendTo(nil)
		if err != nil {
			return []string{"the wanted payload breaks its contract: " + err.Error()}
		}
		return diffPayloads(document, p.document)
	})
}

// Where matches events for which the function holds returns true. Failure messages
// describe the condition with the text what, for example "has a title".
func Where[P events.Payload[P]](what string, holds func(e events.Event[P]) bool) Match {
	return matchFunc(func(p *published) []string {
		if e, ok := events.As[P](p.event); ok && holds(e) {
			return nil
		}
		return []string{"condition not met: " + what}
	})
}

// Key matches the record's key, which is the key of the event.
func Key(want string) Match {
	return matchFunc(func(p *published) []string {
		if got := p.record.Key; got == nil || string(got) != want {
			return []string{fmt.Sprintf("key: want %q, %s", want, has(got))}
		}
		return nil
	})
}

// Topic matches the record's topic.
func Topic(want string) Match {
	return matchFunc(func(p *published) []string {
		if p.record.Topic != want {
			return []string{fmt.Sprintf("topic: want %q, has %q", want, p.record.Topic)}
		}
		return nil
	})
}

// Header matches records that have a header with that key and value.
func Header(key, want string) Match {
	return matchFunc(func(p *published) []string {
		var got []byte
		for _, h := range p.record.Headers {
			if h.Key != key {
				continue
			}
			if got = h.Value; string(got) == want {
				return nil
			}
		}
		return []string{fmt.Sprintf("header %s: want %q, %s", key, want, has(got))}
	})
}

// CorrelationID matches the event's correlation ID.
func CorrelationID(want string) Match {
	return matchFunc(func(p *published) []string {
		if got := p.event.Metadata.CorrelationID; got != want {
			return []string{fmt.Sprintf("correlation id: want %q, has %q", want, got)}
		}
		return nil
	})
}

func has(value []byte) string {
	if value == nil {
		return "has none"
	}
	return "has " + strconv.Quote(string(value))
}
