package kafka

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kgo"
)

// What a service's own headers may be, all of a record together.
const (
	maxUserHeaders     = 64
	maxUserHeaderBytes = 16 << 10 // of keys and values
)

// HeaderError says that a header of a service's own cannot be written.
type HeaderError struct {
	Key     string // "" if it has none, or the error is about all headers together
	Problem string
}

func (e *HeaderError) Error() string {
	if e.Key == "" {
		return "it " + e.Problem
	}
	return fmt.Sprintf("header %q %s", wire.Printable(e.Key), e.Problem)
}

// WithHeaders returns a context that has a [Publisher] write headers with each event that
// is published with it, besides those that ctx has already. Of two headers of one key, the
// last one given is written.
//
// Names that this package writes or reads itself are reserved, in any case of their letters:
// those of the Header constants, content-id, content-type, and all that begin with "ce_",
// "dlq-", "redriven-" or "__", also behind "previous-". All headers of one event together
// are at most 64, with 16 KiB in their keys and values. What cannot be written is not
// dropped: publishing fails with a *[PublishError] that wraps a *[HeaderError].
func WithHeaders(ctx context.Context, headers ...Header) context.Context {
	if len(headers) == 0 {
		return ctx
	}
	outer, _ := ctx.Value(headersKey{}).(*userHeaders)
	return context.WithValue(ctx, headersKey{}, outer.with(headers))
}

type headersKey struct{}

// userHeaders are headers of a service's own, each key once, or why they cannot be written.
// They are not changed once they are made. Nil has none.
type userHeaders struct {
	list []kgo.RecordHeader
	err  *HeaderError
}

// with returns the headers and more.
func (u *userHeaders) with(more []Header) *userHeaders {
	out := u.clone()
	for _, h := range more {
		out.set(h.Key, bytes.Clone(h.Value))
	}
	out.bound()
	return out
}

func (u *userHeaders) clone() *userHeaders {
	if u == nil {
		return new(userHeaders)
	}
	return &userHeaders{list: slices.Clone(u.list), err: u.err}
}

// set adds a header, or replaces the one of its key. The value is kept.
func (u *userHeaders) set(key string, value []byte) {
	if problem := headerProblem(key); problem != "" && u.err == nil {
		u.err = &HeaderError{Key: key, Problem: problem}
	}
	if u.err != nil {
		return
	}
	for i := range u.list {
		if u.list[i].Key == key {
			u.list[i].Value = value
			return
		}
	}
	u.list = append(u.list, kgo.RecordHeader{Key: key, Value: value})
}

// bound checks the limits of all headers together.
func (u *userHeaders) bound() {
	size := 0
	for _, h := range u.list {
		size += len(h.Key) + len(h.Value)
	}
	switch {
	case u.err != nil:
	case len(u.list) > maxUserHeaders:
		u.err = &HeaderError{Problem: fmt.Sprintf("has %d added headers: at most %d are allowed", len(u.list), maxUserHeaders)}
	case size > maxUserHeaderBytes:
		u.err = &HeaderError{Problem: fmt.Sprintf("has added headers of %d bytes in keys and values: at most %d are allowed", size, maxUserHeaderBytes)}
	}
}

// headerProblem says why a service cannot write a header of a key, "" if it can.
func headerProblem(key string) string {
	switch {
	case key == "":
		return "has a header without a key"
	case !utf8.ValidString(key):
		return "has a key that is not UTF-8"
	case isReservedHeader(key):
		return "is reserved: this package writes or reads it itself"
	}
	return ""
}

// reservedHeaders and reservedPrefixes are the names, in small letters, that this package
// writes or reads itself, besides those of CloudEvents.
var (
	reservedHeaders = map[string]bool{
		HeaderEventType: true, HeaderEventVersion: true, HeaderEventID: true, HeaderEventSource: true,
		HeaderCorrelationID: true, HeaderCausationID: true, record.ContentID: true,
		HeaderTraceParent: true, HeaderTraceState: true,
	}
	// "__" begins the names of Kafka's own tools and of schema registries.
	reservedPrefixes = []string{"dlq-", "redriven-", "__"}
)

func isReservedHeader(key string) bool {
	key = strings.ToLower(key)
	if reservedHeaders[key] || cloudevents.IsHeader(key) {
		return true
	}
	key = strings.TrimPrefix(key, "previous-")
	return slices.ContainsFunc(reservedPrefixes, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
}

// HeaderFrom returns the value of the last header of a key that the record has which a
// handler was called for, by the context that it was given. [RecordFrom] has all of them.
func HeaderFrom(ctx context.Context, key string) (value string, ok bool) {
	h, handles := ctx.Value(handlingKey{}).(*handling)
	if !handles {
		return "", false
	}
	return lastHeader(h.record.Headers, key)
}

func lastHeader(headers []kgo.RecordHeader, key string) (value string, ok bool) {
	for i := len(headers) - 1; i >= 0; i-- {
		if headers[i].Key == key {
			return string(headers[i].Value), true
		}
	}
	return "", false
}

// completeHeaders checks the publisher's own headers, and makes them ready to be written.
func (c *PublisherConfig) completeHeaders() error {
	own := (*userHeaders)(nil).with(c.Headers)
	if own.err != nil {
		return own.err.in("PublisherConfig.Headers")
	}
	var forwarded userHeaders
	for _, key := range c.ForwardHeaders {
		if forwarded.set(key, nil); forwarded.err != nil {
			return forwarded.err.in("PublisherConfig.ForwardHeaders")
		}
	}
	c.headers, c.ForwardHeaders = own, slices.Clone(c.ForwardHeaders)
	return nil
}

// in returns the error for a field of a configuration.
func (e *HeaderError) in(field string) *cluster.ConfigError {
	problem := e.Problem
	if e.Key != "" {
		problem = fmt.Sprintf("has %q, which %s", wire.Printable(e.Key), e.Problem)
	}
	return &cluster.ConfigError{Field: field, Problem: problem, Err: e}
}

// headersFor returns what is written with events that are published with a context: the
// publisher's headers, those that it forwards of the record that is being handled, and those
// of the context.
func (p *Publisher) headersFor(ctx context.Context, h *handling) *userHeaders {
	all := p.config.headers
	if h != nil && len(p.config.ForwardHeaders) > 0 {
		forwarded := all.clone()
		for _, key := range p.config.ForwardHeaders {
			if value, ok := lastHeader(h.record.Headers, key); ok {
				forwarded.set(key, []byte(value))
			}
		}
		forwarded.bound()
		all = forwarded
	}
	of, _ := ctx.Value(headersKey{}).(*userHeaders)
	switch {
	case of == nil:
		return all
	case len(all.list) == 0 && all.err == nil:
		return of
	}
	both := all.clone()
	for _, h := range of.list {
		both.set(h.Key, h.Value)
	}
	if both.err == nil {
		both.err = of.err
	}
	both.bound()
	return both
}
