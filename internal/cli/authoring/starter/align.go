package starter

import "strings"

// aligned aligns the comments of adjacent lines. The templates, which do not know how long
// names are, put four spaces before a comment.
func aligned(text string) []byte {
	lines := strings.Split(text, "\n")
	for start := 0; start < len(lines); {
		end, widest := start, 0
		for ; end < len(lines); end++ {
			before, _, ok := strings.Cut(lines[end], "    # ")
			if !ok {
				break
			}
			widest = max(widest, len(before))
		}
		for i := start; i < end; i++ {
			before, comment, _ := strings.Cut(lines[i], "    # ")
			lines[i] = before + strings.Repeat(" ", widest-len(before)) + "  # " + comment
		}
		start = end + 1
	}
	return []byte(strings.Join(lines, "\n"))
}
