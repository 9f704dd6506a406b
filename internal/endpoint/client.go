package endpoint

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// Limits bound the resources that an endpoint can use.
type Limits struct {
	Answer  int64         // bytes of an answer's body, after decompression
	Timeout time.Duration // of a request and its answer
}

// maxFailure is the number of bytes that are read of an answer that reports a failure.
const maxFailure = 64 << 10

// Client returns a client for requests to [URL.Base]. It has the transport of base,
// which may be nil and is not changed, and its timeout if that is set. Its errors are
// *[url.Error]; below may be a *[TooLargeError] or a *[RedirectError].
func (u *URL) Client(base *http.Client, limits Limits) *http.Client {
	var client http.Client
	if base != nil {
		client = *base
	}
	if client.Timeout <= 0 {
		client.Timeout = limits.Timeout
	}
	client.Transport = &transport{url: u, base: client.Transport, limit: limits.Answer}
	// The transport refuses redirects already; this holds for statuses that it does not know.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}

// transport reads each answer whole, up to a limit, so that all errors come from it.
type transport struct {
	url   *URL
	base  http.RoundTripper // nil: http.DefaultTransport
	limit int64
}

// RoundTrip implements [http.RoundTripper].
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	base := t.base
	if base == nil {
		base = http.DefaultTransport
	}
	answer, err := base.RoundTrip(t.url.withQuery(r))
	if err != nil {
		return nil, t.url.Clean(err)
	}
	defer answer.Body.Close()
	answer.Request = r
	if isRedirect(answer) {
		return nil, redirectError(t.url, answer)
	}
	body, err := t.read(answer)
	if err != nil {
		return nil, t.url.Clean(err)
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// read reads an answer's body.
func (t *transport) read(answer *http.Response) ([]byte, error) {
	if answer.StatusCode >= http.StatusBadRequest {
		return io.ReadAll(io.LimitReader(answer.Body, min(maxFailure, t.limit)))
	}
	if answer.ContentLength > t.limit {
		return nil, &TooLargeError{t.url.Base, t.limit}
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, t.limit+1))
	if err == nil && int64(len(body)) > t.limit {
		err = &TooLargeError{t.url.Base, t.limit}
	}
	return body, err
}

// isRedirect reports whether an answer is a redirect.
func isRedirect(answer *http.Response) bool {
	return answer.StatusCode >= 300 && answer.StatusCode < 400 && answer.Header.Get("Location") != ""
}
