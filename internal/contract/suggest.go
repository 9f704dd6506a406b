package contract

import (
	"fmt"
	"strings"
)

// didYouMean is `; did you mean "x"?` for the closest known word, or nothing if none is
// close.
func didYouMean(word string, known []string) string {
	if nearest := Nearest(word, known); nearest != "" {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return ""
}

// Suggest is didYouMean, or a list of all known words if none is close.
func Suggest(word string, known []string) string {
	if s := didYouMean(word, known); s != "" {
		return s
	}
	return fmt.Sprintf("; there is %s", List(known))
}

// Nearest is the known word that was probably meant, "" if none is close.
func Nearest(word string, known []string) string {
	best, least := "", min((len(word)+1)/3, 3)
	for _, k := range known {
		if d := distance(word, k, least); d <= least && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of single-letter edits and swaps of neighbors from a to
// b, letter case for free; anything over limit is reported as limit+1.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if lower(a[i]) == lower(b[j]) {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, row[j]+1, last[j+1]+1)
			if i > 0 && j > 0 && lower(a[i]) == lower(b[j-1]) && lower(a[i-1]) == lower(b[j]) {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// List is `a, b and c`.
func List(words []string) string {
	switch n := len(words); n {
	case 0:
		return "none"
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}
