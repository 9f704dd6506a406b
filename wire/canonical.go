package wire

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// JSON writes a field with any JSON value. It omits an absent field (optional, and empty or
// null).
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

// AnyObject is like JSON, for a field that must hold an object.
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

// absent reports whether an optional field has no value. null reads as absent and is never
// written.
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

// Unknown writes an object's unknown fields unchanged. None of them may have a name in
// known.
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

// appendCanonical writes r's well-formed document as JSON.stringify would write its value.
// Parts that already have that form, as most do, are copied at once.
func appendCanonical(dst []byte, r *Reader) []byte {
	s := r.s
	from := 0 // start of the part that is still to be copied
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

// appendCanonicalText writes the string whose opening quote is at i. It returns the
// position after the string.
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
