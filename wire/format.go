package wire

import "strings"

// A Format is a named format of a string. It accepts the same strings in every language.
type Format uint8

const (
	// DateTime is an RFC 3339 date-time with a valid calendar date, upper-case T and Z,
	// seconds from 00 to 59, and at most nine fractional digits.
	DateTime Format = iota + 1
	// Date is the date part of a DateTime.
	Date
	// DateOrDateTime is either.
	DateOrDateTime
	// Email is a non-empty local part, one @, and a domain that contains a dot other than
	// at its ends, without white space. The maximum of 254 characters is set by
	// [Text.Max].
	Email
	// URI is a scheme, a colon and at least one character; no white space, control
	// characters, <, > or ". The maximum of 2,048 characters is set by [Text.Max].
	URI
	// UUID is 32 hexadecimal digits of either case in groups of 8, 4, 4, 4 and 12,
	// separated by hyphens, as in RFC 9562; any version.
	UUID
	// Semver is MAJOR.MINOR.PATCH, decimal, without leading zeros.
	Semver
)

var formats = [...]struct{ name, message string }{
	DateTime:       {"date-time", "must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z"},
	Date:           {"date", "must be a date such as 2026-01-31"},
	DateOrDateTime: {"date-or-date-time", "must be a date such as 2026-01-31 or a date-time such as 2026-01-31T12:00:00.000Z"},
	Email:          {"email", "must be an e-mail address such as name@example.com"},
	URI:            {"uri", "must be an absolute URI such as https://example.com/a"},
	UUID:           {"uuid", "must be a UUID such as 0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f6"},
	Semver:         {"semver", "must be MAJOR.MINOR.PATCH such as 1.0.0"},
}

func (f Format) String() string { return formats[f].name }

// Valid reports whether s has the format.
func (f Format) Valid(s string) bool {
	switch f {
	case DateTime:
		_, ok := parseTime(s)
		return ok
	case Date:
		return len(s) == len("2006-01-02") && validDate(s)
	case DateOrDateTime:
		return Date.Valid(s) || DateTime.Valid(s)
	case Email:
		return validEmail(s)
	case URI:
		return validURI(s)
	case UUID:
		return validUUID(s)
	case Semver:
		return validSemver(s)
	}
	return true
}

func (f Format) violated(found *Found, name string) {
	if !found.full() {
		found.violate(name, RulePattern, formats[f].name, formats[f].message)
	}
}

func validEmail(s string) bool {
	at := strings.IndexByte(s, '@')
	if at <= 0 {
		return false
	}
	domain := s[at+1:]
	if len(domain) < len("a.b") || domain[0] == '.' || domain[len(domain)-1] == '.' {
		return false
	}
	dot := false
	for i := 0; i < len(domain); i++ {
		if domain[i] == '.' {
			dot = true
		} else if domain[i] == '@' {
			return false
		}
	}
	return dot && !hasAny(s, isSpace)
}

func validURI(s string) bool {
	colon := 0
	for colon < len(s) && isSchemeByte(s[colon]) {
		colon++
	}
	if colon+1 >= len(s) || s[colon] != ':' || !isLetter(s[0]) {
		return false
	}
	return !hasAny(s[colon+1:], notInURI)
}

func validUUID(s string) bool {
	if len(s) != len("00000000-0000-0000-0000-000000000000") {
		return false
	}
	for i := range len(s) {
		switch i {
		case 8, 13, 18, 23:
			if s[i] != '-' {
				return false
			}
		default:
			if !isDigit(s[i]) && (s[i]|0x20 < 'a' || s[i]|0x20 > 'f') {
				return false
			}
		}
	}
	return true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isSchemeByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.'
}

func notInURI(r rune) bool {
	return r == '<' || r == '>' || r == '"' || r < 0x20 || r >= 0x7f && r < 0xa0 || isSpace(r)
}

// hasAny reports whether bad holds for any rune of s. bad must be false for all runes that
// pickyAt skips.
func hasAny(s string, bad func(rune) bool) bool {
	for _, r := range s[pickyAt(s, 0):] {
		if bad(r) {
			return true
		}
	}
	return false
}

// isSpace matches ECMAScript's \s and U+0085.
func isSpace(r rune) bool {
	switch {
	case r <= 0x20:
		return r == ' ' || r >= '\t' && r <= '\r'
	case r < 0x85:
		return false
	}
	switch r {
	case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// validSemver parses three numbers without leading zeros, separated by dots.
func validSemver(s string) bool {
	i := 0
	for part := 0; part < 3; part++ {
		if part > 0 {
			if i >= len(s) || s[i] != '.' {
				return false
			}
			i++
		}
		start := i
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		if i == start || s[start] == '0' && i > start+1 {
			return false
		}
	}
	return i == len(s)
}

func isDigit(c byte) bool { return c-'0' <= 9 }
