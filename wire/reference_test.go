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

func equalNumbers(a, b string) bool {
	if a == b {
		return true
	}
	x, okA := new(big.Rat).SetString(a)
	y, okB := new(big.Rat).SetString(b)
	return okA && okB && x.Cmp(y) == 0
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
	exact := true
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
				exact = false
				return ""
			}
			out := "0"
			if f != 0 {
				out = write(f)
			}
			exact = exact && equalNumbers(out, string(v))
			return out
		case string:
			return lineSeparators.Replace(write(v))
		}
		return write(tok)
	}
	out := value()
	return out, exact
}

// lineSeparators are what encoding/json escapes and JSON.stringify does not.
var lineSeparators = strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029")
