package kafka

import (
	"context"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/mediamesh/events/kafka/records"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Tombstone is a record with a key and no value, which deletes the key from a compacted
// topic. It is not an event.
type Tombstone struct {
	// EventType is the type of the deleted events, from the record's header event-type or
	// else ce_type. Without these headers, it is the type of the topic if
	// ConsumerConfig.Naming assigns only one type to it, otherwise "". It is not validated.
	EventType string
	Key       string // never ""
	Record    records.Record
}

// HandleTombstones registers h as the handler for tombstones of the named types, such as
// "content.created". Without names, h handles all tombstones that have no handler of their
// own. Tombstones without a handler, and those without a key, are skipped and counted in
// [Stats].
//
// The topics of the named types are consumed, as for [Handle]. Without names, h handles the
// tombstones of the topics that other handlers consume or, if there are no other handlers,
// of the topics of all types in the registry.
//
// Tombstones are handled in order with the events of their key. h gets the same context,
// timeout and retries as a handler registered with [Handle]. [Middleware] applies only to
// events and does not wrap h. When h has failed for the last time, the policy for
// [ReasonHandlerFailed] applies. Tombstones are never dead-lettered for that reason:
// [PolicyDeadLetter] acts like [PolicyStop]. With ConsumerConfig.KeepOrder, a tombstone
// whose key is blocked by a dead letter is dead-lettered too, like an event, with
// [ReasonKeyBlocked]. A redrive sends it as a tombstone.
//
// HandleTombstones returns an error if a name is not in the consumer's registry, the type
// already has a tombstone handler, or the consumer is running. Run returns the same error.
func HandleTombstones(c *Consumer, h func(ctx context.Context, t Tombstone) error, types ...string) error {
	if len(types) == 0 {
		types = []string{""} // all the others
	}
	for _, name := range types {
		if name != "" {
			if _, err := c.config.Registry.Lookup(name); err != nil {
				return c.misregistered(fmt.Errorf("kafka: no handler for its tombstones: %w", err))
			}
		}
		if err := c.change(func() error { return c.handlers.addTombstone(name, h) }); err != nil {
			return err
		}
	}
	return nil
}

type tombstoneHandler func(context.Context, Tombstone) error

// tombstoneHandlers finds the handler for a tombstone.
type tombstoneHandlers struct {
	of    map[string]tombstoneHandler // by wire name; "" is for the types without one
	typed map[string]string           // wire names by topic, of topics that have one type; made by begin
}

func (h *handlers) addTombstone(name string, f tombstoneHandler) error {
	if h.tombstones.of[name] != nil {
		if name == "" {
			return fmt.Errorf("kafka: two handlers for the tombstones of all the types without one")
		}
		return fmt.Errorf("kafka: two handlers for tombstones of %s", name)
	}
	if h.tombstones.of == nil {
		h.tombstones.of = make(map[string]tombstoneHandler)
	}
	h.tombstones.of[name] = f
	return nil
}

// begin finds out which topics tell the type of their tombstones.
func (h *tombstoneHandlers) begin(reg *events.Registry, naming Naming) {
	if len(h.of) == 0 {
		return
	}
	h.typed = make(map[string]string)
	for _, t := range reg.Types() {
		topic := naming(t)
		if other, ok := h.typed[topic]; ok && other != t.Name() {
			h.typed[topic] = "" // of several
		} else {
			h.typed[topic] = t.Name()
		}
	}
}

// typeOf names the type of the events that a tombstone deletes, "" if nothing tells.
func (h *tombstoneHandlers) typeOf(rec *kgo.Record) string {
	for _, key := range []string{HeaderEventType, "ce_type"} {
		if name, _ := record.LastHeader(rec.Headers, key); name != "" {
			return name
		}
	}
	return h.typed[rec.Topic]
}

// find returns the handler for a tombstone, nil if it is to be skipped.
func (h *tombstoneHandlers) find(rec *kgo.Record) (name string, f tombstoneHandler) {
	name = h.typeOf(rec)
	if len(rec.Key) == 0 {
		return name, nil // it deletes nothing
	}
	if f = h.of[name]; f == nil {
		f = h.of[""]
	}
	return name, f
}

// decide fills in the verdict for a tombstone.
func (h *tombstoneHandlers) decide(rec *kgo.Record, v *verdict) {
	name, f := h.find(rec)
	v.event.Metadata.EventType = name
	if f == nil {
		return
	}
	v.call = func(ctx context.Context, _ *events.Any) error {
		return f(ctx, Tombstone{EventType: name, Key: string(rec.Key), Record: records.FromClient(rec)})
	}
}

// isTombstone tells a record without a value from one that stands for a batch.
func isTombstone(rec *kgo.Record) bool { return rec.Value == nil && !topicscan.IsGiantBatch(rec) }

// policyFor returns what is done with a record that cannot be handled. A tombstone is no
// dead letter: one that is lost would leave alive what it deletes.
func (c *ConsumerConfig) policyFor(rec *kgo.Record, d *deadletter.Letter) Policy {
	policy := c.Policies[Reason(d.Reason)]
	if policy == PolicyDeadLetter && isTombstone(rec) {
		return PolicyStop
	}
	return policy
}
