package main

import (
	"strings"
	"testing"

	"github.com/mediamesh/events/test/differential/internal/campaign"
)

// A campaign that finds nothing is worth what it would have found. Each of
// these changes to the published schemas is a bug that a generator of code
// might have, and few documents are enough to see it.
func TestSmallestDifferencesAreFound(t *testing.T) {
	requireNode(t)
	for _, change := range [][2]string{
		{`"maxLength": 200`, `"maxLength": 201`},
		{`"maxLength": 2048`, `"maxLength": 2047`},
		{`"maxLength": 254`, `"maxLength": 255`},
		{`"minLength": 1`, `"minLength": 0`},
		{`"maximum": 100`, `"exclusiveMaximum": 100`},
		{`"minimum": 0`, `"exclusiveMinimum": 0`},
		{`"exclusiveMaximum": 9223372036854775808`, `"maximum": 9223372036854775808`},
		{`"integer"`, `"number"`},
		{`02-(?:0[1-9]|1[0-9]|2[0-8])`, `02-(?:0[1-9]|[12][0-9])`},
		{`[+-](?:[01][0-9]|2[0-3])`, `[+-](?:[01][0-9]|2[0-4])`},
		{`{1,9}`, `{0,9}`},
		{`\u2028`, ``},
		{`\\x7f`, `\\x80`},
		{`@[^@.`, `@[^@`},
		{`"ARCHIVED"`, `"ARCHIVED", "archived"`},
		{`"newValue",`, ``},
		{`"additionalProperties"`, `"patternProperties": {"^a": {}}, "additionalProperties"`},
		{`^1\\.`, `^[12]\\.`},
		{"\"string\",\n            \"null\"", `"string"`},
	} {
		t.Run(change[0]+" "+change[1], func(t *testing.T) {
			t.Parallel()
			changed := 0
			schemas := published(t, func(text string) string {
				changed += strings.Count(text, change[0])
				return strings.ReplaceAll(text, change[0], change[1])
			})
			if changed == 0 {
				t.Fatal("no schema has it")
			}
			var r campaign.Report
			c := campaign.Campaign{Seed: 1, Count: 50_000, Schemas: schemas, Ajv: ajvFolder, First: true, Workers: 1}
			if err := c.Run(t.Context(), &r); err != nil {
				t.Fatal(err)
			}
			if _, n := r.Disagreements(); n == 0 {
				t.Errorf("not seen: %s", r.Summary())
			} else {
				t.Logf("seen after %d documents", r.Tried())
			}
		})
	}
}
