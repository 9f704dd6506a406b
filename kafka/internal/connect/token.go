package connect

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/kafka/cluster"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

const (
	// tokenTimeout bounds a token request.
	tokenTimeout = 10 * time.Second
	// maxTokenAnswer is how many bytes of a response are read. It is less than the limit at which
	// package oauth2 truncates a response without an error.
	maxTokenAnswer = 256 << 10
	// tokenSpare is how long before its expiry a token is no longer used.
	tokenSpare = 30 * time.Second
)

// tokens returns a function that returns the token for an authentication.
func tokens(s cluster.Security) func(context.Context) (string, error) {
	from := s.Token
	switch {
	case !s.TokenURL.Empty():
		from = (&tokenClient{security: s}).token
	case from == nil:
		from = func(context.Context) (string, error) { return secretOf(s.AccessToken, s.TokenFile) }
	}
	return func(ctx context.Context) (string, error) {
		text, err := from(ctx)
		if err != nil {
			return "", err
		}
		text = strings.TrimSpace(text)
		if text == "" || strings.ContainsFunc(text, notInToken) {
			return "", &cluster.SecurityError{Fault: cluster.FaultTokenMalformed, Detail: "it is empty, or has spaces or control characters in it"}
		}
		return text, nil
	}
}

// notInToken reports whether a token must not contain r: it would end the token early.
func notInToken(r rune) bool { return r <= ' ' || r > '~' }

// tokenClient requests tokens from a URL, and caches the last one until shortly before its
// expiry.
type tokenClient struct {
	security cluster.Security

	// mu guards the fields below.
	mu   sync.Mutex
	last *oauth2.Token
}

func (c *tokenClient) token(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last != nil && !c.last.Expiry.IsZero() && time.Until(c.last.Expiry) > tokenSpare {
		return c.last.AccessToken, nil
	}
	secret, err := secretOf(c.security.ClientSecret, c.security.ClientSecretFile)
	if err != nil {
		return "", err
	}
	at, err := endpoint.Parse(c.security.TokenURL.Reveal())
	if err != nil {
		return "", fmt.Errorf("Security.TokenURL %w", err)
	}
	at.User, at.Password = c.security.ClientID, secret // so that errors redact them
	config := clientcredentials.Config{ClientID: c.security.ClientID, ClientSecret: secret, TokenURL: at.Base, Scopes: c.security.Scopes}
	client := at.Client(&http.Client{
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true},
	}, endpoint.Limits{Answer: maxTokenAnswer, Timeout: tokenTimeout})
	token, err := config.Token(context.WithValue(ctx, oauth2.HTTPClient, client))
	if err != nil {
		return "", tokenFailed(at, err)
	}
	c.last = token
	return token.AccessToken, nil
}

// tokenFailed omits the response body, which may contain anything.
func tokenFailed(at *endpoint.URL, err error) error {
	if redirect, ok := errors.AsType[*endpoint.RedirectError](err); ok {
		return &cluster.SecurityError{Fault: cluster.FaultTokenRefused, Detail: redirect.Error(), Err: redirect}
	}
	if large, ok := errors.AsType[*endpoint.TooLargeError](err); ok {
		return &cluster.SecurityError{Fault: cluster.FaultTokenRefused, Detail: large.Error(), Err: large}
	}
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) || answer.Response == nil {
		return fmt.Errorf("asking Security.TokenURL for a token: %w", at.Clean(err))
	}
	said := at.Status(answer.Response)
	if plainWord(answer.ErrorCode) {
		said += ", " + at.Text(answer.ErrorCode)
	}
	switch status := answer.Response.StatusCode; {
	case status == http.StatusTooManyRequests, status == http.StatusRequestTimeout, status >= 500:
		return fmt.Errorf("asking Security.TokenURL for a token: it answers %s", said)
	}
	return &cluster.SecurityError{Fault: cluster.FaultTokenRefused, Detail: "it answers " + said}
}
