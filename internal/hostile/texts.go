package hostile

// texts are long strings: of a scanner's worst bytes, and in its rare paths.
var texts = []Shape{
	{"text-plain", "one long string", mib - kib, Valid, func(n int) string { return query(fill(n, `a`)) }},
	{"text-non-ascii", "UTF-8 to be checked throughout", 64 * kib, Valid, func(n int) string { return query(fill(n, `é`)) }},
	{"text-emoji", "four bytes for each character", 64 * kib, Valid, func(n int) string { return query(fill(n, `🎬`)) }},
	{"text-escapes-short", `only \n, two bytes for one`, 64 * kib, Valid, func(n int) string { return query(fill(n, `\n`)) }},
	{"text-escapes-quote", `only \"`, mib - kib, Valid, func(n int) string { return query(fill(n, `\"`)) }},
	{"text-escapes-unicode", `only \u0061, six bytes for one`, 64 * kib, Valid, func(n int) string { return query(fill(n, `\u0061`)) }},
	{"text-escapes-control", `\u0001, which is written as long as it is read`, 64 * kib, Valid, func(n int) string { return query(fill(n, `\u0001`)) }},
	{"text-escapes-alternating", "an escape after each plain byte, so that no run is long", 64 * kib, Valid, func(n int) string { return query(fill(n, `a\u00e9`)) }},
	{"text-surrogate-pairs", "two escapes for one character", 64 * kib, Valid, func(n int) string { return query(fill(n, `\ud83d\ude00`)) }},
	{"text-lone-surrogates", "a fault every six bytes", 64 * kib, Unsound, func(n int) string { return query(fill(n, `\ud800`)) }},
	{"text-lone-surrogates-any", "the same in any JSON", 64 * kib, Unsound, func(n int) string { return failed(list(n, `"\udfff"`)) }},
	{"text-invalid-utf8", "bytes that are not UTF-8", 64 * kib, Unsound, func(n int) string { return query(fill(n, "\xff")) }},
	{"text-invalid-utf8-last", "the last byte alone is wrong", 64 * kib, Unsound, func(n int) string { return query(fill(n, `é`) + "\xc3") }},
	{"text-invalid-utf8-many", "many strings, each a fault", 64 * kib, Unsound, func(n int) string { return failed(list(n, "\"\xff\"")) }},
	{"text-bad-escape-last", `many escapes, and the last is none`, 64 * kib, Unsound, func(n int) string { return query(fill(n, `\u0061`) + `\u00zz`) }},
	{"text-cut-escape", "cut off within its last escape", 64 * kib, Unsound, func(n int) string { return cut(query(fill(n, `\u0061`)), 42) }},
	{"text-any-escapes", "short strings with an escape each, in any JSON", 64 * kib, Valid, func(n int) string { return failed(list(n, `"\n"`)) }},
	{"text-any-unicode", `\u escapes in any JSON, which is written without them`, 64 * kib, Valid, func(n int) string { return failed(`"` + fill(n, `\u0061`) + `"`) }},
	{"text-too-long", "far past a limit in characters, which are counted", 64 * kib, Invalid, func(n int) string {
		return ofProgram(`"description":"` + fill(n, `é`) + `"`)
	}},
	{"text-line-separators", "U+2028, which some escape and JSON.stringify does not", 64 * kib, Valid, func(n int) string { return query(fill(n, "\u2028")) }},
}

func query(text string) string {
	return event("search.performed", `"query":"`+text+`","resultsCount":1,"searchTime":1`)
}
