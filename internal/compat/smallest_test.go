package compat

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// What is larger than an event may be is not made up, whichever way it grows.
func TestSmallest_GivesUpAtTheSizeOfAnEvent(t *testing.T) {
	text := func(n int) *contract.Schema { return &contract.Schema{Kind: contract.KindString, MinLength: &n} }
	list := func(n int, items *contract.Schema) *contract.Schema {
		return &contract.Schema{Kind: contract.KindArray, MinItems: &n, Items: items}
	}
	object := func(n int, s *contract.Schema) *contract.Schema {
		o := &contract.Schema{Kind: contract.KindObject}
		for i := range n {
			o.Fields = append(o.Fields, &contract.Field{Name: fmt.Sprintf("f%d", i), Required: true, Schema: s})
		}
		return o
	}
	whole := &contract.Schema{Kind: contract.KindInteger}
	deep := whole
	for range 40 {
		deep = object(1, list(200, deep))
	}
	for _, c := range []struct {
		name   string
		schema *contract.Schema
		sample string
		want   answer
		size   int
	}{
		{"text", text(1000), "", found, 1002},
		{"text of more characters than are looked for", text(1 << 31), "", unknown, 0},
		{"items that fill an event", list(wire.MaxSize/2-1, whole), "", found, wire.MaxSize - 1},
		{"more items", list(wire.MaxSize/2, whole), "", unknown, 0},
		{"any number of items", list(1<<31-1, whole), "", unknown, 0},
		{"items of items", deep, "", unknown, 0},
		{"fields", object(20, text(1000)), "", found, 20*len(`"f0":"",`) + 20*1000 + 10 + 1},
		{"fields that are too large together", object(20, text(60_000)), "", unknown, 0},
		{"items as long as that of an example", list(100, text(1)), `["` + strings.Repeat("x", 20_000) + `"]`, unknown, 0},
		{"an example that is short enough", list(10, text(1)), `["` + strings.Repeat("x", 20_000) + `"]`, found, 10*20_003 + 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var sample json.RawMessage
			if c.sample != "" {
				sample = json.RawMessage(c.sample)
			}
			got, a := smallest(c.schema, sample)
			if a != c.want || a == found && len(got) != c.size {
				t.Errorf("answer %d with %d bytes, want %d with %d", a, len(got), c.want, c.size)
			}
		})
	}
}
