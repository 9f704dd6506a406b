package events_test

import (
	"reflect"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
)

// typed is package events at one payload type.
type typed struct {
	name string
	// unmarshal calls Unmarshal; zero tells that the event returned is none.
	unmarshal func(document []byte) (e events.Message, zero bool, err error)
	// allocations counts those of Append to a buffer with room.
	allocations func(t *testing.T, document []byte) float64
	// newEvent and newPayload return pointers to zero values.
	newEvent, newPayload func() any
	// same reports whether decoding both documents gives one and the same event.
	same func(t *testing.T, a, b []byte) bool
}

func of[P events.Payload[P]]() typed {
	var zero P
	decode := func(t *testing.T, document []byte) events.Event[P] {
		t.Helper()
		e, err := events.Unmarshal[P](document)
		if err != nil {
			t.Fatalf("%s: %v", document, err)
		}
		return e
	}
	return typed{
		name: zero.EventType().Name(),
		unmarshal: func(document []byte) (events.Message, bool, error) {
			e, err := events.Unmarshal[P](document)
			return e, reflect.DeepEqual(e, events.Event[P]{}), err
		},
		allocations: func(t *testing.T, document []byte) float64 {
			e := decode(t, document)
			buf := make([]byte, 0, 2*len(document))
			return testing.AllocsPerRun(100, func() {
				if _, err := events.Append(buf[:0], e); err != nil {
					t.Fatal(err)
				}
			})
		},
		newEvent:   func() any { return new(events.Event[P]) },
		newPayload: func() any { return new(P) },
		same:       func(t *testing.T, a, b []byte) bool { return reflect.DeepEqual(decode(t, a), decode(t, b)) },
	}
}

func typedOf(name string) (typed, bool) {
	for _, t := range allTyped {
		if t.name == name {
			return t, true
		}
	}
	return typed{}, false
}

func TestEveryTypeIsTested(t *testing.T) {
	var names []string
	for _, d := range catalog.Types() {
		names = append(names, d.Name())
	}
	var tested []string
	for _, t := range allTyped {
		tested = append(tested, t.name)
	}
	if !reflect.DeepEqual(names, tested) {
		t.Errorf("the catalog has %v, these tests %v", names, tested)
	}
}
