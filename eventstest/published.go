package eventstest

import (
	"context"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/records"
)

// RequirePublished fails the test unless exactly one event of type P that matches has been
// published so far, to any topic. It returns the event. For events published in the
// background, use [AwaitPublished].
func RequirePublished[P events.Payload[P]](t testing.TB, b *Broker, matches ...Match) events.Event[P] {
	t.Helper()
	s := lookFor[P](t, b, matches)
	if len(s.matching) != 1 {
		t.Fatalf("%s", s.notOne())
		return events.Event[P]{}
	}
	return typed[P](s.matching[0])
}

// AwaitPublished waits until an event of type P that matches is published, and returns the
// first one.
func AwaitPublished[P events.Payload[P]](t testing.TB, b *Broker, matches ...Match) events.Event[P] {
	t.Helper()
	ctx, cancel := within(t)
	defer cancel()
	var s *search
	if !until(ctx, func() bool {
		s = lookWithin[P](ctx, t, b, matches, s)
		return len(s.matching) > 0
	}) {
		t.Fatalf("timed out waiting: %s", s.none())
		return events.Event[P]{}
	}
	return typed[P](s.matching[0])
}

// RequireNotPublished fails the test if an event of type P that matches has been published
// so far.
func RequireNotPublished[P events.Payload[P]](t testing.TB, b *Broker, matches ...Match) {
	t.Helper()
	if s := lookFor[P](t, b, matches); len(s.matching) > 0 {
		t.Fatalf("%s", s.unwanted())
	}
}

// Published returns the events of type P that match and have been published so far. Those
// of one partition are in order.
func Published[P events.Payload[P]](t testing.TB, b *Broker, matches ...Match) []events.Event[P] {
	t.Helper()
	var list []events.Event[P]
	for _, p := range lookFor[P](t, b, matches).matching {
		list = append(list, typed[P](p))
	}
	return list
}

func typed[P events.Payload[P]](p *published) events.Event[P] {
	e, _ := events.As[P](p.event)
	return e
}

// A search holds the criteria and the results of a search.
type search struct {
	name     string // of the type
	records  []records.Record
	matching []*published
	nearest  *published // of those that do not match
	lacks    []string   // how they differ
}

func lookFor[P events.Payload[P]](t testing.TB, b *Broker, matches []Match) *search {
	t.Helper()
	ctx, cancel := within(t)
	defer cancel()
	return lookWithin[P](ctx, t, b, matches, nil)
}

// lookWithin searches all records. If the context ends, it returns the results so far.
func lookWithin[P events.Payload[P]](ctx context.Context, t testing.TB, b *Broker, matches []Match, before *search) *search {
	t.Helper()
	b.flush(ctx, t)
	all, err := b.all(ctx)
	if err != nil {
		if before == nil || ctx.Err() == nil {
			t.Fatalf("eventstest: %v", err)
		}
		return before
	}
	return searchIn[P](all, matches)
}

func searchIn[P events.Payload[P]](all []records.Record, matches []Match) *search {
	var zero P
	s := &search{name: zero.EventType().Name(), records: all}
	for _, r := range all {
		if isDeadLetter(r) {
			continue
		}
		document, err := r.Document()
		if err != nil {
			continue // consumers reject it
		}
		e, err := events.Unmarshal[P](document)
		if err != nil {
			continue // of another type, or none at all
		}
		s.judge(&published{record: r, document: document, event: e.Any()}, matches)
	}
	return s
}

func (s *search) judge(p *published, matches []Match) {
	var lacks []string
	for _, m := range matches {
		lacks = append(lacks, m.differences(p)...)
	}
	switch {
	case len(lacks) == 0:
		s.matching = append(s.matching, p)
	case s.nearest == nil || len(lacks) < len(s.lacks):
		s.nearest, s.lacks = p, lacks
	}
}

func isDeadLetter(r records.Record) bool {
	for _, h := range r.Headers {
		if h.Key == kafka.HeaderDeadLetterReason {
			return true
		}
	}
	return false
}
