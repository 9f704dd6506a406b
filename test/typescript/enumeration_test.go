package typescript

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
)

// An enumeration may have as many values as there are countries, and more; the package
// judges by each of them.
func TestEnumeration_OfAnyLength(t *testing.T) {
	requireNode(t)
	for _, n := range []int{199, 200, 249, 5_000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			var values strings.Builder
			for i := range n {
				fmt.Fprintf(&values, "  - C%d\n", i)
			}
			c, err := contract.ReadFS(fstest.MapFS{
				"catalog.yaml":       {Data: []byte("title: Shop\ndescription: A shop.\ngo: {dir: ../catalog, package: example.com/catalog}\ntypescript: {dir: ../ts, package: shop}\ndomains:\n  - name: order\n    description: Orders.\n    events: [placed]\n")},
				"order/placed.yaml":  {Data: []byte("type: order.placed\nversion: 1.0.0\nname: Placed\nconstant: ORDER_PLACED\nsummary: An order.\nowner: team\npayload:\n  type: object\n  required: [from]\n  properties:\n    from: {$ref: Country}\n    to: {$ref: Country}\n")},
				"types/Country.yaml": {Data: []byte("type: string\ndescription: A country.\nenum:\n" + values.String())},
			})
			if err != nil {
				t.Fatal(err)
			}
			dir := packageOf(t, c)
			run(t, nil, "node", "-e", fmt.Sprintf(`
				const { serializeEvent, Country } = require(%q);
				const event = (payload) => ({ metadata: { eventId: "e", eventType: "order.placed", eventVersion: "1.0.0", timestamp: "2026-01-31T12:00:00.000Z", source: "s" }, payload });
				const rules = (payload) => {
					try { serializeEvent(event(payload)); return ""; } catch (e) { return e.violations.map((v) => v.pointer + " " + v.rule).join(", "); }
				};
				const want = (payload, rule) => { if (rules(payload) !== rule) throw new Error(JSON.stringify(payload) + ": " + rules(payload)); };
				const values = Object.keys(Country);
				if (values.length !== %d) throw new Error("has " + values.length);
				for (const v of values) want({ from: v, to: v }, "");
				want({ from: "C%[2]d" }, "/payload/from enum");
				want({ from: "C0", to: "C%[2]d" }, "/payload/to enum");
				want({ from: 0 }, "/payload/from type");
			`, dir, n))
		})
	}
}
