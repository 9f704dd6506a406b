package compat

import "strconv"

// limit is a limit in words.
func limit(n int) string {
	if n == unlimited {
		return "without limit"
	}
	return strconv.Itoa(n)
}

// atMost is an upper limit in words.
func atMost(n int, what string) string {
	if n == unlimited {
		return "may have any number of " + what + "s"
	}
	return "has at most " + count(n, what)
}

// count is so many of something, in words.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
