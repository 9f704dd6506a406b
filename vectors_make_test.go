package events_test

import (
	"hash/fnv"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
)

// vectorMaker makes the vectors of one event type. What each must give is told
// from the contract's model, not by the decoder.
type vectorMaker struct {
	t      *testing.T
	event  *contract.Event
	full   []byte // the example with most fields
	places []sited
	all    []vector
	turn   int // see some
}

// some are n of the list, other ones each time: what has nothing to do with
// the type of event need not be tried with all of them.
func some[T any](m *vectorMaker, n int, list []T) []T {
	var chosen []T
	for range min(n, len(list)) {
		chosen = append(chosen, list[m.turn%len(list)])
		m.turn++
	}
	return chosen
}

func vectorsOf(t *testing.T, e *contract.Event) []vector {
	m := &vectorMaker{t: t, event: e, full: example(t, e.Type+" full")}
	m.turn = turnOf(e.Type)
	m.places = m.eachOnce()
	m.validOnes()
	m.validForms()
	m.unknownFields()
	m.brokenLimits()
	m.wrongTypes()
	m.manyBroken()
	m.faults()
	m.notUTF8()
	names := map[string]bool{}
	for _, v := range m.all {
		if names[v.Name] {
			t.Fatalf("%s: two vectors are named %q", e.Type, v.Name)
		}
		names[v.Name] = true
	}
	return m.all
}

func (m *vectorMaker) add(name, document string, v vector) {
	v.Name = name
	if utf8.ValidString(document) {
		v.Document = &document
	} else {
		v.DocumentBase64 = []byte(document)
	}
	if v.Violations == nil {
		v.Violations = []broken{}
	}
	m.all = append(m.all, v)
}

func (m *vectorMaker) valid(name, document, canonical string) {
	if canonical == document {
		canonical = ""
	}
	m.add(name, document, vector{Valid: true, Canonical: canonical})
}

func (m *vectorMaker) invalid(name, document string, violations ...broken) {
	m.add(name, document, vector{Violations: violations})
}

// sited is a place, and an example that has it.
type sited struct {
	place
	example []byte
}

// eachOnce lists the places of all examples, each field once; of a map's
// entries only the first.
func (m *vectorMaker) eachOnce() []sited {
	examples := []*contract.Example{}
	for _, ex := range m.event.Examples {
		if ex.Name == "full" {
			examples = slices.Insert(examples, 0, ex)
		} else {
			examples = append(examples, ex)
		}
	}
	var list []sited
	seen := map[string]bool{}
	for _, ex := range examples {
		var maps []string
		for _, p := range places(m.event, parse(ex.JSON), map[*contract.Field]bool{}) {
			if p.schema.Kind == contract.KindMap {
				maps = append(maps, p.pointer+"/")
			}
			key := p.pointer
			for _, prefix := range maps {
				if rest, below := strings.CutPrefix(key, prefix); below {
					_, rest, _ = strings.Cut(rest, "/")
					key = prefix + "*/" + rest
				}
			}
			if !seen[key] {
				list = append(list, sited{p, ex.JSON})
			}
			seen[key] = true
		}
	}
	return list
}

// around is a small document that has the place.
func (m *vectorMaker) around(p sited) *value { return m.keeping(p.example, p.pointer) }

// smallest is a document of required fields.
func (m *vectorMaker) smallest() *value { return m.keeping(m.full) }

// keeping is the example without its optional fields, but for those that the
// pointers name or lead through, and with short names.
func (m *vectorMaker) keeping(example []byte, pointers ...string) *value {
	document := parse(example)
	kept := func(field string) bool {
		return slices.ContainsFunc(pointers, func(p string) bool { return p == field || strings.HasPrefix(p, field+"/") })
	}
	for _, p := range places(m.event, document, map[*contract.Field]bool{}) {
		if p.nullable && !kept(p.pointer) && document.has(p.pointer) {
			document.without(p.pointer)
		}
	}
	return document.with("/metadata/eventId", `"e-1"`).with("/metadata/source", `"s"`)
}

// turnOf is where an event begins with the lists of some. It follows from the
// type alone, so that a new event changes the vectors of no other.
func turnOf(eventType string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(eventType))
	return int(h.Sum32() % 1009)
}
