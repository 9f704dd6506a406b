package wire

import "strconv"

// A decimal is the exact value of a number: ±0.digits × 10^exponent. Zero is the zero
// decimal.
type decimal struct {
	negative bool
	digits   string // from the first to the last non-zero digit; may contain a point
	n        int    // number of digits
	exponent int
}

// newDecimal parses a number that is well-formed JSON.
func newDecimal(s string) (d decimal) {
	first, last, point := -1, 0, -1
	i := 0
scan:
	for ; i < len(s); i++ {
		switch s[i] {
		case '-', '0':
		case '.':
			point = i
		case 'e', 'E':
			break scan
		default:
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return decimal{}
	}
	if i < len(s) {
		d.exponent = exponent(s[i+1:])
	}
	if point < 0 {
		point = i
	}
	d.negative, d.digits, d.n = s[0] == '-', s[first:last+1], last+1-first
	d.exponent += point - first
	if first > point {
		d.exponent++ // the point itself is not a digit
	} else if last > point {
		d.n--
	}
	return d
}

// exponent parses the sign and digits of an exponent. It stops at ten million, which is
// more than the number of digits in a document, so that the result can be added to without
// overflow.
func exponent(s string) int {
	if len(s) < 8 {
		e, _ := strconv.Atoi(s)
		return e
	}
	e, _ := strconv.Atoi(s) // at the limit if it exceeds that
	return max(-10_000_000, min(e, 10_000_000))
}

// leading returns the first 19 digits as an integer, as many as a uint64 holds, and their
// number.
func (d decimal) leading() (w uint64, n int) {
	for i := 0; i < len(d.digits) && n < 19; i++ {
		if c := d.digits[i]; c != '.' {
			w = w*10 + uint64(c-'0')
			n++
		}
	}
	return w, n
}

// short writes the decimal with its point first, and with few enough digits for strconv to
// find the same nearest float64: one digit stands for all those left out. For zero it
// returns s.
func (d decimal) short(s string) string {
	if d.n == 0 {
		return s
	}
	const most = strconvDigits - 10
	out := make([]byte, 0, strconvDigits+20)
	if d.negative {
		out = append(out, '-')
	}
	out = append(out, "0."...)
	begin := len(out)
	for i := 0; i < len(d.digits) && len(out)-begin < most; i++ {
		if c := d.digits[i]; c != '.' {
			out = append(out, c)
		}
	}
	if d.n > most {
		out = append(out, '1')
	}
	return view(strconv.AppendInt(append(out, 'e'), int64(d.exponent), 10))
}

// is reports whether the decimal is exactly how v is written: v's shortest digits that
// parse as v again.
func (d decimal) is(v float64) bool {
	var buf [32]byte
	e := newDecimal(view(strconv.AppendFloat(buf[:0], v, 'e', -1, 64)))
	if d.negative != e.negative || d.exponent != e.exponent || d.n != e.n {
		return false
	}
	w, _ := d.leading()
	x, _ := e.leading()
	return w == x
}

// append writes the decimal in the format of ECMAScript's Number::toString.
func (d decimal) append(dst []byte) []byte {
	if d.n == 0 {
		return append(dst, '0') // -0 too: JSON.stringify writes 0
	}
	if d.negative {
		dst = append(dst, '-')
	}
	switch n := d.exponent; {
	case n > 21 || n <= -6:
		dst = d.appendDigits(dst, 1)
		dst = append(dst, 'e')
		if n > 21 {
			dst = append(dst, '+')
		}
		return strconv.AppendInt(dst, int64(n-1), 10)
	case n <= 0:
		dst = append(append(dst, "0."...), "00000"[:-n]...)
		return d.appendDigits(dst, d.n)
	default:
		dst = d.appendDigits(dst, n)
		return append(dst, "00000000000000000000"[:max(0, n-d.n)]...)
	}
}

// appendDigits writes the digits, with a point after the first n if there are more.
func (d decimal) appendDigits(dst []byte, n int) []byte {
	for i := 0; i < len(d.digits); i++ {
		c := d.digits[i]
		if c == '.' {
			continue
		}
		if n == 0 {
			dst = append(dst, '.')
		}
		n--
		dst = append(dst, c)
	}
	return dst
}
