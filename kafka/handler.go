package kafka

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/dispatch"
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
	return c.register(zero.EventType(), func(e *events.Any) (dispatch.Call, error) {
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

// migrateAs is like [events.MigrateAs], but turns a panic into an error.
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
	prepare := func(*events.Any) (dispatch.Call, error) { return asItIs, nil }
	if len(types) == 0 {
		return c.register(nil, prepare)
	}
	for _, name := range types {
		if _, err := c.config.Registry.Lookup(name); err != nil {
			return c.misregistered(fmt.Errorf("kafka: cannot register a handler: %w", err))
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
