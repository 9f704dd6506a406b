package wire

import "math"

// appendNumberText writes a number in ECMAScript's format unless that would change its
// value: digits beyond a float64's precision are kept. A plain number is written unchanged
// in both cases, so callers check for that first.
func appendNumberText(dst []byte, s string) []byte {
	d := newDecimal(s)
	if d.exact(s) {
		return d.append(dst)
	}
	return append(dst, s...)
}

// exact reports whether a float64 is written with exactly the digits of the number s.
func (d decimal) exact(s string) bool {
	switch {
	case d.n <= 15 && d.exponent > -290 && d.exponent < 300:
		return true // any such decimal survives the round trip through a float64
	case d.n > 17 || d.exponent < -330 || d.exponent > 310:
		return false // no float64 is written with as many digits, or is as large
	}
	v := nearest(s)
	return !math.IsInf(v, 0) && d.is(v)
}

// plainNumber reports whether a number has ECMAScript's format, so that it can be written
// unchanged: if it is exactly a float64's digits, JSON.stringify writes that float64 like
// this, and otherwise the digits are kept.
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

// plainExponent reports whether an exponent, including its e, is one that ECMAScript
// writes: numbers from 1e-6 to 1e21 are written with a point instead.
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
