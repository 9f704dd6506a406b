package wire

import "math"

// appendNumberText writes a number in ECMAScript's form, unless that would
// change its value: digits beyond a float64's are kept. If it is plain, it is
// written as it stands either way, so callers ask that first.
func appendNumberText(dst []byte, s string) []byte {
	d := newDecimal(s)
	if d.exact(s) {
		return d.append(dst)
	}
	return append(dst, s...)
}

// exact tells that a float64 is written with just the digits of a number, s.
func (d decimal) exact(s string) bool {
	switch {
	case d.n <= 15 && d.exponent > -290 && d.exponent < 300:
		return true // any such decimal comes back from the nearest float64
	case d.n > 17 || d.exponent < -330 || d.exponent > 310:
		return false // no float64 is written with as many digits, or is as large
	}
	v := nearest(s)
	return !math.IsInf(v, 0) && d.is(v)
}

// plainNumber tells that a number is laid out as ECMAScript would, so that it
// is written as it stands: if a float64 has just its digits, that is how
// JSON.stringify writes that float64, and if none has, the digits are kept.
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
			return plainExponent(s[i:]) && s[0] != '0' && (point == 1 && s[i-1] != '0' || i == 1)
		}
	}
	switch {
	case point < 0:
		return len(s) <= 21
	case point > 21 || s[len(s)-1] == '0':
		return false
	}
	return s[0] != '0' || len(s) < len("0.0000001") || s[:len("0.000000")] != "0.000000"
}

// plainExponent tells that an exponent, with its e, is one that ECMAScript
// writes: it puts a point into numbers from 1e-6 to 1e21.
func plainExponent(s string) bool {
	if len(s) < len("e-7") || s[0] != 'e' || s[2] == '0' {
		return false
	}
	switch s[1] {
	case '-':
		return len(s) > len("e-7") || s[2] >= '7'
	case '+':
		return len(s) > len("e+21") || len(s) == len("e+21") && s[2:] >= "21"
	}
	return false
}
