package kafka

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/mediamesh/events"
)

// Handle registers h as the handler for events with payload type P. Events of another
// major version, older or newer, are first migrated to P's version by the consumer's
// registry.
//
// When h returns nil, the event has been handled, and its offset may be committed. When h
// returns an error or panics, it is retried according to ConsumerConfig.Retry, or as
// [events.Permanent] and [events.RetryAfter] specify. Later events with the same key wait
// meanwhile. After the last attempt, the event becomes a dead letter unless
// ConsumerConfig.Policies specifies otherwise. h is called concurrently for events with
// different keys, but never for two events with the same key in a partition.
//
// The context passed to h is cancelled after ConsumerConfig.HandlerTimeout, and when the
// consumer loses the partition. Events published with this context inherit the event's
// correlation id. [RecordFrom], [HeaderFrom], [AttemptFrom] and [ViolationsFrom] return
// more information from the context.
//
// The only option is [WithMiddleware].
//
// Handle returns an error if P is not in the consumer's registry, its type already has a
// handler, a middleware is nil, or the consumer is running. Run returns the same error.
func Handle[P events.Payload[P]](c *Consumer, h func(ctx context.Context, e events.Event[P]) error, opts ...HandlerOption) error {
	var o handlerOptions
	for _, opt := range opts {
		opt(&o)
	}
	wrapped, err := c.wrap(typed(h), o.middleware)
	if err != nil {
		return c.misregistered(err)
	}
	var zero P
	reg := c.config.Registry
	asItIs := func(ctx context.Context, e *events.Any) error {
		one, _ := events.As[P](*e)
		return h(ctx, one)
	}
	if wrapped != nil {
		asItIs = func(ctx context.Context, e *events.Any) error { return wrapped(ctx, *e) }
	}
	return c.register(zero.EventType(), func(e *events.Any) (call, error) {
		if e.Descriptor() == zero.EventType() {
			return asItIs, nil
		}
		migrated, err := migrateAs[P](reg, *e)
		if err != nil {
			return nil, err
		}
		if wrapped != nil {
			return func(ctx context.Context, _ *events.Any) error { return wrapped(ctx, migrated.Any()) }, nil
		}
		return func(ctx context.Context, _ *events.Any) error { return h(ctx, migrated) }, nil
	})
}

// migrateAs is [events.MigrateAs], where a migration that panics fails.
func migrateAs[P events.Payload[P]](reg *events.Registry, e events.Any) (typed events.Event[P], err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &events.MigrationError{
				EventType: e.Metadata.EventType, EventID: e.Metadata.EventID,
				From: e.Metadata.EventVersion, To: typed.Payload.EventType().Version(),
				Err: &PanicError{Value: v, Stack: debug.Stack()},
			}
		}
	}()
	return events.MigrateAs[P](reg, e)
}

// HandleAny registers h as the handler for events of the named types, such as
// "content.created", in any version that the registry has. Without names, h handles all
// types that have no handler of their own. Use [Chain] to wrap h in middleware. It returns
// an error in the same cases as [Handle].
func HandleAny(c *Consumer, h HandlerFunc, types ...string) error {
	wrapped, err := c.wrap(h, nil)
	if err != nil {
		return c.misregistered(err)
	}
	if wrapped != nil {
		h = wrapped
	}
	asItIs := func(ctx context.Context, e *events.Any) error { return h(ctx, *e) }
	prepare := func(*events.Any) (call, error) { return asItIs, nil }
	if len(types) == 0 {
		return c.register(nil, prepare)
	}
	for _, name := range types {
		if _, err := c.config.Registry.Lookup(name); err != nil {
			return c.misregistered(fmt.Errorf("kafka: no handler for it: %w", err))
		}
		for _, t := range c.config.Registry.Types() {
			if t.Name() != name {
				continue
			}
			if err := c.register(t, prepare); err != nil {
				return err
			}
		}
	}
	return nil
}

// call is a handler, for an event or what it was migrated to.
type call func(context.Context, *events.Any) error

// prepare readies the handler for an event. An error is the event's fault.
type prepare func(*events.Any) (call, error)

// handlers finds the handler for an event.
type handlers struct {
	of   map[string][]entry // by wire name
	rest prepare            // for the types without one; nil for none

	tombstones tombstoneHandlers
}

type entry struct {
	t       events.Descriptor
	prepare prepare
}

// add registers a handler for a type, or for the rest if t is nil.
func (h *handlers) add(reg *events.Registry, t events.Descriptor, p prepare) error {
	switch {
	case t == nil && h.rest != nil:
		return fmt.Errorf("kafka: two handlers for all the types without one")
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

// find returns the handler for events of a type: the one for just its version,
// else the one for the newest, else the one for the rest, else nil.
func (h *handlers) find(t events.Descriptor) prepare {
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

// types returns the types that have a handler.
func (h *handlers) types(reg *events.Registry) []events.Descriptor {
	_, restOfTombstones := h.tombstones.of[""]
	if h.rest != nil || restOfTombstones && len(h.of) == 0 && len(h.tombstones.of) == 1 {
		return reg.Types()
	}
	var list []events.Descriptor
	for _, t := range reg.Types() {
		if h.of[t.Name()] != nil || h.tombstones.of[t.Name()] != nil {
			list = append(list, t)
		}
	}
	return list
}
