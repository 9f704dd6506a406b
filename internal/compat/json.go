package compat

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
)

// quote writes a text as JSON.
func quote(text string) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(text) // a string has an encoding
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// number writes a finite number as JSON.
func number(x float64) json.RawMessage {
	if x == 0 {
		x = 0 // not -0
	}
	if math.Abs(x) < 1<<63 && x == math.Trunc(x) {
		return strconv.AppendInt(nil, int64(x), 10)
	}
	text, _ := json.Marshal(x)
	return text
}
