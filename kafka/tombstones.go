package kafka

import (
	"context"
	"fmt"

	"github.com/mediamesh/events/kafka/internal/deadletter"
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
	call := func(ctx context.Context, eventType string, rec *kgo.Record) error {
		return h(ctx, Tombstone{EventType: eventType, Key: string(rec.Key), Record: records.FromClient(rec)})
	}
	for _, name := range types {
		if name != "" {
			if _, err := c.config.Registry.Lookup(name); err != nil {
				return c.misregistered(fmt.Errorf("kafka: cannot register a tombstone handler: %w", err))
			}
		}
		if err := c.change(func() error { return c.handlers.Tombstones.Add(name, call) }); err != nil {
			return err
		}
	}
	return nil
}

// isTombstone reports whether a record has no value. A record that represents a batch is not a
// tombstone.
func isTombstone(rec *kgo.Record) bool { return rec.Value == nil && !topicscan.IsGiantBatch(rec) }

// policyFor returns the policy for a record that cannot be handled. A tombstone is not
// dead-lettered, since the data that it deletes would remain.
func (c *ConsumerConfig) policyFor(rec *kgo.Record, d *deadletter.Letter) Policy {
	policy := c.Policies[Reason(d.Reason)]
	if policy == PolicyDeadLetter && isTombstone(rec) {
		return PolicyStop
	}
	return policy
}
