package hostile

import (
	"fmt"
	"strings"
)

// names must be told apart, in objects that may have very many.
var names = []Shape{
	{"names-many", "short names of unknown fields, each looked up among all before", 64 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return fmt.Sprint("k", i) }))
	}},
	{"names-many-largest", "the same in the largest event", mib - kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return fmt.Sprint("k", i) }))
	}},
	{"names-many-small", "the same in a small one", 4 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return fmt.Sprint("k", i) }))
	}},
	{"names-many-any", "the same in any JSON", 64 * kib, Valid, func(n int) string {
		return failed(`{` + fields(n, func(i int) string { return fmt.Sprint("k", i) }) + `}`)
	}},
	{"names-few", "a handful of unknown fields with large values", 64 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return padded(i, 8) + `":"` + strings.Repeat("v", 8*kib) + `","` + padded(i, 9) }))
	}},
	{"names-long", "names of 4 KiB", 64 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return padded(i, 4*kib) }))
	}},
	{"names-one-long", "one name as long as the document", mib - kib, Valid, func(n int) string { return created(`"` + fill(n, `x`) + `":1`) }},
	{"names-last-byte", "long names that differ at their end alone", 64 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return strings.Repeat("x", 250) + padded(i, 6) }))
	}},
	{"names-first-byte", "long names that differ at their beginning alone", 64 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return padded(i, 6) + strings.Repeat("x", 250) }))
	}},
	{"names-equal-length", "names of equal length, so that length does not distinguish them", 64 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return padded(i, 8) }))
	}},
	{"names-colliding", "pairs of Aa and BB, equal to every hash that multiplies by 31", 64 * kib, Valid, func(n int) string {
		return created(fields(n, colliding))
	}},
	{"names-colliding-zero", "names of NUL bytes, equal to hashes that begin with 0 and do not mix the length", 64 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return strings.Repeat(`\u0000`, i+1) }))
	}},
	{"names-few-objects", "objects of 16 names, as many as are compared one by one", 64 * kib, Valid, func(n int) string {
		return failed(list(n, `{`+fields(120, func(i int) string { return padded(i, 4) })+`}`))
	}},
	{"names-some-objects", "objects of 20 names, a few more than are compared one by one", 64 * kib, Valid, func(n int) string {
		return failed(list(n, `{`+each(20*9-1, func(i int) string { return `"` + padded(i, 4) + `":0` })+`}`))
	}},
	{"names-escaped", "names that consist of escapes, each of which must be unescaped", 64 * kib, Valid, func(n int) string {
		return created(fields(n, func(i int) string { return fmt.Sprintf(`\u%04x\u%04x`, 0x100+i/256, 0x100+i%256) }))
	}},
	{"names-escaped-known", "fields of the contract, spelt with escapes", 4 * kib, Unsound, func(n int) string {
		return created(each(n, func(int) string { return `"\u0074\u0069\u0074\u006c\u0065":"T"` }))
	}},
	{"names-repeated", "the same unknown name again and again", 64 * kib, Unsound, func(n int) string { return created(fill(n, `"a":1,`) + `"a":1`) }},
	{"names-repeated-largest", "the same in the largest event", mib - kib, Unsound, func(n int) string { return created(fill(n, `"a":1,`) + `"a":1`) }},
	{"names-repeated-known", "the same known name again and again", 64 * kib, Unsound, func(n int) string { return created(fill(n, `"title":"T",`) + `"title":"T"`) }},
	{"names-repeated-long", "a long name again and again, each in a pointer", 64 * kib, Unsound, func(n int) string {
		name := `"` + strings.Repeat("~", 200) + `":1`
		return created(fill(n, name+`,`) + name)
	}},
	{"names-repeated-pairs", "each of many names twice", 64 * kib, Unsound, func(n int) string {
		return created(each(n, func(i int) string { return fmt.Sprintf(`"k%d":1`, i/2) }))
	}},
	{"names-repeated-map", "the same entry of a map again and again", 64 * kib, Unsound, func(n int) string {
		return changed(fill(n, change(7)+`,`) + change(7))
	}},
	{"names-between-known", "unknown fields between known ones, so that none stand side by side", 4 * kib, Valid, func(n int) string {
		return event("content.created", each(n, func(i int) string {
			known := strings.Split(creation, ",")
			if i%64 == 0 && i/64 < len(known) {
				return known[i/64]
			}
			return fmt.Sprintf(`"k%d":1`, i)
		}))
	}},
}

// fields are fields with the named names, in n bytes.
func fields(n int, name func(i int) string) string {
	return each(n, func(i int) string { return `"` + name(i) + `":1` })
}

// padded is a number with zeros before it.
func padded(i, width int) string { return fmt.Sprintf("%0*d", width, i) }

// colliding spells the bits of a number with Aa and BB.
func colliding(i int) string {
	var b strings.Builder
	for bit := range 14 {
		if i>>bit&1 == 0 {
			b.WriteString("Aa")
		} else {
			b.WriteString("BB")
		}
	}
	return b.String()
}
