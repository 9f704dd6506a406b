package hostile

import "fmt"

// envelopes hide the fields that determine how to decode the rest, or repeat them too
// often.
var envelopes = []Shape{
	{"metadata-last", "the type is known after all else was passed over", 64 * kib, Valid, func(n int) string {
		return `{"payload":{` + failure + `,"errorDetails":` + list(n, `{"a":1}`) + `},"metadata":` + metadata("ingest.failed", "1.0.0") + `}`
	}},
	{"metadata-last-largest", "the same in the largest event, of little strings", mib - kib, Valid, func(n int) string {
		return `{"payload":{` + failure + `,"errorDetails":` + list(n, `"ab"`) + `},"metadata":` + metadata("ingest.failed", "1.0.0") + `}`
	}},
	{"type-last", "type and version behind all else in the metadata", 64 * kib, Valid, func(n int) string {
		return `{"metadata":{"eventId":"evt-1","timestamp":"2026-01-15T10:00:00.000Z","source":"s",` +
			fields(n, func(i int) string { return fmt.Sprint("k", i) }) + `,"eventType":"content.created","eventVersion":"1.0.0"},"payload":{` + creation + `}}`
	}},
	{"type-escaped", "names and values of the envelope spelt with escapes", 3 * kib / 4, Valid, func(n int) string {
		return `{"metad\u0061ta":{"ev\u0065ntId":"\u0065","ev\u0065ntType":"content.cr\u0065ated","ev\u0065ntVersion":"1\u002e0.0",` +
			`"timest\u0061mp":"2026-01-15T10:00:00.000\u005a","sourc\u0065":"` + fill(n-256, `\u0061`) + `"},"p\u0061yload":{` + creation + `}}`
	}},
	{"metadata-repeated", "metadata again and again", 64 * kib, Unsound, func(n int) string {
		m := `"metadata":` + metadata("content.created", "1.0.0") + `,`
		return `{` + fill(n, m) + `"payload":{` + creation + `}}`
	}},
	{"metadata-repeated-empty", "empty metadata again and again, each without five fields", 64 * kib, Unsound, func(n int) string {
		return `{` + fill(n, `"metadata":{},`) + `"payload":{` + creation + `}}`
	}},
	{"payload-repeated", "a payload again and again, each to be decoded", 64 * kib, Unsound, func(n int) string {
		return `{"metadata":` + metadata("content.created", "1.0.0") + fill(n, `,"payload":{`+creation+`}`) + `}`
	}},
	{"payload-repeated-empty", "an empty payload again and again, each without four fields", 64 * kib, Unsound, func(n int) string {
		return `{"metadata":` + metadata("content.created", "1.0.0") + fill(n, `,"payload":{}`) + `}`
	}},
	{"type-unknown", "a large event of an unknown type", 64 * kib, Unknown, func(n int) string {
		return event("content.invented", `"x":`+list(n, `{"a":1}`))
	}},
	{"type-long", "a type as long as the document", 64 * kib, Unknown, func(n int) string { return event(fill(n, `t`), creation) }},
	{"type-unknown-invalid", "an unknown type whose metadata are wrong as well", 64 * kib, Invalid, func(n int) string {
		return `{"metadata":{"eventType":"content.invented","x":` + list(n, `0`) + `},"payload":{}}`
	}},
	{"version-unsupported", "a large event of an unsupported major version", 64 * kib, Unsupported, func(n int) string {
		return `{"metadata":` + metadata("content.created", "9.0.0") + `,"payload":{"x":` + list(n, `{"a":1}`) + `}}`
	}},
	{"version-invalid", "no version at all, so that the newest judges", 64 * kib, Invalid, func(n int) string {
		return `{"metadata":` + metadata("content.created", "v1") + `,"payload":{"program":{"tags":` + list(n, `0`) + `}}}`
	}},
	{"version-long", "a version whose numbers are as long as the document", 64 * kib, Unsupported, func(n int) string {
		return `{"metadata":` + metadata("content.created", fill(n, `9`)+`.0.0`) + `,"payload":{` + creation + `}}`
	}},
	{"not-an-object", "an array of events", 64 * kib, Invalid, func(n int) string { return list(n, event("content.created", creation)) }},
	{"empty-object", "two violations in two bytes, and white space", 4 * kib, Invalid, func(n int) string { return `{` + fill(n, ` `) + `}` }},
}
