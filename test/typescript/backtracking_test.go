package typescript

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
)

const backtrackingEvent = `type: shop.placed
version: 1.0.0
name: Placed
constant: SHOP_PLACED
payload:
  type: object
  properties:
    nested: {type: string, maxLength: 15, pattern: '^(a+)+$'}
    alike: {type: string, maxLength: 12, pattern: '^(a|a)*b$'}
    neighbours: {type: string, maxLength: 700, pattern: '^[a-z]*[a-z0-9]*$'}
    linear: {type: string, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$'}
    link: {type: string, format: uri}
    mail: {type: string, format: email}
`

// Texts that are made for the patterns of a contract are judged as in Go, each
// within 50 ms: those that lint allows have few steps, and of a text that is too
// long the pattern is not judged.
func TestBacktrackingPatterns(t *testing.T) {
	requireNode(t)
	c, err := contract.ReadFS(fstest.MapFS{
		"catalog.yaml":     {Data: []byte("title: Shop\ngo: {dir: ../out, package: example.com/out}\ntypescript: {dir: ../npm, package: shop}\ndomains: [{name: shop}]\n")},
		"shop/placed.yaml": {Data: []byte(backtrackingEvent)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range contract.Lint(c) {
		if p.Rule == "backtracking" {
			t.Error(p)
		}
	}
	registry, err := dynamic.Registry(c)
	if err != nil {
		t.Fatal(err)
	}
	var cases bytes.Buffer
	for _, text := range []struct{ name, field, value, violation string }{
		{"the longest", "nested", strings.Repeat("a", 14) + "!", "/payload/nested must match ^(a+)+$"},
		{"too long", "nested", strings.Repeat("a", 28) + "!", "/payload/nested must have at most 15 characters, has 29"},
		{"too long, and matches", "nested", strings.Repeat("a", 28), "/payload/nested must have at most 15 characters, has 28"},
		{"the longest in surrogate pairs", "nested", strings.Repeat("a", 7) + strings.Repeat("😀", 8), "/payload/nested must match ^(a+)+$"},
		{"too long in surrogate pairs", "nested", strings.Repeat("a", 28) + "😀", "/payload/nested must have at most 15 characters, has 29"},
		{"too long by far", "alike", strings.Repeat("a", 500_000), "/payload/alike must have at most 12 characters, has 500000"},
		{"the longest of a quadratic pattern", "neighbours", strings.Repeat("a", 699) + "!", "/payload/neighbours must match ^[a-z]*[a-z0-9]*$"},
		{"too long for a quadratic pattern", "neighbours", strings.Repeat("a", 500_000) + "!", "/payload/neighbours must have at most 700 characters, has 500001"},
		{"1 MiB for a linear pattern", "linear", strings.Repeat("a", 1_000_000) + "!", "/payload/linear must match ^[a-z0-9]+(-[a-z0-9]+)*$"},
		{"too long for a format", "link", strings.Repeat("a", 500_000), "/payload/link must have at most 2048 characters, has 500000"},
		{"too long for an address", "mail", strings.Repeat("a", 500_000), "/payload/mail must have at most 254 characters, has 500000"},
	} {
		document := []byte(`{"metadata":{"eventId":"e-1","eventType":"shop.placed","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"s"},"payload":{"` + text.field + `":"` + text.value + `"}}`)
		_, err := registry.Decode(document)
		if want := "shop.placed is invalid: " + text.violation; err == nil || err.Error() != want {
			t.Errorf("%s: Go says %v, want %s", text.name, err, want)
			continue
		}
		if err := json.NewEncoder(&cases).Encode(judged{Name: text.name, Document: document, Error: err.Error()}); err != nil {
			t.Fatal(err)
		}
	}
	run(t, cases.Bytes(), "node", "backtracking.mjs", packageOf(t, c))
}
