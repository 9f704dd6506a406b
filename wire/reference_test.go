package wire_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"
)

// equalJSON tells by encoding/json whether two texts mean the same, numbers
// compared as exact values.
func equalJSON(a, b string) bool { return equalTokens(tokens(a), tokens(b)) }

func tokens(text string) []json.Token {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var all []json.Token
	for {
		tok, err := dec.Token()
		if err != nil {
			return all
		}
		all = append(all, tok)
	}
}

func equalTokens(a, b []json.Token) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		n, isNumber := a[i].(json.Number)
		m, both := b[i].(json.Number)
		if isNumber != both || isNumber && !equalNumbers(string(n), string(m)) || !isNumber && a[i] != b[i] {
			return false
		}
	}
	return true
}

func equalNumbers(a, b string) bool { return a == b || exact(a) == exact(b) }

// exact writes a number's value in one way only: sign, digits, power of ten.
// Exponents may be too large for math/big's rationals.
func exact(s string) string {
	s, negative := strings.CutPrefix(strings.ToLower(s), "-")
	mantissa, exponent, _ := strings.Cut(s, "e")
	whole, part, _ := strings.Cut(mantissa, ".")
	power := new(big.Int)
	if exponent != "" {
		power.SetString(strings.TrimPrefix(exponent, "+"), 10)
	}
	power.Sub(power, big.NewInt(int64(len(part))))
	digits := strings.TrimLeft(whole+part, "0")
	if digits == "" {
		return "0"
	}
	short := strings.TrimRight(digits, "0")
	power.Add(power, big.NewInt(int64(len(digits)-len(short))))
	sign := ""
	if negative {
		sign = "-"
	}
	return sign + short + "e" + power.String()
}

// stringify writes a JSON text as JSON.stringify would, by encoding/json. It
// is not ok where a number is not exactly that of its shortest form.
func stringify(text string) (string, bool) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	write := func(v any) string {
		b.Reset()
		if err := enc.Encode(v); err != nil {
			panic(err)
		}
		return strings.TrimSuffix(b.String(), "\n")
	}
	same := true
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var value func() string
	value = func() string {
		tok, err := dec.Token()
		if err != nil {
			panic(err)
		}
		switch v := tok.(type) {
		case json.Delim:
			object := v == '{'
			var parts []string
			for dec.More() {
				part := ""
				if object {
					part = value() + ":"
				}
				parts = append(parts, part+value())
			}
			if _, err := dec.Token(); err != nil {
				panic(err)
			}
			joined := strings.Join(parts, ",")
			if object {
				return "{" + joined + "}"
			}
			return "[" + joined + "]"
		case json.Number:
			f, err := v.Float64()
			if err != nil {
				same = false
				return ""
			}
			out := "0"
			if f != 0 {
				out = write(f)
			}
			same = same && equalNumbers(out, string(v))
			return out
		case string:
			return lineSeparators.Replace(write(v))
		}
		return write(tok)
	}
	out := value()
	return out, same
}

// lineSeparators are what encoding/json escapes and JSON.stringify does not.
var lineSeparators = strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029")
