package dispatch

import (
	"context"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/record"
)

// A TombstoneCall handles tombstones of a type. eventType is "" if the type is unknown.
type TombstoneCall func(ctx context.Context, eventType string, rec *kgo.Record) error

// Tombstones finds the handler for a tombstone. The zero value has no handlers.
type Tombstones struct {
	of    map[string]TombstoneCall // by wire name; "" is the default handler
	typed map[string]string        // wire name by topic, "" for a topic of several types; set by Begin
}

// Add registers a handler for a type, or the default handler if name is "".
func (h *Tombstones) Add(name string, f TombstoneCall) error {
	if h.of[name] != nil {
		if name == "" {
			return errors.New("kafka: two default tombstone handlers (HandleTombstones without type names)")
		}
		return fmt.Errorf("kafka: two handlers for tombstones of %s", name)
	}
	if h.of == nil {
		h.of = make(map[string]TombstoneCall)
	}
	h.of[name] = f
	return nil
}

// Begin finds the topics with a single event type, which is then the type of their tombstones.
func (h *Tombstones) Begin(reg *events.Registry, naming func(events.Descriptor) string) {
	if len(h.of) == 0 {
		return
	}
	h.typed = make(map[string]string)
	for _, t := range reg.Types() {
		topic := naming(t)
		if other, ok := h.typed[topic]; ok && other != t.Name() {
			h.typed[topic] = "" // several types
		} else {
			h.typed[topic] = t.Name()
		}
	}
}

// typeOf returns the event type of a tombstone, "" if it is unknown.
func (h *Tombstones) typeOf(rec *kgo.Record) string {
	for _, key := range []string{record.EventType, "ce_type"} {
		if name, _ := record.LastHeader(rec.Headers, key); name != "" {
			return name
		}
	}
	return h.typed[rec.Topic]
}

// Find returns the type of a tombstone and its handler. The handler is nil if the tombstone is to
// be skipped.
func (h *Tombstones) Find(rec *kgo.Record) (eventType string, f TombstoneCall) {
	eventType = h.typeOf(rec)
	if len(rec.Key) == 0 {
		return eventType, nil // without a key, it deletes nothing
	}
	if f = h.of[eventType]; f == nil {
		f = h.of[""]
	}
	return eventType, f
}
