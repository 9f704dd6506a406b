package wire

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// JSON writes a field of any JSON, an absent one (optional, and empty or null)
// not at all.
func (w *Writer) JSON(v JSON, rule *Value) {
	switch {
	case rule.Optional && absent(v):
		return
	case v == "":
		w.Missing(rule.Key.Name())
		return
	}
	w.Key(rule.Key)
	r := readText(string(v))
	r.depth = w.depth
	start := space(r.s, 0)
	end := r.skip(start)
	r.End(end)
	switch {
	case r.Faulty():
		w.adopt(r, rule.Key)
	case r.loose:
		w.Buf = appendCanonical(w.Buf, r)
	default:
		w.Buf = append(w.Buf, r.s[start:end]...)
	}
	r.Release()
}

// AnyObject is JSON for a field that must hold an object.
func (w *Writer) AnyObject(v JSON, rule *Value) {
	if rule.Optional && absent(v) {
		return
	}
	if i := space(string(v), 0); i < len(v) && v[i] != '{' {
		r := readText(string(v))
		have := r.kind(i)
		r.Release()
		if have != "" {
			w.mistyped(rule.Key.Name(), "object", have)
			return
		}
	}
	w.JSON(v, rule)
}

// absent tells whether an optional field's value is none: null stands for that
// where it is read, and is never written.
func absent(v JSON) bool {
	const white = " \t\r\n"
	return v == "" || strings.Trim(string(v), white) == string(Null)
}

// adopt takes over the faults of a part of the document.
func (w *Writer) adopt(r *Reader, key Key) {
	m := w.Mark()
	w.faults = append(w.faults, r.faults...)
	w.UnderKey(m, key)
}

// Unknown writes an object's unknown fields as they are. None may have a name
// that is in known.
func (w *Writer) Unknown(u Unknown, known []string) {
	r := readText(string(u))
	r.depth = w.depth
	names := r.newNames()
	for _, name := range known {
		names.add(r, name, -1)
	}
	i := r.firstMember()
	if i >= 0 {
		w.Buf = append(append(w.Buf, ','), u...)
	}
	for i >= 0 {
		name, value := r.Name(i)
		if value == Fault {
			break
		}
		names.add(r, name, i)
		m := r.Mark()
		end := r.skip(value)
		r.Under(m, name)
		if end == Fault {
			break
		}
		i = r.nextMember(end)
	}
	names.end(r)
	w.adopt(r, "")
	r.Release()
}

// appendCanonical writes r's document, which is sound, as JSON.stringify would
// write its value. What is in that form already, as most is, is copied at once.
func appendCanonical(dst []byte, r *Reader) []byte {
	s := r.s
	from := 0 // of what is still to be copied
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '"':
			end := runEnd(s, i+1)
			if s[end] == '"' {
				i = end + 1
				continue
			}
			dst, i = appendCanonicalText(append(dst, s[from:i]...), r, i)
			from = i
		case c == '-' || isDigit(c):
			end := numberEnd(s, i)
			if !plainNumber(s[i:end]) {
				dst = appendNumberText(append(dst, s[from:i]...), s[i:end])
				from = end
			}
			i = end
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			dst = append(dst, s[from:i]...)
			i++
			from = i
		default:
			i++
		}
	}
	return append(dst, s[from:]...)
}

// plainNumber tells that JSON.stringify would write a number as it stands. It
// says so of those of at most 15 digits, which come back from a float64 as they
// were, if neither the point nor an exponent stands where ECMAScript would not
// put it, and no zero is needless. Others may be right too.
func plainNumber(s string) bool {
	if s[0] == '-' {
		s = s[1:]
		if s == "0" {
			return false
		}
	}
	point := -1
	for i := range len(s) {
		switch s[i] {
		case '.':
			point = i
		case 'e', 'E':
			return plainExponent(s[i:]) && s[0] != '0' && i <= 16 && (point == 1 && s[i-1] != '0' || i == 1)
		}
	}
	switch {
	case point < 0:
		return len(s) <= 15
	case len(s) > 16 || s[len(s)-1] == '0':
		return false
	}
	return s[point-1] != '0' || len(s)-point <= 6
}

// plainExponent tells that an exponent, with its e, is one that ECMAScript
// writes, and well within a float64's.
func plainExponent(s string) bool {
	if len(s) < len("e-7") || len(s) > len("e+100") || s[0] != 'e' || s[2] == '0' {
		return false
	}
	n, err := strconv.Atoi(s[2:])
	return err == nil && n <= 290 && (s[1] == '-' && n >= 7 || s[1] == '+' && n >= 21)
}

// appendCanonicalText writes the string whose quote is at i. It returns the
// position after it.
func appendCanonicalText(dst []byte, r *Reader, i int) ([]byte, int) {
	s := r.s
	dst = append(dst, '"')
	for i++; ; {
		end := runEnd(s, i)
		dst = append(dst, s[i:end]...)
		if s[end] == '"' {
			return append(dst, '"'), end + 1
		}
		var buf [utf8.UTFMax]byte
		var char []byte
		char, i = r.escape(buf[:0], end, "")
		dst = appendChars(dst, string(char))
	}
}

// appendNumberText writes a number in ECMAScript's form, unless that would
// change its value: digits beyond a float64's are kept.
func appendNumberText(dst []byte, s string) []byte {
	if len(s) <= 15 && s[0] != '-' && !strings.ContainsAny(s, ".eE") {
		return append(dst, s...)
	}
	d := newDecimal(s)
	if len(d.digits) > 17 && d.significant() > 17 {
		return append(dst, s...) // no float64 is written with as many
	}
	v, ok := nearestFloat(s, d)
	if !ok {
		return append(dst, s...)
	}
	start := len(dst)
	dst = appendNumber(dst, v)
	if !newDecimal(string(dst[start:])).equal(d) {
		dst = append(dst[:start], s...)
	}
	return dst
}

// nearestFloat returns the float64 nearest to a number, if it is not past all.
// strconv takes some twenty microseconds for a very small one; math/big one,
// and is at worst off by a last bit where the decimal is one of no float64.
func nearestFloat(s string, d decimal) (v float64, ok bool) {
	switch {
	case d.digits == "":
		return 0, true
	case d.exponent < -330 || d.exponent > 310:
		return 0, false
	case d.exponent < -290:
		f, _, err := big.ParseFloat(s, 10, 128, big.ToNearestEven)
		if err != nil {
			return 0, false
		}
		v, _ = f.Float64()
		return v, true
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// A decimal is a number's exact value: 0.digits × 10^exponent. Zero is the
// zero decimal.
type decimal struct {
	negative bool
	digits   string // from the first to the last that is not 0; a point may stand in between
	exponent int
}

func newDecimal(s string) (d decimal) {
	s, d.negative = strings.CutPrefix(s, "-")
	mantissa, exponent := s, ""
	if e := strings.IndexAny(s, "eE"); e >= 0 {
		mantissa, exponent = s[:e], s[e+1:]
	}
	first := strings.IndexAny(mantissa, "123456789")
	if first < 0 {
		return decimal{}
	}
	point := strings.IndexByte(mantissa, '.')
	if point < 0 {
		point = len(mantissa)
	}
	if exponent != "" {
		e, _ := strconv.Atoi(exponent)                  // at the limit if it is past that
		d.exponent = max(-1_000_000, min(e, 1_000_000)) // so that it may be added to
	}
	d.exponent += point - first
	if first > point {
		d.exponent++ // the point itself is no digit
	}
	d.digits = strings.TrimRight(mantissa[first:], "0.")
	return d
}

// significant is how many digits the number has, from the first to the last
// that is not 0.
func (d decimal) significant() int {
	return len(d.digits) - strings.Count(d.digits, ".")
}

func (d decimal) equal(e decimal) bool {
	if d.negative != e.negative || d.exponent != e.exponent {
		return false
	}
	a, b := d.digits, e.digits
	for a != "" && b != "" {
		switch {
		case a[0] == '.':
			a = a[1:]
		case b[0] == '.':
			b = b[1:]
		case a[0] != b[0]:
			return false
		default:
			a, b = a[1:], b[1:]
		}
	}
	return a == b
}

const hexDigits = "0123456789abcdef"

// appendText writes s in quotes, with the escapes of JSON.stringify.
func appendText(dst []byte, s string) []byte {
	return append(appendChars(append(dst, '"'), s), '"')
}

func appendChars(dst []byte, s string) []byte {
	for {
		end := runEnd(s, 0)
		dst = append(dst, s[:end]...)
		if end == len(s) {
			return dst
		}
		switch c := s[end]; c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		s = s[end+1:]
	}
}

// appendNumber writes v as ECMAScript's Number::toString does.
func appendNumber(dst []byte, v float64) []byte {
	if n := int64(v); float64(n) == v && n > -1e15 && n < 1e15 {
		return strconv.AppendInt(dst, n, 10) // -0 too: JSON.stringify writes 0
	}
	if a := math.Abs(v); a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, v, 'e', -1, 64)
	// Go writes e-09, ECMAScript e-9.
	if n := len(dst); dst[n-4] == 'e' && dst[n-2] == '0' {
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}
