package wire

import "time"

// Time reads the date-time at i into p.
func (r *Reader) Time(i int, p *time.Time, rule *Value) int {
	const size = len(`"2006-01-02T15:04:05.000Z"`)
	if s := r.s; uint(i)+uint(size) <= uint(len(s)) && s[i] == '"' && s[i+size-1] == '"' {
		if t, ok := parseMillis(s[i+1 : i+size-1]); ok {
			*p = t
			return i + size
		}
	}
	if i = space(r.s, i); i >= len(r.s) || r.s[i] != '"' {
		return r.mismatch(i, rule.Key, "string", rule.Optional)
	}
	v, end := r.text(i, rule.Key)
	if end == Fault {
		return Fault
	}
	t, ok := parseTime(v)
	if !ok {
		DateTime.violated(&r.Found, rule.Key.Name())
	}
	*p = t
	return end
}

// OptionalTime reads the date-time at i, unless it is null.
func (r *Reader) OptionalTime(i int, p *Optional[time.Time], rule *Value) int {
	i = space(r.s, i)
	p.Present = r.kind(i) == "string"
	return r.Time(i, &p.Value, rule)
}

// ParseTime parses an RFC 3339 date-time in the format that contracts use; see
// [DateTime].
func ParseTime(s string) (t time.Time, ok bool) { return parseTime(s) }

// AppendTime appends t in the format that contracts use: with its own UTC offset and
// three fractional digits, or more if t has sub-millisecond precision. ok is false if t
// cannot be written in that format.
func AppendTime(dst []byte, t time.Time) (out []byte, ok bool) {
	return new(calendar).appendTime(dst, t)
}
