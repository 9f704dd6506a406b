package wire

import (
	"math"
	"strconv"
	"strings"
)

// Number reads the number at i into p.
func (r *Reader) Number(i int, p *float64, rule *Number) int {
	v, end, ok := r.float(i)
	if !ok {
		return r.numberElse(i, p, rule)
	}
	if math.IsInf(v, 0) {
		r.overflow(rule.Key, "number")
		return end
	}
	rule.check(&r.Found, rule.Key, v)
	*p = v
	return end
}

func (r *Reader) numberElse(i int, p *float64, rule *Number) int {
	at := space(r.s, i)
	if at != i && r.kind(at) == "number" {
		return r.Number(at, p, rule)
	}
	return r.mismatch(at, rule.Key, "number", rule.Optional)
}

// OptionalNumber reads the number at i, unless it is null.
func (r *Reader) OptionalNumber(i int, p *Optional[float64], rule *Number) int {
	i = space(r.s, i)
	p.Present = r.kind(i) == "number"
	return r.Number(i, &p.Value, rule)
}

// Integer reads the integer at i into p. As in JSON Schema, 128.0 and 1e2 are integers.
func (r *Reader) Integer(i int, p *int64, rule *Integer) int {
	s := r.s
	at, negative := i, false
	if at < len(s) && s[at] == '-' {
		negative = true
		at++
	}
	start := at
	var v int64
	for at < len(s) && isDigit(s[at]) && at-start < 18 {
		v = v*10 + int64(s[at]-'0')
		at++
	}
	if at == start || s[start] == '0' && at-start > 1 || at < len(s) && continuesNumber(s[at]) {
		return r.integerElse(i, p, rule)
	}
	if negative {
		v = -v
	}
	if rule.Limits != (Limits{}) {
		rule.check(&r.Found, rule.Key, float64(v))
	}
	*p = v
	return at
}

// continuesNumber reports whether c can follow a number's first digits.
func continuesNumber(c byte) bool {
	return isDigit(c) || c == '.' || c|0x20 == 'e'
}

// integerElse is Integer for everything but up to 18 plain digits.
func (r *Reader) integerElse(i int, p *int64, rule *Integer) int {
	at := space(r.s, i)
	v, end, ok := r.float(at)
	switch {
	case !ok:
		return r.mismatch(at, rule.Key, "integer", rule.Optional)
	case math.IsInf(v, 0):
		r.overflow(rule.Key, "integer")
		return end
	case v != math.Trunc(v):
		r.mistyped(rule.Key.Name(), "integer", withFraction)
		return end
	case !checkInt64(&r.Found, rule.Key, v):
		return end
	}
	rule.check(&r.Found, rule.Key, v)
	// Digits beyond a float64's precision are kept if they are plain.
	if exact, err := strconv.ParseInt(r.s[at:end], 10, 64); err == nil {
		*p = exact
	} else {
		*p = int64(v)
	}
	return end
}

// OptionalInteger reads the integer at i, unless it is null.
func (r *Reader) OptionalInteger(i int, p *Optional[int64], rule *Integer) int {
	i = space(r.s, i)
	p.Present = r.kind(i) == "number"
	return r.Integer(i, &p.Value, rule)
}

func (r *Reader) overflow(key Key, want string) {
	if !r.full() {
		r.violate(key.Name(), RuleType, want, "must be "+article(want)+" that a 64-bit float can hold")
	}
}

// tens are the powers of ten that a float64 holds exactly.
var tens = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// float reads the number at i. ok is false if there is none or it is malformed; a number
// beyond float64 is an infinity.
func (r *Reader) float(i int) (v float64, end int, ok bool) {
	s := r.s
	at, negative := i, false
	if at < len(s) && s[at] == '-' {
		negative = true
		at++
	}
	start := at
	var digits uint64
	for at < len(s) && isDigit(s[at]) {
		digits = digits*10 + uint64(s[at]-'0')
		at++
	}
	whole := at - start
	if whole == 0 || s[start] == '0' && whole > 1 {
		return 0, 0, false
	}
	part := 0
	if at < len(s) && s[at] == '.' {
		at++
		for from := at; at < len(s) && isDigit(s[at]); part = at - from {
			digits = digits*10 + uint64(s[at]-'0')
			at++
		}
		if part == 0 {
			return 0, 0, false
		}
	}
	if at < len(s) && s[at]|0x20 == 'e' {
		if at = exponentEnd(s, at+1); at < 0 {
			return 0, 0, false
		}
	} else if whole+part <= 15 {
		// Both are exact, so their quotient is the nearest float64.
		v = float64(digits) / tens[part]
		if negative {
			v = -v
		}
		return v, at, true
	}
	if r.Faulty() {
		// The value is discarded, and some take twenty microseconds: a document could
		// repeat a field thousands of times.
		return 0, at, true
	}
	return nearest(s[i:at]), at, true
}

// nearest returns the float64 nearest to a number, an infinity if it is out of range.
func nearest(s string) float64 {
	if strings.IndexByte(s, '-') >= 0 { // perhaps of its exponent
		if v, ok := newDecimal(s).tiny(); ok {
			return v
		}
	}
	if len(s) > strconvDigits {
		s = newDecimal(s).short(s)
	}
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

// strconvDigits is the number of digits that strconv.ParseFloat keeps. If a number without
// a point has more, strconv takes it for a smaller number.
const strconvDigits = 800

// exponentEnd skips a sign and digits; it returns -1 if there are no digits.
func exponentEnd(s string, i int) int {
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	start := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i == start {
		return -1
	}
	return i
}

// numberEnd skips the number at i; it returns -1 if the number is malformed.
func numberEnd(s string, i int) int {
	if i < len(s) && s[i] == '-' {
		i++
	}
	start := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i == start || s[start] == '0' && i-start > 1 {
		return -1
	}
	if i < len(s) && s[i] == '.' {
		i++
		start = i
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		if i == start {
			return -1
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		return exponentEnd(s, i+1)
	}
	return i
}
