package contract

import "strconv"

// space is all white space: what \s matches in ECMAScript, and U+0085, which
// it leaves out. It is spelt out, since \s means less in RE2, and with the
// characters themselves, since no escape for them is common to both.
const space = "\\t\\n\\v\\f\\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

const (
	// A year is a leap year if 4 divides it, but of the centuries only those
	// that 400 divides: so is 0000.
	leapYear = `(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)`
	monthDay = `(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))`
	fullDate = `(?:[0-9]{4}-` + monthDay + `|` + leapYear + `-02-29)`
	fullTime = `(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])`

	// Runs of dots and of other characters alternate, rather than "anything, a
	// dot, anything", so that a backtracking matcher has one way to match.
	emailPattern = `^[^@` + space + `]+@[^@.` + space + `]+(?:\.+[^@.` + space + `]+)+$`

	uuidPattern = `^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`

	uriPattern = `^[A-Za-z][A-Za-z0-9+.-]*:[^<>"\x00-\x1f\x7f-\x9f` + space + `]+$`
)

// Patterns has each format as a regular expression that RE2 and ECMAScript,
// with its u flag, read alike.
var Patterns = map[Format]string{
	FormatDateTime:       `^` + fullDate + `T` + fullTime + `$`,
	FormatDate:           `^` + fullDate + `$`,
	FormatDateOrDateTime: `^` + fullDate + `(?:T` + fullTime + `)?$`,
	FormatEmail:          emailPattern,
	FormatURI:            uriPattern,
	FormatUUID:           uuidPattern,
}

// Pattern is the regular expression of the format.
func (f Format) Pattern() string { return Patterns[f] }

// MaxLength is the length in code points that the format implies, if its
// pattern does not settle it. A smaller maxLength may be declared beside it.
func (f Format) MaxLength() (limit int, ok bool) {
	switch f {
	case FormatEmail:
		return 254, true
	case FormatURI:
		return 2048, true
	}
	return 0, false
}

// VersionPattern is the regular expression of eventVersion in an event of that
// major version.
func VersionPattern(major int) string {
	return `^` + strconv.Itoa(major) + `\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$`
}
