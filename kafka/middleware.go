package kafka

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
)

// HandlerFunc handles an event of any type. Its context is described at [Handle].
type HandlerFunc func(ctx context.Context, e events.Any) error

// A Middleware returns a handler that wraps next. It can inspect the event, call next with
// a different context or a different event of the same type, and inspect or replace the
// error. The Middleware is called once per [Handle] or [HandleAny] call. The handler that
// it returns is called for each attempt, concurrently for several events.
//
// It receives the event as the handler does: decoded, validated and, if necessary, migrated
// to the handler's version. The context is the handler's, so [RecordFrom], [HeaderFrom],
// [AttemptFrom] and [ViolationsFrom] work with it. Its deadline applies to the middleware
// and the handler together.
//
// The result of the outermost middleware is the result of the attempt. If it returns nil
// without calling next, the event counts as handled. next never panics: if the handler or
// an inner middleware panics, next returns a *[PanicError].
type Middleware func(next HandlerFunc) HandlerFunc

// Chain returns h wrapped in middleware; the first is the outermost. It is for [HandleAny],
// as [WithMiddleware] is for [Handle]. It panics if a middleware is nil or returns nil.
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

// WithMiddleware wraps the handler in middleware, inside the middleware of
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

// wrap returns h wrapped in the handler's own middleware and the consumer's. It returns nil
// if there is no middleware, so that such handlers are called directly.
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

// typed returns h as a handler for any event.
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
