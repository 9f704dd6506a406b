package ajv

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

// The contract of this test says everything that a contract can say; here is
// what each of its limits admits and refuses at its edges.
func TestEverySortOfLimit(t *testing.T) {
	c, err := contract.Read("../../internal/contract/testdata/schema")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		field          string
		valid, invalid []string
	}{
		{"id", []string{`"a"`, `"<<<<<<<<"`}, []string{`""`, `"aaaaaaaaa"`, `"A"`, `null`, `1`}},
		{
			"count",
			[]string{`0`, `-0`, `128.0`, `1e2`, `9223372036854774784`, `-9223372036854774784`},
			[]string{`1.5`, `9223372036854775807`, `9223372036854775808`, `-9223372036854775808`, `1e300`, `"1"`, `null`, `true`},
		},
		{"small", []string{`-1`, `6`, `6.0`, `null`}, []string{`-2`, `7`, `6.5`}},
		{"price", []string{`5e-324`, `1e21`, `null`}, []string{`0`, `-1`, `1.1e21`}},
		{"flag", []string{`true`, `false`, `null`}, []string{`0`, `"true"`}},
		{"state", []string{`"OPEN"`}, []string{`"open"`, `""`, `null`}},
		{"before", []string{`"DONE"`, `null`}, []string{`"LOST"`, `1`}},
		{"at", []string{`"2024-02-29"`, `null`}, []string{`"2026-02-29"`, `"2024-02-29T00:00:00Z"`}},
		{
			"mail",
			[]string{`"a@b.c"`, `null`, quoted(strings.Repeat("🎬", 250) + "@b.c")},
			[]string{`"a@b"`, quoted(strings.Repeat("🎬", 251) + "@b.c")},
		},
		{"page", []string{`"a:b"`, quoted("a:" + strings.Repeat("b", 98))}, []string{`"a:"`, quoted("a:" + strings.Repeat("b", 99))}},
		{"line", []string{`{"name":"a"}`, `{"name":"","more":1}`}, []string{`{}`, `{"name":null}`, `{"name":"123456"}`, `null`, `[]`}},
		{"part", []string{`{}`, `{"name":null}`, `null`}, []string{`{"name":"123456"}`, `[]`}},
		{"lines", []string{`[{"name":"a"}]`}, []string{`[]`, `[null]`, `[{}]`, `null`, `{}`}},
		{"byName", []string{`{}`, `{"a":{"name":"b"}}`, `{"__proto__":{"name":"b"}}`, `null`}, []string{`{"a":null}`, `{"a":{}}`, `{"__proto__":{}}`}},
		{"extra", []string{`{}`, `{"a":[null]}`}, []string{`null`, `[]`}},
		{"more", []string{`null`, `1`, `{}`, `[]`, `""`, `false`}, nil},
	}
	sound := map[string]string{
		"id": `"a"`, "count": `1`, "state": `"OPEN"`, "line": `{"name":"a"}`, "lines": `[{"name":"a"}]`, "extra": `{}`, "more": `1`, "any": `1`,
	}
	var cases []eventCase
	for _, test := range tests {
		was, present := sound[test.field]
		add := func(value string, valid bool) {
			sound[test.field] = value
			cases = append(cases, eventCase{test.field + " " + value, "shop.sold.v3.json", valid, sold(sound)})
		}
		for _, value := range test.valid {
			add(value, true)
		}
		for _, value := range test.invalid {
			add(value, false)
		}
		delete(sound, test.field)
		if present {
			sound[test.field] = was
		}
	}
	runNode(t, ndjson(t, cases), "check.mjs", writeSchemas(t, c))
}

// sold is an event with that payload.
func sold(payload map[string]string) string {
	var members []string
	for name, value := range payload {
		members = append(members, quoted(name)+":"+value)
	}
	return `{"metadata":{"eventId":"e","eventType":"shop.sold","eventVersion":"3.1.0","timestamp":"2026-01-02T03:04:05.000Z","source":"s"},` +
		`"payload":{` + strings.Join(members, ",") + `}}`
}

func quoted(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always marshals
	}
	return string(data)
}
