package dispatch

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/mediamesh/events"
)

// A Call runs a handler with an event, or with what the event was migrated to.
type Call func(context.Context, *events.Any) error

// A Prepare returns the handler for an event. An error means that the event is invalid for it.
type Prepare func(*events.Any) (Call, error)

// Handlers finds the handler for an event. The zero value has no handlers.
type Handlers struct {
	of   map[string][]entry // by wire name
	rest Prepare            // default handler, nil if none

	Tombstones Tombstones
}

type entry struct {
	t       events.Descriptor
	prepare Prepare
}

// Add registers a handler for a type, or the default handler if t is nil.
func (h *Handlers) Add(reg *events.Registry, t events.Descriptor, p Prepare) error {
	switch {
	case t == nil && h.rest != nil:
		return errors.New("kafka: two default handlers (HandleAny without type names)")
	case t == nil:
		h.rest = p
		return nil
	case !slices.Contains(reg.Types(), t):
		return fmt.Errorf("kafka: a handler for %s %s, which is not in the consumer's registry", t.Name(), t.Version())
	}
	for _, other := range h.of[t.Name()] {
		if other.t == t {
			return fmt.Errorf("kafka: two handlers for %s %s", t.Name(), t.Version())
		}
	}
	if h.of == nil {
		h.of = make(map[string][]entry)
	}
	h.of[t.Name()] = append(h.of[t.Name()], entry{t, p})
	return nil
}

// Find returns the handler for events of a type, nil if there is none.
func (h *Handlers) Find(t events.Descriptor) Prepare {
	var newest *entry
	for i, e := range h.of[t.Name()] {
		if e.t == t {
			return e.prepare
		}
		if newest == nil || newer(e.t, newest.t) {
			newest = &h.of[t.Name()][i]
		}
	}
	if newest != nil {
		return newest.prepare
	}
	return h.rest
}

func newer(a, b events.Descriptor) bool {
	order, err := events.CompareVersions(a.Version(), b.Version())
	return err == nil && order > 0
}

// Types returns the types that have a handler.
func (h *Handlers) Types(reg *events.Registry) []events.Descriptor {
	_, restOfTombstones := h.Tombstones.of[""]
	if h.rest != nil || restOfTombstones && len(h.of) == 0 && len(h.Tombstones.of) == 1 {
		return reg.Types()
	}
	var list []events.Descriptor
	for _, t := range reg.Types() {
		if h.of[t.Name()] != nil || h.Tombstones.of[t.Name()] != nil {
			list = append(list, t)
		}
	}
	return list
}
