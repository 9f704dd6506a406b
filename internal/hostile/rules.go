package hostile

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/wire"
)

// rules are broken as often as possible: each violation has a pointer and a message. Up to
// 256 are kept, which takes about 60 KiB whatever the size of the document; so none of
// these documents is small. See [Violations] for those.
var rules = []Shape{
	{"violations-type", "a violation every two bytes, far more than are kept", 64 * kib, Invalid, func(n int) string { return tagged(list(n, `0`)) }},
	{"violations-type-largest", "the same in the largest event", mib - kib, Invalid, func(n int) string { return tagged(list(n, `0`)) }},
	{"violations-min-length", "an empty string is a violation every three bytes", 64 * kib, Invalid, func(n int) string { return tagged(list(n, `""`)) }},
	{"violations-max-length", "many lengths past a limit", 64 * kib, Invalid, func(n int) string {
		return repeatedInvalid(n, `"rating":"`+strings.Repeat("9", 11)+`"`)
	}},
	{"violations-required", "entries of a map that lack two fields each", 64 * kib, Invalid, func(n int) string {
		return changed(each(n, func(i int) string { return fmt.Sprintf(`"%d":{}`, i) }))
	}},
	{"violations-required-largest", "the same in the largest event", mib - kib, Invalid, func(n int) string {
		return changed(each(n, func(i int) string { return fmt.Sprintf(`"%d":{}`, i) }))
	}},
	{"violations-no-more", "as many as are kept, and not one more", 64 * kib, Invalid, func(n int) string {
		item := `"` + strings.Repeat("t", n/wire.MaxViolations-8) + `",0`
		return tagged(`[` + strings.TrimSuffix(strings.Repeat(item+`,`, wire.MaxViolations), `,`) + `]`)
	}},
	{"violations-long-names", "each pointer has a long name in it", 64 * kib, Invalid, func(n int) string {
		return changed(each(n, func(i int) string { return `"` + padded(i, 64) + `":0` }))
	}},
	{"violations-slashes", "each pointer has a name that is twice as long, escaped", 64 * kib, Invalid, func(n int) string {
		return changed(each(n, func(i int) string { return `"` + strings.Repeat("/", 60) + padded(i, 5) + `":0` }))
	}},
	{"violations-enum", "each field of a program at odds with its rule", 4 * kib, Invalid, func(n int) string {
		return event("content.created", `"contentId":"","contentType":"","title":"","createdBy":""`,
			`"program":{"id":"","title":"","contentType":"`+fill(n, `x`)+`","status":"none","thumbnailUrl":"","posterUrl":"","duration":-1,"rating":"`+
				`12345678901","releaseDate":"","createdAt":"","updatedAt":"","genres":0,"tags":0}`)
	}},
	{"violations-null", "null where a string must be", 64 * kib, Invalid, func(n int) string { return tagged(list(n, `null`)) }},
	{"violations-objects", "objects where strings must be, each read to its end", 64 * kib, Invalid, func(n int) string { return tagged(list(n, `{"a":[]}`)) }},
	{"payload-array", "the payload is a wide array", 64 * kib, Invalid, func(n int) string {
		return `{"metadata":` + metadata("content.created", "1.0.0") + `,"payload":` + list(n, `0`) + `}`
	}},
	{"uri-near-miss", "the longest URI that is allowed, wrong in its last byte", 4 * kib, Invalid, func(n int) string {
		uri := `"https://` + fill(2039, `a`) + `>"`
		return ofProgram(`"thumbnailUrl":` + uri + `,"posterUrl":` + uri)
	}},
	{"uri-no-colon", "a scheme as long as the document", 64 * kib, Invalid, func(n int) string { return ofProgram(`"posterUrl":"` + fill(n, `a`) + `"`) }},
	{"uri-too-long", "a URI as long as the document, beyond ASCII", 64 * kib, Invalid, func(n int) string {
		return ofProgram(`"posterUrl":"https://` + fill(n, `é`) + `"`)
	}},
	{"email-near-miss", "an address of dots and a second @ at its end", 64 * kib, Invalid, func(n int) string { return mailed(`a@` + fill(n, `a.`) + `a@b`) }},
	{"email-ats", "nothing but @", 64 * kib, Invalid, func(n int) string { return mailed(fill(n, `@`)) }},
	{"email-space", "an address with a space at its very end", 64 * kib, Invalid, func(n int) string { return mailed(fill(n, `é`) + `@b.c d`) }},
	{"date-time-near-miss", "a second with too many digits", 64 * kib, Invalid, func(n int) string {
		return ofProgram(`"releaseDate":"2026-01-15T10:00:00.` + fill(n, `0`) + `Z"`)
	}},
	{"date-time-longest", "a time in a field that must be one, not ending", 64 * kib, Invalid, func(n int) string {
		return event("ingest.failed", strings.Replace(failure, "10:00:00.000Z", "10:00:00."+fill(n, `1`)+"Z", 1))
	}},
	{"semver-long", "a version of very many digits", 64 * kib, Invalid, func(n int) string {
		return `{"metadata":` + metadata("content.created", fill(n, `9`)+`.0.x`) + `,"payload":{` + creation + `}}`
	}},
}

func tagged(tags string) string { return ofProgram(`"tags":` + tags) }

// repeatedInvalid breaks one rule of a program in each of many entries.
func repeatedInvalid(n int, field string) string {
	return ofProgram(field + `,"genres":` + list(n, `"","g"`))
}

func mailed(address string) string {
	return event("auth.user.created", `"userId":"u-1","email":"`+address+`","firstName":"F","lastName":"L","role":"USER","createdBy":"u-1"`)
}

// Violations returns a small document that breaks a rule every two bytes, n times in all.
// Its cost should be compared with that number: no smaller report of 256 violations fits a
// document of half a kilobyte.
func Violations(n int) []byte { return []byte(tagged(list(2*n, `0`))) }
