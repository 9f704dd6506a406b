package wire

import (
	"math"
	"strconv"
	"strings"
)

// JSON writes a field of any JSON, an absent one (optional and empty) not at
// all.
func (w *Writer) JSON(v JSON, rule *Value) {
	if v == "" {
		if !rule.Optional {
			w.Missing(rule.Key.Name())
		}
		return
	}
	w.Key(rule.Key)
	r := readText(string(v))
	r.depth = w.depth
	r.End(r.skip(space(r.s, 0)))
	if r.Faulty() {
		w.adopt(r, rule.Key)
	} else {
		w.Buf = appendCanonical(w.Buf, r)
	}
	r.Release()
}

// AnyObject is JSON for a field that must hold an object.
func (w *Writer) AnyObject(v JSON, rule *Value) {
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
		names.add(r, name)
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
		names.add(r, name)
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
// write its value.
func appendCanonical(dst []byte, r *Reader) []byte {
	s := r.s
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '"':
			var text string
			text, i = r.text(i, "")
			dst = appendText(dst, text)
		case c == '-' || isDigit(c):
			end := numberEnd(s, i)
			dst = appendNumberText(dst, s[i:end])
			i = end
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			i++
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst
}

// appendNumberText writes a number in ECMAScript's form, unless that would
// change its value: digits beyond a float64's are kept.
func appendNumberText(dst []byte, s string) []byte {
	if len(s) <= 15 && s[0] != '-' && !strings.ContainsAny(s, ".eE") {
		return append(dst, s...)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return append(dst, s...) // past float64
	}
	start := len(dst)
	dst = appendNumber(dst, v)
	if newDecimal(string(dst[start:])) != newDecimal(s) {
		dst = append(dst[:start], s...)
	}
	return dst
}

// A decimal is a number's exact value: 0.digits × 10^exponent. Zero is the
// zero decimal.
type decimal struct {
	negative bool
	digits   string
	exponent int
}

func newDecimal(s string) (d decimal) {
	s, d.negative = strings.CutPrefix(s, "-")
	mantissa, exponent := s, ""
	if e := strings.IndexAny(s, "eE"); e >= 0 {
		mantissa, exponent = s[:e], s[e+1:]
	}
	whole, part, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+part, "0")
	if digits == "" {
		return decimal{}
	}
	d.exponent, _ = strconv.Atoi(exponent) // a float64's, so it fits
	d.exponent += len(digits) - len(part)
	d.digits = strings.TrimRight(digits, "0")
	return d
}

const hexDigits = "0123456789abcdef"

// appendText writes s in quotes, with the escapes of JSON.stringify.
func appendText(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for {
		end := runEnd(s, 0)
		dst = append(dst, s[:end]...)
		if end == len(s) {
			return append(dst, '"')
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
