// Package endpoint has what clients of schema registries and token endpoints share:
// URLs that print without their secrets, and HTTP clients that limit answers and
// follow no redirects.
package endpoint

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// A URL is that of an endpoint, with its secrets kept apart.
type URL struct {
	// Base has no user, password, query or fragment. Whatever makes requests gets it,
	// so that no error of theirs has a secret in it.
	Base string
	// User and Password are those that were in the URL, "" if there were none. A caller
	// that has others sets them here, so that they are redacted too.
	User, Password string

	query string // [URL.Client] adds it to each request
	plain bool   // not https
	host  string
}

// ErrNoURL says that a text is no http or https URL. It does not quote the text, which
// may have a password in it.
var ErrNoURL = errors.New("is no URL: want https://host:port")

// Parse reads a URL. The error is [ErrNoURL].
func Parse(text string) (*URL, error) {
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, ErrNoURL
	}
	parsed := &URL{User: u.User.Username(), query: u.RawQuery, plain: u.Scheme == "http", host: u.Hostname()}
	parsed.Password, _ = u.User.Password()
	u.User, u.RawQuery, u.ForceQuery, u.Fragment, u.RawFragment = nil, "", false, "", ""
	parsed.Base = u.String()
	return parsed, nil
}

// IsHTTP tells whether a text begins as an http or https URL does.
func IsHTTP(text string) bool {
	scheme, _, found := strings.Cut(text, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// A PlainTextError says that credentials would be sent without encryption.
type PlainTextError struct{ URL string }

func (e *PlainTextError) Error() string {
	return "credentials would be sent to " + e.URL + " as plain text"
}

// Protect returns a *[PlainTextError] if credentials would leave this machine without
// encryption. A query counts as one: it may be a token.
func (u *URL) Protect() error {
	if u.Private() || u.User == "" && u.Password == "" && u.query == "" {
		return nil
	}
	return &PlainTextError{u.Base}
}

// Private tells whether only this machine and the endpoint see what is sent.
func (u *URL) Private() bool { return !u.plain || isLoopback(u.host) }

// isLoopback tells whether a host is this machine: localhost, 127.0.0.0/8 or ::1.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// withQuery returns the request as it is sent. The original keeps its URL, which errors
// quote.
func (u *URL) withQuery(r *http.Request) *http.Request {
	if u.query == "" {
		return r
	}
	r = r.Clone(r.Context())
	r.URL.RawQuery = strings.Trim(u.query+"&"+r.URL.RawQuery, "&")
	return r
}
