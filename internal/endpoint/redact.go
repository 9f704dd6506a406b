package endpoint

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
)

const redacted = "[redacted]"

// Redact returns a URL or an address without its user, password, query and fragment. Of
// what cannot be read it leaves out all that may be one of those.
func Redact(text string) string {
	scheme, rest, found := strings.Cut(text, "://")
	if !found {
		return address(text)
	}
	u, err := url.Parse(text)
	if err != nil || u.User == nil && strings.Contains(rest, "@") {
		return scheme + "://" + redacted // perhaps a password with a "?" or "/" in it
	}
	var b strings.Builder
	b.WriteString(scheme + "://")
	if u.User != nil {
		b.WriteString(redacted + "@")
	}
	b.WriteString(u.Host + u.EscapedPath())
	if u.RawQuery != "" || u.ForceQuery {
		b.WriteString("?" + redacted)
	}
	if u.Fragment != "" {
		b.WriteString("#" + redacted)
	}
	return b.String()
}

// address is [Redact] for texts without a scheme, such as "user:password@host:9092".
func address(text string) string {
	if at := strings.LastIndexByte(text, '@'); at >= 0 {
		return redacted + text[at:]
	}
	if query := strings.IndexAny(text, "?#"); query >= 0 {
		return text[:query+1] + redacted
	}
	return text
}

// Text is [Text] without the secrets of the URL, which an endpoint may send back.
func (u *URL) Text(s string) string { return Text(u.redact(s)) }

// redact leaves the secrets of the URL out of a text.
func (u *URL) redact(text string) string {
	for _, secret := range u.secrets() {
		text = strings.ReplaceAll(text, secret, redacted)
	}
	return text
}

// secrets are what redact leaves out, the longest first.
func (u *URL) secrets() (list []string) {
	add := func(secret string) {
		if secret != "" {
			list = append(list, secret)
		}
	}
	add(u.query)
	add(u.Password)
	if u.Password != "" {
		add(base64.StdEncoding.EncodeToString([]byte(u.User + ":" + u.Password)))
	}
	values, _ := url.ParseQuery(u.query)
	for _, several := range values {
		for _, value := range several {
			if len(value) >= shortestSecret {
				add(value)
			}
		}
	}
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// shortestSecret keeps values such as "v=7" from being taken for tokens.
const shortestSecret = 4
