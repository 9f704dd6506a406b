//go:build unix

package security

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"
)

// A few small files ask for values that no memory holds: each is a finding, and no
// command makes them up. The contract of the other side need not have passed lint.
func TestContract_LimitsThatAskForMoreThanAnEvent(t *testing.T) {
	lists := map[string]string{"types/T6.yaml": "type: string\nmaxLength: 5\n"}
	for i := range 6 {
		lists[fmt.Sprintf("types/T%d.yaml", i)] = fmt.Sprintf("type: object\nrequired: [l]\nproperties:\n  l: {type: array, minItems: 200, items: {$ref: T%d}}\n", i+1)
	}
	const example = "examples:\n  minimal: {metadata: {eventId: e, eventType: shop.placed, eventVersion: 1.0.0, timestamp: 2026-01-02T03:04:05.000Z, source: s}, payload: {orderId: o, note: %s}}\n"
	for name, c := range map[string]struct {
		note, required string
		types          map[string]string
		example        string
		lint, made     string
	}{
		"lists of lists": {"{$ref: T0}", "note", lists, "",
			"contract/types/T3.yaml:4: limit: at least 200 items have more than the 1048576 bytes", "its example is larger than 1048576 bytes"},
		"optional lists of lists": {"{$ref: T0}", "orderId", lists, "",
			"contract/types/T3.yaml:4: limit: at least 200 items have more than the 1048576 bytes", "its example is larger than 1048576 bytes"},
		"text": {"{type: string, minLength: 2147483647, unbounded: x}", "note", nil, "",
			"contract/shop/placed.yaml:8: limit: text of at least 2147483647 characters has more than the 1048576 bytes", "a text of its length is larger than 1048576 bytes"},
		"items": {"{type: array, minItems: 2147483647, items: {type: integer}}", "note", nil, "",
			"contract/shop/placed.yaml:8: limit: at least 2147483647 items have more than the 1048576 bytes", "its example is larger than 1048576 bytes"},
		"items as large as that of the example": {"{type: array, minItems: 5000, items: {type: string}}", "note", nil, fmt.Sprintf(example, "["+strings.Repeat("x", 500_000)+"]"),
			"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			event := strings.Replace(placed("orderId: {type: string, minLength: 1, maxLength: 9}, note: "+c.note), "  properties", "  required: ["+c.required+"]\n  properties", 1) + c.example
			files := map[string]string{"catalog.yaml": catalog, "shop/placed.yaml": event}
			maps.Copy(files, c.types)
			other := strings.Replace(placed("orderId: {type: string, minLength: 1, maxLength: 9}, note: {type: string, maxLength: 500}"), "1.0.0", "1.0.1", 1)
			for path, content := range files {
				write(t, dir, map[string]string{"contract/" + path: content})
			}
			write(t, dir, map[string]string{"other/catalog.yaml": catalog, "other/shop/placed.yaml": other,
				"none/catalog.yaml": catalog, "none/shop/sent.yaml": strings.ReplaceAll(strings.ReplaceAll(placed(published), "placed", "sent"), "Placed", "Sent")})
			run := func(code int, want string, args ...string) {
				t.Helper()
				got := mediamesh(t, dir, args...)
				if got.code != code || !strings.Contains(got.stdout+got.stderr, want) {
					t.Errorf("%q: exit code %d, want %d and %q\n%.3000s\n%.3000s", args, got.code, code, want, got.stdout, got.stderr)
				}
				if got.cpu > 30*time.Second || got.memory > 200<<20 {
					t.Errorf("%q took %v and %d MiB", args, got.cpu, got.memory>>20)
				}
			}
			run(100, c.lint, "lint")
			run(0, "", "breaking", "--against", "contract")
			run(100, "", "breaking", "--against", "other")
			run(100, "", "breaking", "--against", "contract", "--contract", "other")
			run(100, "", "breaking", "--against", "contract", "--contract", "none")
			code := 0
			if c.made != "" {
				code = 1
			}
			run(code, c.made, "example", "shop.placed")
		})
	}
}
