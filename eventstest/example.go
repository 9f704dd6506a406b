package eventstest

import (
	"fmt"
	"hash/fnv"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/sample"
)

// Time is the timestamp of the events of [Example], and the value of their date and time
// fields: 15 January 2026, 9:30 UTC. With [Seed] n they are n seconds later.
var Time = time.Date(2026, time.January, 15, 9, 30, 0, 0, time.UTC)

// An Option selects which example of an event is generated.
type Option func(*choice)

type choice struct {
	minimal, random bool
	seed            uint64
}

// Minimal leaves out all optional fields.
func Minimal() Option { return func(c *choice) { c.minimal = true } }

// Seed generates a different event for each seed, with unusual characters, numbers at the
// limits, and some of the optional fields. Each seed has its own event ID and timestamp.
func Seed(n uint64) Option { return func(c *choice) { c.random, c.seed = true, n } }

// Example returns a valid event, always the same one. By default, every field has an
// ordinary value. Change the fields that the test is about:
//
//	e := eventstest.Example[content.Created](t)
//	e.Payload.Title = "Evening News"
//
// All examples of a type have the same ID, except those with [Seed].
func Example[P events.Payload[P]](t testing.TB, opts ...Option) events.Event[P] {
	t.Helper()
	var zero P
	document, c := exampleOf(t, zero.EventType(), opts)
	e, err := events.Unmarshal[P](document)
	if err != nil {
		t.Fatalf("eventstest: invalid example: %v", err)
	}
	c.stamp(&e.Metadata)
	return e
}

// ExampleNamed is like [Example] for a type given by its wire name, "content.created", in
// its newest major version.
func ExampleNamed(t testing.TB, reg *events.Registry, name string, opts ...Option) events.Any {
	t.Helper()
	d, err := reg.Lookup(name)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	document, c := exampleOf(t, d, opts)
	e, err := reg.Decode(document)
	if err != nil {
		t.Fatalf("eventstest: invalid example: %v", err)
	}
	c.stamp(&e.Metadata)
	return e
}

func exampleOf(t testing.TB, d events.Descriptor, opts []Option) ([]byte, choice) {
	t.Helper()
	var c choice
	for _, o := range opts {
		o(&c)
	}
	model, err := modelOf(d)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	var document []byte
	if c.random {
		document, err = sample.New(c.seed, d.Name()).Event(model)
	} else {
		document, err = sample.Example(model, !c.minimal)
	}
	if err != nil {
		t.Fatalf("eventstest: no example: %v", err)
	}
	return document, c
}

// stamp sets an example's ID and timestamp.
func (c choice) stamp(m *events.Metadata) {
	m.Timestamp = Time.Add(time.Duration(c.seed) * time.Second)
	m.EventID = exampleID(m.EventType, c.seed, m.Timestamp)
}

// exampleID is a UUIDv7 of that timestamp whose random part is zero.
func exampleID(name string, seed uint64, at time.Time) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d", name, seed)
	ms, sum := uint64(at.UnixMilli()), h.Sum64()
	return fmt.Sprintf("%08x-%04x-7%03x-%04x-%012x", ms>>16, ms&0xffff, sum>>52, 0x8000|sum>>38&0x3fff, sum&(1<<48-1))
}
