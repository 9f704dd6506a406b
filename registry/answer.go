package registry

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"

	"github.com/mediamesh/events/internal/endpoint"
	"github.com/twmb/franz-go/pkg/sr"
)

// AnswerTooLargeError reports that a registry's response exceeded [MaxAnswer] bytes. The
// response is discarded.
type AnswerTooLargeError struct {
	URL   string // URL of the registry, without secrets
	Limit int64  // in bytes
	err   error
}

func (e *AnswerTooLargeError) Error() string { return e.err.Error() }

// RedirectError reports that a registry responded with a redirect. Redirects are not
// followed, so that credentials are sent only to the configured URL.
type RedirectError struct {
	URL      string // URL of the registry, without secrets
	Status   int
	Location string // target of the redirect, without secrets
	err      error
}

func (e *RedirectError) Error() string { return e.err.Error() }

// inWords shortens an error of the registry to a few words, without the request.
func (c *Client) inWords(err error) error {
	if large, ok := errors.AsType[*endpoint.TooLargeError](err); ok {
		return &AnswerTooLargeError{URL: large.URL, Limit: large.Limit, err: large}
	}
	if redirect, ok := errors.AsType[*endpoint.RedirectError](err); ok {
		return &RedirectError{URL: redirect.URL, Status: redirect.Status, Location: redirect.Location, err: redirect}
	}
	answer, ok := errors.AsType[*sr.ResponseError](err)
	if !ok {
		return c.url.Clean(err)
	}
	clean := *answer
	clean.Message = c.url.Text(cmp.Or(answer.Message, http.StatusText(answer.StatusCode)))
	return &answered{&clean}
}

// answered is a response that reports a failure.
type answered struct{ answer *sr.ResponseError }

func (e *answered) Error() string {
	return fmt.Sprintf("it answers %d: %s", e.answer.StatusCode, e.answer.Message)
}

func (e *answered) Unwrap() error { return e.answer }
