package hostile

import "strconv"

// wide documents have many small values side by side: each may cost a
// violation, a header, or a copy of all before it when a list grows.
var wide = []Shape{
	{"empty-arrays", "most values for their bytes, in any JSON", 64 * kib, Valid, func(n int) string { return failed(list(n, `[]`)) }},
	{"empty-objects", "each might get a map", 64 * kib, Valid, func(n int) string { return failed(list(n, `{}`)) }},
	{"empty-strings", "each might get a header", mib - kib, Valid, func(n int) string { return failed(list(n, `""`)) }},
	{"digits", "a value every two bytes", mib - kib, Valid, func(n int) string { return failed(list(n, `0`)) }},
	{"literals", "true, false and null", 64 * kib, Valid, func(n int) string { return failed(list(n, `true,false,null`)) }},
	{"unknown-array", "wide in a field that the contract does not know", mib - kib, Valid, func(n int) string { return created(`"x":` + list(n, `1`)) }},
	{"short-tags", "an array of strings: 16 bytes of header for 4 of the document", 64 * kib, Valid, func(n int) string {
		return ofProgram(`"tags":` + list(n, `"t"`))
	}},
	{"short-tags-largest", "the same in the largest event", mib - kib, Valid, func(n int) string {
		return ofProgram(`"tags":` + list(n, `"t"`))
	}},
	{"short-tags-small", "the same in a small one", 4 * kib, Valid, func(n int) string {
		return ofProgram(`"tags":` + list(n, `"t"`))
	}},
	{"map-entries", "a map of the contract with many entries, each a struct", 64 * kib, Valid, func(n int) string {
		return changed(each(n, change))
	}},
	{"map-entries-largest", "the same in the largest event", mib - kib, Valid, func(n int) string {
		return changed(each(n, change))
	}},
	{"map-of-maps", "an entry whose values are wide themselves", 64 * kib, Valid, func(n int) string {
		return changed(each(n, func(i int) string {
			return `"` + strconv.Itoa(i) + `":{"old":{},"new":[{},{}]}`
		}))
	}},
	{"white-space", "nothing but spaces between two tokens", mib - kib, Valid, func(n int) string { return created(`"x":` + fill(n, ` `) + `1`) }},
	{"white-space-everywhere", "a line break and a tab around each token", 64 * kib, Valid, func(n int) string {
		return failed(list(n, "\n\t{\r\n\t\"a\"\t:\n\t[ 1 ,\n\t2 ]\n\t}\n\t"))
	}},
	{"white-space-typed", "white space where a field of the contract might stand", 64 * kib, Valid, func(n int) string {
		gap := fill(n/5, "\n")
		return `{` + gap + `"metadata":` + metadata("content.created", "1.0.0") + `,` + gap + `"payload":` + gap + `{` + creation + gap + `}` + gap + `}`
	}},
}

func change(i int) string { return `"` + strconv.Itoa(i) + `":{"old":0,"new":1}` }
