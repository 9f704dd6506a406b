package contract

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/mediamesh/events/wire"
)

// The most that an event holds, and one byte more.
func TestLintSizes_RefusesWhatNoEventHolds(t *testing.T) {
	const (
		textOf    = "order/placed.yaml:8: limit: text of at least %d characters has more than the 1048576 bytes that an event may have; lower minLength"
		itemsOf   = "order/placed.yaml:8: limit: at least %d items have more than the 1048576 bytes that an event may have; lower minItems, here or in the items"
		fieldsOf  = "types/T.yaml:1: limit: the required fields have more than the 1048576 bytes that an event may have; lower minLength and minItems in them, or make some optional"
		wholeText = "order/placed.yaml:6: limit: the smallest order.placed has more than the 1048576 bytes that an event may have; lower minLength and minItems in it, or make fields optional"
	)
	name := strings.Repeat("n", 100)
	list := func(n int, items string) string {
		return "{type: array, minItems: " + strconv.Itoa(n) + ", items: " + items + "}"
	}
	for _, c := range []struct {
		name, note string
		types      map[string]string
		want       string
	}{
		{"text", "{type: string, minLength: 1048574}", nil, ""},
		{"longer text", "{type: string, minLength: 1048575}", nil, fmt.Sprintf(textOf, 1048575)},
		{"text of any length", "{type: string, minLength: 2147483647}", nil, fmt.Sprintf(textOf, math.MaxInt32)},
		{"text that may be in a map", "{type: object, additionalProperties: {type: string, minLength: 2147483647}}", nil, fmt.Sprintf(textOf, math.MaxInt32)},
		{"text that may be in a list", "{type: array, items: {type: string, minLength: 2147483647}}", nil, fmt.Sprintf(textOf, math.MaxInt32)},
		{"numbers", list(524287, "{type: integer}"), nil, ""},
		{"more numbers", list(524288, "{type: integer}"), nil, fmt.Sprintf(itemsOf, 524288)},
		{"texts", list(1024, "{type: string, minLength: 1020}"), nil, ""},
		{"longer texts", list(1024, "{type: string, minLength: 1022}"), nil, fmt.Sprintf(itemsOf, 1024)},
		{"booleans", list(262144, "{type: boolean}"), nil, fmt.Sprintf(itemsOf, 262144)},
		{"values of a list", list(262143, "{type: string, enum: [AA, A]}"), nil, ""},
		{"longer values of a list", list(262144, "{type: string, enum: [AA, BBBB]}"), nil, fmt.Sprintf(itemsOf, 262144)},
		{"names", list(10000, "{$ref: T}"), map[string]string{"T": "{type: object, required: [" + name + "], properties: {" + name + ": {type: integer}}}"}, fmt.Sprintf(itemsOf, 10000)},
		{"optional names", list(10000, "{$ref: T}"), map[string]string{"T": "{type: object, properties: {" + name + ": {type: integer}}}"}, ""},
		{"two texts", "{$ref: T}", map[string]string{"T": "{type: object, required: [a, b], properties: {a: {type: string, minLength: 600000}, b: {type: string, minLength: 600000}}}"}, fieldsOf},
		{"two texts, of which one is optional", "{$ref: T}", map[string]string{"T": "{type: object, required: [a], properties: {a: {type: string, minLength: 600000}, b: {type: string, minLength: 600000}}}"}, ""},
		{"lists of lists by types", "{$ref: T0}", growing(200, 6), "types/T3.yaml:4: limit: at least 200 items have more than the 1048576 bytes that an event may have; lower minItems, here or in the items"},
		{"lists of lists beyond all numbers", "{$ref: T0}", growing(math.MaxInt32, 9), "types/T8.yaml:4: limit: at least 2147483647 items have more than the 1048576 bytes that an event may have; lower minItems, here or in the items"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"order/placed.yaml": placed(c.note)}
			for name, text := range c.types {
				files["types/"+name+".yaml"] = text
			}
			wantSizes(t, folder(t, "placed", files), c.want)
		})
	}
	required := func(n int) *Contract {
		text := strings.Replace(placed(fmt.Sprintf("{type: string, minLength: %d}", n)), "  properties", "  required: [note]\n  properties", 1)
		return folder(t, "placed", map[string]string{"order/placed.yaml": text})
	}
	room := wire.MaxSize - make(smallestSizes).of(Envelope()) - len(`{"metadata":,"payload":{"note":""}}`)
	wantSizes(t, required(room), "")
	wantSizes(t, required(room+1), wholeText)
}

// growing are types of which each is a list of so many of the next.
func growing(least, deep int) map[string]string {
	types := map[string]string{fmt.Sprintf("T%d", deep): "type: string\n"}
	for i := range deep {
		types[fmt.Sprintf("T%d", i)] = fmt.Sprintf("type: object\nrequired: [l]\nproperties:\n  l: {type: array, minItems: %d, items: {$ref: T%d}}\n", least, i+1)
	}
	return types
}

func wantSizes(t *testing.T, c *Contract, want string) {
	t.Helper()
	var problems Problems
	lintSizes(c, &problems)
	got := ""
	if len(problems) > 0 {
		got = problems.sorted().Error()
	}
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
