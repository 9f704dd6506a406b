package contract

import (
	"slices"
	"strings"
)

// list is `a, b and c`.
func list(words []string) string {
	switch n := len(words); n {
	case 0:
		return "none"
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

func contains(words []string, word string) bool { return slices.Contains(words, word) }
