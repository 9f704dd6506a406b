package hostile

// numbers are spelt so that reading or writing their value is much work for
// their bytes.
var numbers = []Shape{
	{"number-digits", "one number of very many digits", 64 * kib, Valid, func(n int) string { return failed(fill(n, `7`)) }},
	{"number-digits-largest", "the same in the largest event", mib - kib, Valid, func(n int) string { return failed(fill(n, `7`)) }},
	{"number-fraction", "a fraction of very many digits", 64 * kib, Valid, func(n int) string { return failed(`0.` + fill(n, `3`)) }},
	{"number-zeros", "zeros before the first digit that counts", 64 * kib, Valid, func(n int) string { return failed(`0.` + fill(n, `0`) + `1`) }},
	{"number-exponent", "an exponent of very many digits", 64 * kib, Valid, func(n int) string { return failed(`1e` + fill(n, `9`)) }},
	{"number-exponent-zeros", "an exponent of zeros", 64 * kib, Valid, func(n int) string { return failed(`1e` + fill(n, `0`) + `1`) }},
	{"numbers-300-digits", "integers with as many digits as a float64 can have", 64 * kib, Valid, func(n int) string { return failed(list(n, fill(300, `3`))) }},
	{"numbers-800-digits", "as many digits as strconv looks at", 64 * kib, Valid, func(n int) string { return failed(list(n, `0.`+fill(800, `3`))) }},
	{"numbers-17-digits", "digits past a float64's, which are kept", 64 * kib, Valid, func(n int) string { return failed(list(n, `0.12345678901234567`)) }},
	{"numbers-half-way", "between two floats, where the quick ways to read a number give up", 64 * kib, Valid, func(n int) string {
		return failed(list(n, `9007199254740993`))
	}},
	{"numbers-subnormal", "half of the smallest float: the slow way at its slowest", 64 * kib, Valid, func(n int) string {
		return failed(list(n, `2.4703282292062327e-324`))
	}},
	{"numbers-subnormal-upper", "the same, to be written with a small e", 64 * kib, Valid, func(n int) string {
		return failed(list(n, `2.4703282292062327E-324`))
	}},
	{"numbers-17-digits-padded", "17 digits and a needless zero, so that each is compared with the float64", 64 * kib, Valid, func(n int) string {
		return failed(list(n, `0.123456789012345670`))
	}},
	{"numbers-largest", "near the largest float", 64 * kib, Valid, func(n int) string { return failed(list(n, `1.7976931348623157e308`)) }},
	{"numbers-exponents", "short to read, and 21 bytes to write", 64 * kib, Valid, func(n int) string { return failed(list(n, `1e20`)) }},
	{"numbers-past-float64", "what no float64 holds", 64 * kib, Valid, func(n int) string { return failed(list(n, `1e999`)) }},
	{"numbers-minus-zero", "-0, which JSON.stringify writes as 0", 64 * kib, Valid, func(n int) string { return failed(list(n, `-0`)) }},
	{"numbers-unknown", "numbers in fields that the contract does not know", 64 * kib, Valid, func(n int) string {
		return created(`"x":` + list(n, `-1.5E+300`))
	}},
	{"typed-number-digits", "a number of the contract with very many digits", 64 * kib, Invalid, func(n int) string { return searched(`1`, fill(n, `7`)) }},
	{"typed-number-fraction", "the same after the point", 64 * kib, Valid, func(n int) string { return searched(`1`, `0.`+fill(n, `3`)) }},
	{"typed-number-zeros", "nothing but zeros, and then a digit", 64 * kib, Valid, func(n int) string { return searched(`1`, `0.`+fill(n, `0`)+`1`) }},
	{"typed-number-exponent", "an exponent of very many digits", 64 * kib, Invalid, func(n int) string { return searched(`1`, `1e`+fill(n, `9`)) }},
	{"typed-integer-digits", "an integer of the contract with very many digits", 64 * kib, Invalid, func(n int) string { return searched(fill(n, `9`), `1`) }},
	{"typed-integer-zeros", "an integer with a long fraction of zeros", 64 * kib, Valid, func(n int) string { return searched(`1.`+fill(n, `0`), `1`) }},
	{"typed-integer-exponent", "an integer by its exponent, whose leading zeros are many", 64 * kib, Valid, func(n int) string { return searched(`1e`+fill(n, `0`)+`2`, `1`) }},
	{"typed-integer-minus-zero", "-0.000…", 64 * kib, Valid, func(n int) string { return searched(`-0.`+fill(n, `0`), `1`) }},
	{"typed-number-repeated", "a field again and again, each time with a number that is slow to read", 64 * kib, Unsound, func(n int) string {
		return searched(`1`, fill(n, `2.4703282292062327e-324,"searchTime":`)+`1`)
	}},
	{"typed-small-monsters", "both at once in a small event", kib, Valid, func(n int) string {
		return searched(`1.`+fill(n/2, `0`), `2.4703282292062327`+fill(n/2, `2`)+`e-324`)
	}},
}

func searched(count, took string) string {
	return event("search.performed", `"query":"q","resultsCount":`+count+`,"searchTime":`+took)
}
