package endpoint

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

const redacted = "[redacted]"

// Redact returns a URL or an address without its user, password, query and fragment. If it
// cannot be parsed, everything that may be one of those is removed.
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

// Text is [Text] without the secrets of the URL, which an endpoint may echo.
func (u *URL) Text(s string) string { return Text(u.redact(s)) }

// redact removes the secrets of the URL from a text. If a text has one in another encoding,
// nothing of it is left; see [decoded]. Of a text much longer than what is printed, it
// returns only the beginning.
func (u *URL) redact(text string) string {
	secrets := u.secrets()
	if len(secrets) == 0 {
		return text
	}
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, redacted)
	}
	text = text[:min(len(text), maxText+16*len(secrets[0]))] // those that begin later are not printed
	for _, plain := range decoded(text) {
		if slices.ContainsFunc(secrets, func(secret string) bool { return strings.Contains(plain, secret) }) {
			return redacted
		}
	}
	return text
}

// secrets are what redact leaves out, the longest first: as they are, as a form, a path
// and JSON have them, and in the credentials of a request.
func (u *URL) secrets() (list []string) {
	add := func(secret string) {
		quoted, _ := json.Marshal(secret)
		for _, s := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret), string(quoted[1 : len(quoted)-1])} {
			if s != "" && !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
	}
	addEncoded := func(secret string) {
		add(base64.StdEncoding.EncodeToString([]byte(secret)))
		add(base64.RawStdEncoding.EncodeToString([]byte(secret)))
		add(base64.RawURLEncoding.EncodeToString([]byte(secret)))
	}
	add(u.query)
	if u.Password != "" {
		add(u.Password)
		addEncoded(u.Password)
		addEncoded(u.User + ":" + u.Password)
		addEncoded(url.QueryEscape(u.User) + ":" + url.QueryEscape(u.Password)) // of package oauth2
	}
	values, _ := url.ParseQuery(u.query)
	for _, several := range values {
		for _, value := range several {
			if len(value) >= shortestSecret {
				add(value)
			}
		}
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	return list
}

// shortestSecret keeps values such as "v=7" from being taken for tokens.
const shortestSecret = 4
