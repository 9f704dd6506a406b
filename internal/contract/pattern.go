package contract

import (
	"fmt"
	"regexp"
	"strings"
)

// Unportable returns why a pattern cannot be published, "" if it can: RE2 and ECMAScript
// with the u flag must accept it and interpret it alike. The common subset is listed here
// and everything else is refused.
func Unportable(pattern string) string {
	if _, err := regexp.Compile(pattern); err != nil {
		return fmt.Sprintf("the pattern does not compile: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	p := patternScanner{rest: pattern}
	for p.rest != "" {
		if reason := p.next(); reason != "" {
			return reason
		}
	}
	return ""
}

const (
	escapesBoth    = `dDwWtnvfr\.^$|?*+()[]{}/` // after a backslash, anywhere
	escapesOutside = `bB`                       // outside of classes only
)

type patternScanner struct {
	rest      string
	assertion bool // the last thing was ^, $, \b or \B
}

func (p *patternScanner) next() string {
	c := p.rest[0]
	wasAssertion := p.assertion
	p.assertion = false
	switch c {
	case '\\':
		return p.escape(false)
	case '[':
		return p.class()
	case '.':
		return `"." stops at other line ends in RE2 than in ECMAScript; write [^\n\r], or what is meant`
	case '(':
		if strings.HasPrefix(p.rest, "(?") && !strings.HasPrefix(p.rest, "(?:") {
			return `flags, named groups and look-arounds differ between RE2 and ECMAScript; group with ( or (?:`
		}
		if strings.HasPrefix(p.rest, "(?:") {
			p.rest = p.rest[3:]
			return ""
		}
	case '^', '$':
		p.assertion = true
	case '*', '+', '?':
		if wasAssertion {
			return fmt.Sprintf("%q repeats an assertion, which ECMAScript refuses; leave it out", c)
		}
	case '{':
		if wasAssertion {
			return "a repeated assertion, which ECMAScript refuses; leave it out"
		}
		m := counted.FindString(p.rest)
		if m == "" {
			return `"{" that begins no {n}, {n,} or {n,m}; write \{`
		}
		p.rest = p.rest[len(m):]
		return ""
	case '}', ']':
		return fmt.Sprintf(`%q on its own, which ECMAScript refuses; write \%c`, c, c)
	}
	p.rest = p.rest[1:]
	return ""
}

var (
	counted   = regexp.MustCompile(`^\{[0-9]+(,[0-9]*)?\}`)
	hexEscape = regexp.MustCompile(`^\\x[0-9A-Fa-f]{2}`)
)

// escape steps over a backslash and what it escapes.
func (p *patternScanner) escape(inClass bool) string {
	if m := hexEscape.FindString(p.rest); m != "" {
		p.rest = p.rest[len(m):]
		return ""
	}
	c := p.rest[1] // RE2 has refused a trailing backslash
	switch {
	case strings.IndexByte(escapesBoth, c) >= 0, inClass && c == '-':
	case !inClass && strings.IndexByte(escapesOutside, c) >= 0:
		p.assertion = true
	case c == 's' || c == 'S':
		return fmt.Sprintf(`\%c leaves out most white space in RE2 and none in ECMAScript; write the characters that are meant`, c)
	default:
		return fmt.Sprintf(`\%s is not the same in RE2 and ECMAScript; write the characters that are meant`, firstRune(p.rest[1:]))
	}
	p.rest = p.rest[2:]
	return ""
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// class steps over [...].
func (p *patternScanner) class() string {
	p.rest = strings.TrimPrefix(p.rest[1:], "^")
	if strings.HasPrefix(p.rest, "]") {
		return `"]" first in a class is a member to RE2 and its end to ECMAScript; write \]`
	}
	for first := true; ; first = false {
		switch {
		case p.rest == "":
			return "a class without end"
		case p.rest[0] == ']':
			p.rest = p.rest[1:]
			return ""
		case p.rest[0] == '[':
			return `"[" in a class may begin a POSIX class, which ECMAScript does not know; write \[, or the characters that are meant`
		case p.rest[0] == '-' && !first && !strings.HasPrefix(p.rest, "-]"):
			return `"-" in the middle of a class; write \-`
		}
		low, reason := p.member()
		if reason != "" {
			return reason
		}
		if !strings.HasPrefix(p.rest, "-") || strings.HasPrefix(p.rest, "-]") {
			continue
		}
		p.rest = p.rest[1:]
		high, reason := p.member()
		if reason != "" {
			return reason
		}
		if !low || !high {
			return `a range with a class such as \d at an end; write \- for the character`
		}
	}
}

// member steps over one character of a class, or an escaped class like \d, of
// which single is false.
func (p *patternScanner) member() (single bool, reason string) {
	if p.rest[0] == '\\' {
		single = strings.IndexByte("dDwW", p.rest[1]) < 0
		return single, p.escape(true)
	}
	if p.rest[0] == '[' {
		return false, `"[" in a class; write \[`
	}
	p.rest = p.rest[len(firstRune(p.rest)):]
	return true, ""
}
