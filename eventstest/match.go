package eventstest

import (
	"fmt"
	"strconv"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/records"
)

// A Match is something that a published event must have.
type Match interface {
	// differences says in which ways a published event does not match, in lines
	// to show; none if it does.
	differences(p *published) []string
}

// published is an event of the wanted type, and its record.
type published struct {
	record   records.Record
	document []byte
	event    events.Any
}

type matchFunc func(p *published) []string

func (f matchFunc) differences(p *published) []string { return f(p) }

// Payload wants just this payload. Fields that differ are shown one by one.
func Payload[P events.Payload[P]](want P) Match {
	return matchFunc(func(p *published) []string {
		wanted := events.Event[P]{Metadata: p.event.Metadata, Payload: want}
		wanted.Metadata.EventVersion = want.EventType().Version()
		document, err := wanted.AppendTo(nil)
		if err != nil {
			return []string{"the payload that is wanted breaks its contract itself: " + err.Error()}
		}
		return diffPayloads(document, p.document)
	})
}

// Where wants events for which holds returns true; what says in words what it
// looks for, "a title of its own".
func Where[P events.Payload[P]](what string, holds func(e events.Event[P]) bool) Match {
	return matchFunc(func(p *published) []string {
		if e, ok := events.As[P](p.event); ok && holds(e) {
			return nil
		}
		return []string{"not so: " + what}
	})
}

// Key wants the record's key, which is that of the event's entity.
func Key(want string) Match {
	return matchFunc(func(p *published) []string {
		if got := p.record.Key; got == nil || string(got) != want {
			return []string{fmt.Sprintf("key: want %q, %s", want, has(got))}
		}
		return nil
	})
}

// Topic wants the topic.
func Topic(want string) Match {
	return matchFunc(func(p *published) []string {
		if p.record.Topic != want {
			return []string{fmt.Sprintf("topic: want %q, has %q", want, p.record.Topic)}
		}
		return nil
	})
}

// Header wants a header of that key and value.
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

// CorrelationID wants the id of the request that caused the event.
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
