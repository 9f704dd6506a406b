package compat

import (
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

const exampleMetadata = "{eventId: evt-7, eventType: shop.placed, eventVersion: 1.0.0, timestamp: '2026-01-31T12:00:00.000Z', source: till}"

// The event that shows a difference has the contract's example's items in lists that
// have to have some, as many as have to be there.
func TestCompare_TakesItemsFromExample(t *testing.T) {
	const head = `{"metadata":{"eventId":"evt-7","eventType":"shop.placed","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"till"},"payload":`
	for _, c := range []struct{ name, items, least, example, want string }{
		{"one item", "{type: string}", "1", "[apple]", `["apple"]`},
		{"first of two items", "{type: string}", "1", "[apple, pear]", `["apple"]`},
		{"one item for two", "{type: string}", "2", "[apple]", `["apple","apple"]`},
		{"item with a field", "{$ref: Line}", "1", "[{sku: apple}]", `[{"sku":"apple"}]`},
		{"no items in the example", "{type: string, minLength: 1}", "1", "[]", `["a"]`},
		{"example is not a list", "{type: string, minLength: 1}", "1", "apple", `["a"]`},
		{"no items needed", "{type: string}", "0", "[apple]", `[]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := func(version, most string) *contract.Contract {
				return written(t, "placed", map[string]string{
					"shop/placed.yaml": "type: shop.placed\nversion: " + version + "\nname: Placed\nconstant: SHOP_PLACED\n" +
						"payload: {type: object, required: [items], properties: {items: {type: array, minItems: " + c.least + ", items: " + c.items + "}, note: {type: string, maxLength: " + most + "}}}\n" +
						"examples: {minimal: {metadata: " + exampleMetadata + ", payload: {items: " + c.example + "}}}\n",
					"types/Line.yaml": "{type: object, required: [sku], properties: {sku: {type: string}}}\n",
				})
			}
			change := changeOf(t, read("1.0.0", "2"), read("1.0.1", "1"), "MAX_LENGTH_LOWERED")
			if want := head + `{"items":` + c.want + `,"note":"aa"}}`; string(change.Backward.Event) != want {
				t.Errorf("backward %s by\n%s, want\n%s", change.Backward.Verdict, change.Backward.Event, want)
			}
		})
	}
}

// What shows another record key is an event of the contract's writers: made-up
// fields with the example's metadata. If no reader admits that metadata, nothing is
// shown.
func TestCompare_ShowsKeyByValidEventOnly(t *testing.T) {
	for _, c := range []struct {
		name, metadata string
		shown          bool
	}{
		{"valid metadata", exampleMetadata, true},
		{"metadata without an ID", "{eventType: shop.placed, eventVersion: 1.0.0, timestamp: '2026-01-31T12:00:00.000Z', source: till}", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := func(version, key string) *contract.Contract {
				const text = "{type: string, minLength: 1, maxLength: 9}"
				return written(t, "placed", map[string]string{"shop/placed.yaml": "type: shop.placed\nversion: " + version + "\nname: Placed\nconstant: SHOP_PLACED\n" +
					"key: " + key + "\npayload: {type: object, required: [order, customer], properties: {order: " + text + ", customer: " + text + "}}\n" +
					"examples: {minimal: {metadata: " + c.metadata + ", payload: {order: a, customer: b}}}\n"})
			}
			change := changeOf(t, read("1.0.0", "order"), read("1.1.0", "customer"), "KEY_CHANGED")
			if shown := change.Example != nil; shown != c.shown || shown != (change.ExampleText != "") {
				t.Errorf("shows %s\n%s, want an example: %t", change.ExampleText, change.Example, c.shown)
			}
		})
	}
}

// A key that changes only where events of one contract have no first key field shows
// no event: no reader admits those events.
func TestCompare_ShowsNoEventForHarmlessKeyChange(t *testing.T) {
	read := func(version, key, required string) *contract.Contract {
		const text = "{type: string, minLength: 1, maxLength: 9}"
		return written(t, "placed", map[string]string{"shop/placed.yaml": "type: shop.placed\nversion: " + version + "\nname: Placed\nconstant: SHOP_PLACED\n" +
			"key: " + key + "\npayload: {type: object, required: " + required + ", properties: {order: " + text + ", customer: " + text + "}}\n"})
	}
	for _, c := range []struct{ name, oldKey, oldRequired, newKey, newRequired string }{
		{"first field becomes required", "order", "[customer]", "[order, customer]", "[order, customer]"},
		{"first field becomes optional", "[order, customer]", "[order, customer]", "order", "[customer]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := changeOf(t, read("1.0.0", c.oldKey, c.oldRequired), read("1.1.0", c.newKey, c.newRequired), "KEY_CHANGED")
			if change.Level != Patch || change.Breaking() || change.Example != nil || change.ExampleText != "" {
				t.Errorf("%s, breaks %t, shows %s\n%s, want %s and no example", change.Level, change.Breaking(), change.ExampleText, change.Example, Patch)
			}
		})
	}
}
