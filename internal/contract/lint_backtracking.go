package contract

import "fmt"

// lintBacktracking reports patterns for which JavaScript's regular expressions
// take too many steps. Go's take time in proportion to the text.
func lintBacktracking(c *Contract, problems *Problems) {
	type judged struct {
		pattern   string
		maxLength int
	}
	known := map[judged]string{}
	eachDeclared(c, func(s *Schema) {
		if s.Kind != KindString || s.Pattern == "" {
			return
		}
		key := judged{s.Pattern, longestText}
		if s.MaxLength != nil {
			key.maxLength = min(*s.MaxLength, longestText)
		}
		text, ok := known[key]
		if !ok {
			text = backtrackingFinding(key.pattern, key.maxLength)
			known[key] = text
		}
		if text != "" {
			pos, _ := s.At("pattern")
			problems.add(pos, "backtracking", "%s", text)
		}
	})
}

const tooLargeToAnalyse = "the pattern is too large to tell how many steps JavaScript takes for it; use fewer alternatives and repetitions"

// backtrackingFinding says what is wrong with a pattern, "" for nothing.
func backtrackingFinding(pattern string, maxLength int) string {
	got := backtracks(pattern, maxLength)
	switch {
	case got.gaveUp:
		return tooLargeToAnalyse
	case got.attack == "":
		return ""
	}
	limit := "lower maxLength"
	if maxLength == longestText {
		limit = "set maxLength"
	}
	repair := "write it so that each text matches in one way only"
	if got.restarts && anchoringHelps(pattern, maxLength) {
		repair = "begin it with ^, so that it is not tried at each position"
	}
	return fmt.Sprintf("JavaScript backtracks: %s takes the pattern more than %d steps; %s, or %s", got.attack, allowedSteps(len([]rune(got.text))), repair, limit)
}

// anchoringHelps reports whether the pattern would be accepted if it began with ^.
func anchoringHelps(pattern string, maxLength int) bool {
	got := backtracks("^(?:"+pattern+")", maxLength)
	return got.attack == "" && !got.gaveUp
}
