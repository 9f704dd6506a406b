package cloudevents

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// coding writes texts as values that CloudEvents allows, and reads them back. It is
// one-to-one in both directions: write(read(v)) is v for every safe value v, from any
// producer, and read(write(s)) is s for every text s whose value is no longer than longest.
type coding struct {
	safe    func(v string) bool       // CloudEvents allows v, and its SDKs pass it on unchanged
	escaped func(s string, i int) int // length in bytes of the character at i if it must be escaped, else 0
}

var (
	// text is for attributes of the type String.
	text = coding{safe: safeText, escaped: func(s string, i int) int {
		c, n := utf8.DecodeRuneInString(s[i:])
		atEnd := i == 0 || i+n == len(s)
		if c == '%' || forbidden(c) || atEnd && unicode.IsSpace(c) {
			return n
		}
		return 0
	}}
	// reference is for source, a URI-reference. If a text must be escaped at all, it is
	// escaped entirely, so that no part of it looks like a scheme or a host.
	reference = coding{safe: safeReference, escaped: func(s string, i int) int {
		if unreserved(s[i]) {
			return 0
		}
		return 1
	}}
)

// longest is the length of the longest value that is decoded: 256 characters, the maximum
// of a correlation ID, with every one of them escaped. Decoding takes time quadratic in the
// length of a hostile value, "%252525…".
const longest = 256 * utf8.UTFMax * len("%XX")

// write returns the value for a text. Most texts are their own value.
func (c coding) write(s string) string {
	if c.safe(s) && c.read(s) == s {
		return s
	}
	return escape(s, c.escaped)
}

// read returns the text that a value was written for. A value that write would not produce
// is returned unchanged.
func (c coding) read(v string) string {
	if len(v) > longest || strings.IndexByte(v, '%') < 0 {
		return v
	}
	// PathUnescape changes %XX and nothing else.
	s, err := url.PathUnescape(v)
	if err != nil || s == v || !utf8.ValidString(s) || c.write(s) != v {
		return v
	}
	return s
}

const hex = "0123456789ABCDEF"

func escape(s string, escaped func(s string, i int) int) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		n := escaped(s, i)
		if n == 0 {
			b.WriteByte(s[i])
			i++
			continue
		}
		for _, x := range []byte(s[i : i+n]) {
			b.Write([]byte{'%', hex[x>>4], hex[x&15]})
		}
		i += n
	}
	return b.String()
}

// soundText reports whether CloudEvents allows v as a String.
func soundText(v string) bool {
	return utf8.ValidString(v) && strings.IndexFunc(v, forbidden) < 0
}

// safeText excludes white space at the ends, which SDKs trim.
func safeText(v string) bool { return soundText(v) && strings.TrimSpace(v) == v }

// forbidden matches control characters and code points that are not characters.
func forbidden(c rune) bool {
	return c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0xfdd0 && c <= 0xfdef || c&0xfffe == 0xfffe
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// soundReference reports whether v is a non-empty URI-reference (RFC 3986).
func soundReference(v string) bool {
	u, err := url.Parse(v) // checks %XX, schemes, ports and hosts in brackets
	if v == "" || err != nil {
		return false
	}
	for i := range len(v) {
		if c := v[i]; !unreserved(c) && strings.IndexByte("%:/?#[]@!$&'()*+,;=", c) < 0 {
			return false
		}
	}
	_, fragment, _ := strings.Cut(v, "#")
	brackets := strings.Count(v, "[") + strings.Count(v, "]")
	return !strings.Contains(fragment, "#") && brackets == strings.Count(u.Host, "[")+strings.Count(u.Host, "]")
}

// safeReference excludes references that Go's SDK changes by parsing them: it drops an
// empty fragment or authority, and lower-cases the scheme.
func safeReference(v string) bool {
	u, err := url.Parse(v)
	return err == nil && soundReference(v) && u.String() == v
}
