package endpoint

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/mediamesh/events/wire"
)

// A TooLargeError reports that an endpoint answered with more bytes than the limit.
type TooLargeError struct {
	URL   string // without secrets
	Limit int64
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s answers with more than %s, the most that is read", e.URL, bytesText(e.Limit))
}

func bytesText(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d KiB", n>>10)
}

// A RedirectError reports that an endpoint answered with a redirect, which is not followed:
// credentials are sent only to the configured URL.
type RedirectError struct {
	URL      string // without secrets
	Status   int
	Location string // without secrets; one line
}

func (e *RedirectError) Error() string {
	return fmt.Sprintf("%s answers %d %s to %s: redirects are not followed; set the final URL", e.URL, e.Status, http.StatusText(e.Status), e.Location)
}

func redirectError(u *URL, answer *http.Response) error {
	location := answer.Header.Get("Location")
	if to, err := answer.Location(); err == nil {
		location = to.String()
	}
	return &RedirectError{u.Base, answer.StatusCode, cut(u.redact(Redact(location)), maxLine)}
}

// Status returns an answer's status in a form that is safe for errors: [URL.Text] of at
// most 200 bytes.
func (u *URL) Status(answer *http.Response) string { return cut(u.redact(answer.Status), maxLine) }

// maxText is how many bytes of a text that an endpoint chose are printed.
const maxText = 1000

// maxLine is how many bytes of a status or the target of a redirect are printed.
const maxLine = 200

// Text makes a text from an endpoint safe for errors: on one line, without control
// characters, and at most 1,000 bytes of it.
func Text(s string) string { return cut(s, maxText) }

func cut(s string, most int) string {
	if len(s) > most {
		return wire.Escaped(strings.ToValidUTF8(s[:most], "")) + "…"
	}
	return wire.Escaped(s)
}

// Clean returns an error whose text is passed through [URL.Text]. It wraps the error
// itself.
func (u *URL) Clean(err error) error {
	text := u.Text(err.Error())
	if text == err.Error() {
		return err
	}
	return &cleanError{text, err}
}

// cleanError is an error with another text.
type cleanError struct {
	text string
	err  error
}

func (e *cleanError) Error() string { return e.text }
func (e *cleanError) Unwrap() error { return e.err }
