package hostile

import "strings"

// deep documents nest: each level may cost a frame of the stack, or a buffer.
var deep = []Shape{
	{"arrays-64-deep", "nests as deep as is allowed, again and again", 64 * kib, Valid, func(n int) string {
		return failed(list(n, nested(`[`, ``, `]`, 61)))
	}},
	{"objects-64-deep", "each level is an object whose names are checked", 64 * kib, Valid, func(n int) string {
		return failed(list(n, nested(`{"a":`, `1`, `}`, 61)))
	}},
	{"mixed-64-deep", "arrays and objects in turns", 64 * kib, Valid, func(n int) string {
		return failed(list(n, nested(`[{"a":`, `1`, `}]`, 30)))
	}},
	{"unknown-64-deep", "the same in fields that the contract does not know", 64 * kib, Valid, func(n int) string {
		return created(`"x":` + list(n, nested(`{"a":[`, `null`, `]}`, 30)))
	}},
	{"many-fields-64-deep", "all names of 60 objects are open at once", 64 * kib, Valid, func(n int) string {
		fields := each(n/60-20, func(i int) string { return `"` + padded(i, 6) + `":0` })
		return failed(nested(`{`+fields+`,"a":`, `1`, `}`, 60))
	}},
	{"arrays-too-deep", "never ends; must end at level 65", 64 * kib, Unsound, func(n int) string {
		return failed(nested(`[`, ``, `]`, n/2))
	}},
	{"objects-too-deep", "the same of objects, in the largest event", mib - kib, Unsound, func(n int) string {
		return failed(nested(`{"a":`, `1`, `}`, n/6))
	}},
	{"too-deep-unclosed", "only opens", 64 * kib, Unsound, func(n int) string { return fill(n, `[`) }},
	{"too-deep-at-the-end", "all is read before the fault is found", 64 * kib, Unsound, func(n int) string {
		return failed(`[` + fill(n, `[],`) + nested(`[`, ``, `]`, 64) + `]`)
	}},
	{"64-deep-unclosed", "opens as deep as is allowed, again and again, and does not close the last", 64 * kib, Unsound, func(n int) string {
		return failed(`[` + fill(n, nested(`[`, ``, `]`, 61)+`,`) + strings.Repeat(`[`, 61))
	}},
}

func nested(open, inner, shut string, depth int) string {
	return strings.Repeat(open, depth) + inner + strings.Repeat(shut, depth)
}
