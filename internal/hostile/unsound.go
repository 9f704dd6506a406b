package hostile

// unsound documents are read to their very end before they are refused.
var unsound = []Shape{
	{"cut-off", "the last brace is missing", 64 * kib, Unsound, func(n int) string { return cut(failed(list(n, `{"a":1}`)), 1) }},
	{"cut-off-text", "a string that does not end", mib - kib, Unsound, func(n int) string { return cut(query(fill(n, `a`)), 40) }},
	{"cut-off-name", "a name that does not end", 64 * kib, Unsound, func(n int) string { return `{"` + fill(n, `a`) }},
	{"cut-off-number", "a number that ends with its exponent", 64 * kib, Unsound, func(n int) string { return `{"a":` + fill(n, `1`) + `e` }},
	{"fault-in-last-byte", "a bracket for the last brace", 64 * kib, Unsound, func(n int) string { return cut(failed(list(n, `{"a":1}`)), 1) + `]` }},
	{"more-after-the-end", "a second document behind the first", 64 * kib, Unsound, func(n int) string { return created(`"x":1`) + fill(n, `{}`) }},
	{"no-json", "zeros, as of a file with holes", 64 * kib, Unsound, func(n int) string { return fill(n, "\x00") }},
	{"control-character-last", "a line break at a long string's end", 64 * kib, Unsound, func(n int) string { return query(fill(n, `a`) + "\n") }},
	{"commas", "nothing but commas", 64 * kib, Unsound, func(n int) string { return failed(`[` + fill(n, `,`) + `]`) }},
	{"brackets-in-text", "brackets in a string, which are none", 64 * kib, Valid, func(n int) string { return query(fill(n, `[{`)) }},
	{"almost-literals", "a misspelt literal at the end of many", 64 * kib, Unsound, func(n int) string { return failed(`[` + fill(n, `null,`) + `nul]`) }},
}

func cut(s string, n int) string { return s[:len(s)-n] }
