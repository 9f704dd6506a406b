package compat

import "strconv"

// limit describes a limit in words.
func limit(n int) string {
	if n == unlimited {
		return "without limit"
	}
	return strconv.Itoa(n)
}

// atMost describes an upper limit in words.
func atMost(n int, what string) string {
	if n == unlimited {
		return "may have any number of " + what + "s"
	}
	return "has at most " + count(n, what)
}

// count describes a number of things in words.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
