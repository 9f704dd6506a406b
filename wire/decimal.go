package wire

import "strconv"

// A decimal is a number's exact value: ±0.digits × 10^exponent. Zero is the
// zero decimal.
type decimal struct {
	negative bool
	digits   string // from the first to the last that is not 0; a point may stand in between
	n        int    // how many digits they are
	exponent int
}

// newDecimal reads a number that is sound JSON.
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
		d.exponent++ // the point itself is no digit
	} else if last > point {
		d.n--
	}
	return d
}

// exponent reads the digits of an exponent, and their sign; far out it stops at
// ten million, more than a document has digits, so that the result may be added to.
func exponent(s string) int {
	if len(s) < 8 {
		e, _ := strconv.Atoi(s)
		return e
	}
	e, _ := strconv.Atoi(s) // at the limit if it is past that
	return max(-10_000_000, min(e, 10_000_000))
}

// leading returns the first 19 digits as an integer, as many as a uint64 holds,
// and how many they are.
func (d decimal) leading() (w uint64, n int) {
	for i := 0; i < len(d.digits) && n < 19; i++ {
		if c := d.digits[i]; c != '.' {
			w = w*10 + uint64(c-'0')
			n++
		}
	}
	return w, n
}

// short writes the decimal with its point first and not too many digits for strconv, so
// that the nearest float64 is the same: one digit stands for all that are left out. Zero
// is s.
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

// is tells that the decimal is exactly what a float64 is written as: v's
// shortest digits that are read as v again.
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

// append writes the decimal as ECMAScript's Number::toString lays out digits.
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

// appendDigits writes the digits, and a point where more than n are there.
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
