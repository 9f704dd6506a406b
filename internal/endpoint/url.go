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

// A URL is the URL of an endpoint, with its secrets kept separately.
type URL struct {
	// Base has no user, password, query or fragment. HTTP clients get only Base, so that
	// their errors contain no secrets.
	Base string
	// User and Password are those of the URL, "" if it has none. A caller with others sets
	// them here, so that they are redacted too.
	User, Password string

	query string // [URL.Client] adds it to each request
	plain bool   // not https
	host  string
}

// ErrNoURL reports that a text is not an http or https URL. It does not quote the text,
// which may contain a password.
var ErrNoURL = errors.New("is not a URL: want https://host:port")

// Parse parses a URL. The error is [ErrNoURL].
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

// IsHTTP reports whether a text begins as an http or https URL does.
func IsHTTP(text string) bool {
	scheme, _, found := strings.Cut(text, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// A PlainTextError reports that credentials would be sent without encryption.
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

// Private reports whether only this machine and the endpoint can see what is sent.
func (u *URL) Private() bool { return !u.plain || isLoopback(u.host) }

// isLoopback reports whether a host is this machine: localhost, 127.0.0.0/8 or ::1.
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
