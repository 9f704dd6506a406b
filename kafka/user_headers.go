package kafka

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/wire"
)

// HeaderError reports an invalid custom header.
type HeaderError struct {
	Key     string // "" if the header has no key, or if the headers together exceed a limit
	Problem string
}

func (e *HeaderError) Error() string {
	if e.Key == "" {
		return "it " + e.Problem
	}
	return fmt.Sprintf("header %q %s", wire.Printable(e.Key), e.Problem)
}

// WithHeaders returns a context that adds headers to each event published with it, in
// addition to any headers already in ctx. If a key is given twice, the last value is used.
//
// Names that this package uses itself are reserved, ignoring case: the Header constants,
// content-id, content-type, and all names that begin with "ce_", "dlq-", "redriven-" or
// "__"; the last three also after the prefix "previous-". An event can have at most 64
// custom headers, and their keys and values at most 16 KiB in total. Invalid headers are
// not dropped silently: publishing fails with a *[PublishError] that wraps a
// *[HeaderError].
func WithHeaders(ctx context.Context, headers ...Header) context.Context {
	if len(headers) == 0 {
		return ctx
	}
	outer, _ := ctx.Value(headersKey{}).(*record.UserHeaders)
	return context.WithValue(ctx, headersKey{}, withHeaders(outer, headers))
}

type headersKey struct{}

// withHeaders returns own with more headers set.
func withHeaders(own *record.UserHeaders, more []Header) *record.UserHeaders {
	all := own.Clone()
	for _, h := range more {
		all.Set(h.Key, bytes.Clone(h.Value))
	}
	all.CheckLimits()
	return all
}

// HeaderFrom returns the value of the last header with the given key of the record being
// handled. ctx must be the handler's context. Use [RecordFrom] to get all headers.
func HeaderFrom(ctx context.Context, key string) (value string, ok bool) {
	h, handles := ctx.Value(handlingKey{}).(*handling)
	if !handles {
		return "", false
	}
	return record.LastHeader(h.record.Headers, key)
}

// completeHeaders checks and prepares the publisher's own headers.
func (c *PublisherConfig) completeHeaders() error {
	own := withHeaders(nil, c.Headers)
	if own.Problem != nil {
		return headersUnusable("PublisherConfig.Headers", own.Problem)
	}
	var forwarded record.UserHeaders
	for _, key := range c.ForwardHeaders {
		if forwarded.Set(key, nil); forwarded.Problem != nil {
			return headersUnusable("PublisherConfig.ForwardHeaders", forwarded.Problem)
		}
	}
	c.headers, c.ForwardHeaders = own, slices.Clone(c.ForwardHeaders)
	return nil
}

// headersUnusable returns the error for a configuration field.
func headersUnusable(field string, p *record.HeaderProblem) *cluster.ConfigError {
	problem := p.Problem
	if p.Key != "" {
		problem = fmt.Sprintf("has %q, which %s", wire.Printable(p.Key), p.Problem)
	}
	return &cluster.ConfigError{Field: field, Problem: problem, Err: (*HeaderError)(p)}
}

// headersFor returns the custom headers of events published with ctx: the publisher's own,
// those forwarded from the record being handled, and those in ctx.
func (p *Publisher) headersFor(ctx context.Context, h *handling) *record.UserHeaders {
	all := p.config.headers
	if h != nil && len(p.config.ForwardHeaders) > 0 {
		all = all.Forward(p.config.ForwardHeaders, h.record.Headers)
	}
	of, _ := ctx.Value(headersKey{}).(*record.UserHeaders)
	return all.Merge(of)
}
