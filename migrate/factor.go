package migrate

import (
	"math"
	"math/big"
	"strconv"

	"github.com/mediamesh/events/wire"
)

// factorOf returns the factor with the exact value of its decimal digits: 0.001 is a
// thousandth. It is nil if the factor is invalid.
func factorOf(times float64) *big.Rat {
	if times == 0 || math.IsInf(times, 0) || math.IsNaN(times) {
		return nil
	}
	return decimalOf(times)
}

func factorText(r *big.Rat) string {
	if r == nil {
		return "?"
	}
	f, _ := r.Float64()
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// decimalOf returns the number that the shortest decimal digits of f stand for.
func decimalOf(f float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'e', -1, 64))
	return r
}

// number reads a JSON number. An int64 keeps all digits; other numbers are read as a
// float64, so that no exponent makes them long.
func number(text wire.JSON) (*big.Rat, bool) {
	if i, err := strconv.ParseInt(string(text), 10, 64); err == nil {
		return new(big.Rat).SetInt64(i), true
	}
	f, ok := float(text)
	if !ok {
		return nil, false
	}
	return decimalOf(f), true
}

// float reads a number as validation does: strconv.ParseFloat is wrong beyond 800
// digits.
func float(text wire.JSON) (f float64, ok bool) {
	r, i := wire.NewReader([]byte(text))
	defer r.Release()
	r.End(r.Number(i, &f, new(wire.Number)))
	return f, r.OK()
}

// multiplied returns a number multiplied or, on a downgrade, divided by a factor. It is
// rounded half away from zero if it must be an integer.
func multiplied(text wire.JSON, by *big.Rat, back, whole bool) (value wire.JSON, problem string) {
	n, ok := number(text)
	if !ok {
		return "", "finds a number that a float64 cannot hold"
	}
	if back {
		n.Quo(n, by)
	} else {
		n.Mul(n, by)
	}
	if whole || n.IsInt() {
		return wholeText(n)
	}
	f, _ := n.Float64()
	if math.IsInf(f, 0) {
		return "", "makes a number that a float64 cannot hold"
	}
	return jsonNumber(f), ""
}

func wholeText(n *big.Rat) (wire.JSON, string) {
	half := big.NewRat(int64(n.Sign()), 2)
	if n.Sign() == 0 {
		return "0", ""
	}
	n.Add(n, half)
	i := new(big.Int).Quo(n.Num(), n.Denom()) // towards zero
	if i.IsInt64() {
		return wire.JSON(i.String()), ""
	}
	f, _ := new(big.Float).SetInt(i).Float64()
	if math.IsInf(f, 0) {
		return "", "makes a number that a float64 cannot hold"
	}
	return jsonNumber(f), ""
}

// jsonNumber writes f as JSON.stringify does.
func jsonNumber(f float64) wire.JSON {
	w := wire.NewWriter(nil)
	defer w.Release()
	w.Number(f, &wire.Number{})
	return wire.JSON(w.Buf)
}
