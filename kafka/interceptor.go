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

// Interceptor is called for each event that is published, by whichever method, when it is
// found valid and before it is sent. It may add headers, refuse the event by returning an
// error, and have [Outgoing.OnDone] tell what becomes of it. It cannot change the event:
// what is sent is encoded already. It is called in the goroutine of the call, which waits
// for it, with the call's context, and for several calls at once.
//
// An error, or a panic, refuses the event: the call returns a *[PublishError] that wraps an
// *[InterceptorError], and sends none of its events. Publishing it again is safe, and a
// handler that returns the error is called again, unless it wraps an
// [events.PermanentError]: see [events.Permanent].
type Interceptor func(ctx context.Context, o *Outgoing) error

// InterceptorError says that an interceptor refused an event.
type InterceptorError struct{ Err error } // what it returned, or a *PanicError

func (e *InterceptorError) Error() string { return "an interceptor refused it: " + handlerText(e.Err) }

func (e *InterceptorError) Unwrap() error { return e.Err }

// Outgoing is an event that is about to be sent, for interceptors. It is theirs until they
// have returned; afterwards nothing but its getters may be called.
type Outgoing struct {
	event   encode.Intercepted
	typ     events.Descriptor
	headers *record.UserHeaders
	done    encode.Hooks
}

// Event returns the event, as it is sent: with the correlation id that it gets from the
// event that is being handled. What is done to it has no effect on the record. For a
// tombstone it has a type and a key, and no id, no payload and no document.
func (o *Outgoing) Event() events.Message { return o.event.Event }

// Type returns the event's type.
func (o *Outgoing) Type() events.Descriptor { return o.typ }

// Topic returns the topic that the event goes to.
func (o *Outgoing) Topic() string { return o.event.Topic }

// IsTombstone tells that [Publisher.PublishTombstone] was called.
func (o *Outgoing) IsTombstone() bool {
	_, ok := o.event.Event.(encode.Tombstone)
	return ok
}

// Key returns the record's key, and whether it has one.
func (o *Outgoing) Key() (key string, ok bool) { return o.event.Key, o.event.Keyed }

// Header returns a header of the service's own that is written with the event: of the
// publisher, the context, or an interceptor before.
func (o *Outgoing) Header(key string) (value string, ok bool) {
	return record.LastHeader(o.headers.List, key)
}

// SetHeader has a header written with the event, in place of another of its key. What
// [WithHeaders] says of names and sizes holds here too: a header that cannot be written
// refuses the event.
func (o *Outgoing) SetHeader(key, value string) { o.headers.Set(key, []byte(value)) }

// OnDone has f called once, with what became of the event: nil if it was acknowledged, or
// the error that the caller gets, also if it was refused after all. That is before the
// call returns or, for an event that [Publisher.PublishAsync] accepted, before its callback
// is called, in the same goroutine. Of several functions the last one is called first.
func (o *Outgoing) OnDone(f func(err error)) { o.done = append(o.done, f) }

// intercept has the interceptors see an event, which is valid. It returns the headers of the
// service's own, and what is to be called when the event is done.
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

// protect calls an interceptor. A panic becomes an error.
func protect(i Interceptor, ctx context.Context, o *Outgoing) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return i(ctx, o)
}

// retryRefused says what publishing an event again would do that was refused.
func retryRefused(err error) RetryAdvice {
	var schema *SchemaIDError
	var intercepted *InterceptorError
	var permanent *events.PermanentError
	switch {
	case errors.As(err, &schema): // the registry may answer then
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
