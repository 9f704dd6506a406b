package kafka

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/encode"
	"github.com/mediamesh/events/kafka/internal/record"
)

// An Interceptor is called for each event published with any method, after validation and
// before the event is sent. It can add headers, reject the event by returning an error, and
// learn the outcome with [Outgoing.OnDone]. It cannot change the event, which is already
// encoded. It runs in the goroutine of the publishing call, with the call's context, and
// may run concurrently for several calls.
//
// If it returns an error or panics, the call sends none of its events and returns a
// *[PublishError] that wraps an *[InterceptorError]. Publishing the event again is safe. A
// handler that returns this error is retried unless the error wraps an
// [events.PermanentError].
type Interceptor func(ctx context.Context, o *Outgoing) error

// InterceptorError reports that an interceptor rejected an event.
type InterceptorError struct{ Err error } // the interceptor's error, or a *PanicError

func (e *InterceptorError) Error() string { return "an interceptor refused it: " + handlerText(e.Err) }

func (e *InterceptorError) Unwrap() error { return e.Err }

// Outgoing is an event that is about to be sent, for interceptors. It may be modified only
// until the interceptors have returned. After that, only its getters may be called.
type Outgoing struct {
	event   encode.Intercepted
	typ     events.Descriptor
	headers *record.UserHeaders
	done    encode.Hooks
}

// Event returns the event as it will be sent, including a correlation id inherited from the
// event being handled. Changing it does not affect the record. For a tombstone it has only
// a type and a key.
func (o *Outgoing) Event() events.Message { return o.event.Event }

// Type returns the event's type.
func (o *Outgoing) Type() events.Descriptor { return o.typ }

// Topic returns the topic that the event goes to.
func (o *Outgoing) Topic() string { return o.event.Topic }

// IsTombstone reports whether the record is a tombstone sent by
// [Publisher.PublishTombstone].
func (o *Outgoing) IsTombstone() bool {
	_, ok := o.event.Event.(encode.Tombstone)
	return ok
}

// Key returns the record's key, and whether it has one.
func (o *Outgoing) Key() (key string, ok bool) { return o.event.Key, o.event.Keyed }

// Header returns a custom header that will be written with the event, set by the
// publisher's configuration, the context or an earlier interceptor.
func (o *Outgoing) Header(key string) (value string, ok bool) {
	return record.LastHeader(o.headers.List, key)
}

// SetHeader sets a custom header of the event, replacing any with the same key. The rules
// of [WithHeaders] for names and sizes apply: an invalid header causes the event to be
// rejected.
func (o *Outgoing) SetHeader(key, value string) { o.headers.Set(key, []byte(value)) }

// OnDone registers f to be called once with the outcome: nil if the event was acknowledged,
// otherwise the error that the caller receives, including when a later interceptor rejects
// the event. f is called before the publishing call returns or, for an event accepted by
// [Publisher.PublishAsync], before the callback and in the same goroutine. Several
// functions are called in reverse order of registration, like deferred calls.
func (o *Outgoing) OnDone(f func(err error)) { o.done = append(o.done, f) }

// intercept calls the interceptors for a valid event. It returns the event's custom headers
// and the functions to call with the outcome.
func (c *PublisherConfig) intercept(ctx context.Context, e encode.Intercepted, own *record.UserHeaders) (*record.UserHeaders, encode.Hooks, error) {
	o := &Outgoing{event: e, typ: e.Event.Descriptor(), headers: own.Clone()}
	for _, interceptor := range c.Interceptors {
		if err := protect(interceptor, ctx, o); err != nil {
			return nil, o.done, &InterceptorError{err}
		}
	}
	o.headers.CheckLimits()
	return o.headers, o.done, nil
}

// protect calls an interceptor and turns a panic into an error.
func protect(i Interceptor, ctx context.Context, o *Outgoing) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return i(ctx, o)
}

// retryRefused returns the retry advice for an event that was refused with err.
func retryRefused(err error) RetryAdvice {
	var schema *SchemaIDError
	var intercepted *InterceptorError
	var permanent *events.PermanentError
	switch {
	case errors.As(err, &schema): // the registry may respond then
		return RetrySafe
	case errors.As(err, &intercepted) && !errors.As(err, &permanent):
		return RetrySafe
	}
	return RetryUseless
}

func (c *PublisherConfig) completeInterceptors() error {
	for i, interceptor := range c.Interceptors {
		if interceptor == nil {
			return &cluster.ConfigError{Field: fmt.Sprintf("PublisherConfig.Interceptors[%d]", i), Problem: "is nil"}
		}
	}
	c.Interceptors = slices.Clone(c.Interceptors)
	return nil
}
