package kafka

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
)

// HandlerFunc handles an event of any type, with a context as [Handle] describes it.
type HandlerFunc func(ctx context.Context, e events.Any) error

// Middleware returns a handler that does something around next: it may look at the event,
// give next another context or another event of the same type, and look at or replace the
// error. It is called once for each call of [Handle] or [HandleAny], and what it returns is
// called for each attempt, for several events at once.
//
// The event is as the handler gets it: decoded, validated, and migrated if the handler
// takes another version. The context is the handler's, so that [RecordFrom], [HeaderFrom],
// [AttemptFrom] and [ViolationsFrom] tell of the record. The time in it bounds the
// middleware and the handler together.
//
// What the outermost middleware returns is what became of the attempt. If it returns nil
// without a call of next, the event is done. next does not panic: a panic of the handler, or of
// a middleware further in, is returned by it as a *[PanicError].
type Middleware func(next HandlerFunc) HandlerFunc

// Chain returns h within middleware, the first of which is outermost. It is for
// [HandleAny], as [WithMiddleware] is for [Handle]. It panics if a middleware is nil or
// returns nil.
func Chain(h HandlerFunc, middleware ...Middleware) HandlerFunc {
	chained, err := chain(h, middleware)
	if err != nil {
		panic(err)
	}
	return chained
}

// HandlerOption is an option of [Handle].
type HandlerOption func(*handlerOptions)

type handlerOptions struct{ middleware []Middleware }

// WithMiddleware puts middleware around the handler, within that of
// ConsumerConfig.Middleware. The first is outermost.
func WithMiddleware(middleware ...Middleware) HandlerOption {
	return func(o *handlerOptions) { o.middleware = append(o.middleware, middleware...) }
}

var (
	errNilMiddleware = errors.New("kafka: a middleware is nil")
	errNilHandler    = errors.New("kafka: a middleware returned a nil handler")
)

func chain(h HandlerFunc, middleware []Middleware) (HandlerFunc, error) {
	for i := len(middleware) - 1; i >= 0; i-- {
		if middleware[i] == nil {
			return nil, errNilMiddleware
		}
		if h = middleware[i](recoverPanics(h)); h == nil {
			return nil, errNilHandler
		}
	}
	return h, nil
}

// recoverPanics is the middleware that turns a panic into an error.
func recoverPanics(next HandlerFunc) HandlerFunc {
	return func(ctx context.Context, e events.Any) (err error) {
		defer func() {
			if v := recover(); v != nil {
				err = &PanicError{Value: v, Stack: debug.Stack()}
			}
		}()
		return next(ctx, e)
	}
}

// wrap returns h within the consumer's middleware and that of the handler, nil if there
// is none of either: then calling the handler costs nothing more.
func (c *Consumer) wrap(h HandlerFunc, own []Middleware) (HandlerFunc, error) {
	if len(c.config.Middleware)+len(own) == 0 {
		return nil, nil
	}
	h, err := chain(h, own)
	if err == nil {
		h, err = chain(h, c.config.Middleware)
	}
	return h, err
}

// typed returns h as a handler of any event.
func typed[P events.Payload[P]](h func(ctx context.Context, e events.Event[P]) error) HandlerFunc {
	return func(ctx context.Context, e events.Any) error {
		one, ok := events.As[P](e)
		if !ok {
			var want P
			got := "unknown"
			if t := e.Descriptor(); t != nil {
				got = t.Name()
			}
			return events.Permanent(fmt.Errorf("kafka: a middleware gave the handler for %s another event: %s", want.EventType().Name(), got))
		}
		return h(ctx, one)
	}
}

func checkMiddleware(list []Middleware) error {
	for i, m := range list {
		if m == nil {
			return &cluster.ConfigError{Field: fmt.Sprintf("ConsumerConfig.Middleware[%d]", i), Problem: "is nil"}
		}
	}
	return nil
}
