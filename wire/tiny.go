package wire

import (
	"math"
	"math/big"
	"math/bits"
	"sync"
)

// tiny returns the float64 nearest to a decimal that is below all normal ones. strconv
// takes up to a hundred microseconds for those, more than for a whole event. ok is false
// for larger decimals, and for those so close to half-way between two floats that more than
// 19 digits must decide.
func (d decimal) tiny() (v float64, ok bool) {
	if d.n == 0 || d.exponent > -307 {
		return 0, false
	}
	w, n := d.leading()
	q := d.exponent - n
	if q < tinyFrom {
		return d.signed(0), true // below 10^-326, where half of the smallest float64 is 2.4×10^-324
	}
	shift := bits.LeadingZeros64(w)
	p := tinyPowers()[q-tinyFrom]
	low, lowOK := p.times(w<<shift, 0).units(p.exponent - shift)
	if d.n > n {
		w++ // the omitted digits amount to less than one
	}
	if w<<shift>>shift != w {
		return 0, false
	}
	high, highOK := p.times(w<<shift, 1).units(p.exponent - shift)
	if !lowOK || !highOK || low != high || low >= 1<<52 {
		return 0, false
	}
	return d.signed(math.Float64frombits(low)), true // a count of 2^-1074
}

func (d decimal) signed(v float64) float64 {
	if d.negative {
		return -v
	}
	return v
}

// A power of ten is, rounded down, hi·2^64 + lo with its highest bit set, times
// 2^exponent.
type power struct {
	hi, lo   uint64
	exponent int
}

// Products of up to 19 digits with smaller powers round to zero.
const (
	tinyFrom = -345
	tinyTo   = -307
)

var tinyPowers = sync.OnceValue(func() []power {
	var list []power
	for q := tinyFrom; q <= tinyTo; q++ {
		ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-q)), nil)
		shift := uint(127 + ten.BitLen()) // gives the quotient 128 bits
		m := new(big.Int).Lsh(big.NewInt(1), shift)
		m.Quo(m, ten)
		lo := new(big.Int).And(m, new(big.Int).SetUint64(math.MaxUint64))
		list = append(list, power{hi: m.Rsh(m, 64).Uint64(), lo: lo.Uint64(), exponent: -int(shift)})
	}
	return list
})

// A product is hi·2^128 + mid·2^64 + lo.
type product struct{ hi, mid, lo uint64 }

// times multiplies, and adds the maximum error of a factor that was rounded down: less than
// one of the middle word, for each factor.
func (p power) times(w, lack uint64) product {
	var r product
	mid, lo := bits.Mul64(w, p.lo)
	hi, add := bits.Mul64(w, p.hi)
	var carry uint64
	r.lo = lo
	r.mid, carry = bits.Add64(mid, add, 0)
	hi += carry
	r.mid, carry = bits.Add64(r.mid, lack, 0)
	r.hi = hi + carry
	return r
}

// units returns the product times 2^exponent as a multiple of 2^-1074, the distance of the
// smallest floats, rounded to the nearest. ok is false if it is half-way, or not small.
func (r product) units(exponent int) (n uint64, ok bool) {
	drop := -1074 - exponent - 128 // of the high word's bits
	switch {
	case drop > 64:
		return 0, true
	case drop <= 11:
		return 0, false
	}
	n = r.hi >> drop
	half := uint64(1) << (drop - 1)
	switch rest := r.hi & (half<<1 - 1); {
	case rest == half && r.mid|r.lo == 0:
		return 0, false
	case rest >= half:
		n++
	}
	return n, true
}
