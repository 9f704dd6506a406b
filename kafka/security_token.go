package kafka

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

const (
	// tokenTimeout bounds asking for a token.
	tokenTimeout = 10 * time.Second
	// tokenSpare is how long before its end a token is not used any more.
	tokenSpare = 30 * time.Second
)

// tokens returns what gives a token for each authentication.
func (s Security) tokens() func(context.Context) (string, error) {
	from := s.Token
	switch {
	case s.TokenURL != "":
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
			return "", &SecurityError{Fault: FaultTokenMalformed, Detail: "it is empty, or has spaces or control characters in it"}
		}
		return text, nil
	}
}

// notInToken tells which characters would end a token before its end.
func notInToken(r rune) bool { return r <= ' ' || r > '~' }

// tokenClient has tokens from a URL, and keeps the last while it is good.
type tokenClient struct {
	security Security

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
	config := clientcredentials.Config{
		ClientID: c.security.ClientID, ClientSecret: secret, TokenURL: c.security.TokenURL, Scopes: c.security.Scopes,
	}
	client := &http.Client{
		Timeout:   tokenTimeout,
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true},
		// The secret goes where it was said to go, nowhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	token, err := config.Token(context.WithValue(ctx, oauth2.HTTPClient, client))
	if err != nil {
		return "", tokenFailed(err)
	}
	c.last = token
	return token.AccessToken, nil
}

// tokenFailed leaves out the body of the answer, which may hold anything.
func tokenFailed(err error) error {
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) || answer.Response == nil {
		return fmt.Errorf("asking Security.TokenURL for a token: %w", err)
	}
	said := answer.Response.Status
	if plainWord(answer.ErrorCode) {
		said += ", " + answer.ErrorCode
	}
	switch status := answer.Response.StatusCode; {
	case status == http.StatusTooManyRequests, status == http.StatusRequestTimeout, status >= 500:
		return fmt.Errorf("asking Security.TokenURL for a token: it answers %s", said)
	}
	return &SecurityError{Fault: FaultTokenRefused, Detail: "it answers " + said}
}
