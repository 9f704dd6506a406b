package compat

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/mediamesh/events/internal/jsontree"
)

// quote writes a text as JSON.
func quote(text string) json.RawMessage { return jsontree.AppendQuoted(nil, text) }

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
