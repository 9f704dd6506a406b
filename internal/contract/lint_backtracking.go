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
	budget := newAnalyses()
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
			text = budget.finding(key.pattern, key.maxLength)
			known[key] = text
		}
		if text != "" {
			pos, _ := s.At("pattern")
			problems.add(pos, "backtracking", "%s", text)
		}
	})
}

const tooLargeToAnalyse = "the pattern is too large to tell how many steps JavaScript takes for it; use fewer alternatives and repetitions"

const notJudged = "cannot tell how many steps JavaScript takes for the pattern; write it so that each text matches in one way only, or give it a simpler pattern"

// finding describes the problem of a pattern, "" if there is none.
func (budget *analyses) finding(pattern string, maxLength int) string {
	got := budget.backtracks(pattern, maxLength)
	switch {
	case got.gaveUp:
		return tooLargeToAnalyse
	case got.unsure && got.attack == "":
		return notJudged
	case got.attack == "":
		return ""
	}
	limit := "lower maxLength"
	if maxLength == longestText {
		limit = "set maxLength"
	}
	repair := "write it so that each text matches in one way only"
	if got.restarts && budget.anchoringHelps(pattern, maxLength) {
		repair = "begin it with ^, so that it is not tried at each position"
	}
	return fmt.Sprintf("JavaScript backtracks: %s takes the pattern more than %d steps; %s, or %s", got.attack, allowedSteps(len([]rune(got.text))), repair, limit)
}

// anchoringHelps reports whether the pattern would be accepted if it began with ^.
func (budget *analyses) anchoringHelps(pattern string, maxLength int) bool {
	got := budget.backtracks("^(?:"+pattern+")", maxLength)
	return got.attack == "" && !got.gaveUp && !got.unsure
}
