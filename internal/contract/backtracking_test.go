package contract

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// Each refused pattern has a text of so many characters that takes too many
// steps, and is accepted where no text is as long.
func TestBacktracks_Refused(t *testing.T) {
	for _, c := range []struct {
		name, pattern, attack string
		length                int
	}{
		{"repetition within a repetition", `^(a+)+$`, `"a" repeated 18 times, then "!"`, 19},
		{"equal alternatives", `^(a|a)*b$`, `"a" repeated 17 times`, 17},
		{"optional separator", `^([a-z0-9]+-?)*[a-z]$`, `"0" repeated 18 times`, 18},
		{"overlapping alternatives", `^(?:a|b|ab)*c$`, `"ab" repeated 16 times`, 32},
		{"overlapping classes", `^(?:[^x]|[^y])*z$`, `"!" repeated 17 times`, 17},
		{"repetition of what may be empty", `^(?:a*)*$`, `"a" repeated 18 times, then "!"`, 19},
		{"repetition of a repetition of two", `^((aa)*)*$`, `"aa" repeated 18 times, then "!"`, 37},
		{"boundaries of words", `^((?: |[^a])\b)*-$`, `"0", then " 0" repeated 16 times`, 33},
		{"counted repetitions", `^(a{1,30}){1,30}$`, `"a" repeated 18 times, then "!"`, 19},
		{"optional characters", `^(a?){30}a{30}$`, `"a" repeated 5 times`, 5},
		{"after a fixed beginning", `^b{5}(a+)+$`, `"bbbbba", then "a" repeated 17 times, then "!"`, 24},
		{"suffix that is a character of the pattern", `^(a+)+[^b]$`, `"a" repeated 18 times, then "b"`, 19},
		{"suffix of two characters", `^(?:[^a]$|(?:a|\w))*$`, `"a" repeated 17 times, then "!!"`, 19},
		{"neighbouring repetitions", `^[a-z]*[a-z0-9]*$`, `"a" repeated 815 times, then "!"`, 816},
		{"no anchor", `[a-z]+x`, `"a" repeated 816 times`, 816},
		{"no anchor, limited repetition", `[a-z]{1,1000}x`, `"a" repeated 816 times`, 816},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := newAnalyses().backtracks(c.pattern, longestText)
			if n := utf8.RuneCountInString(got.text); got.attack != c.attack || n != c.length || got.gaveUp {
				t.Errorf("%q: %s, %d characters; want %s, %d characters", c.pattern, got.attack, n, c.attack, c.length)
			}
			if got := newAnalyses().backtracks(c.pattern, c.length); got.attack == "" {
				t.Errorf("%q is accepted for texts of %d characters", c.pattern, c.length)
			}
			if got := newAnalyses().backtracks(c.pattern, c.length/2); got.attack != "" || got.gaveUp {
				t.Errorf("%q is refused for texts of %d characters: %s", c.pattern, c.length/2, got.attack)
			}
		})
	}
}

// What is costly is found behind, and among, much that looks costly and is not.
func TestBacktracks_RefusesHiddenAmongHarmlessParts(t *testing.T) {
	const lower = "abcdefghijklmnopqrstuvwx"
	each := func(characters, format string) string {
		var parts []string
		for _, r := range characters {
			parts = append(parts, strings.ReplaceAll(format, "%", string(r)))
		}
		return strings.Join(parts, "|")
	}
	letters := lower + strings.ToUpper(lower) + "YZ"
	for _, c := range []struct {
		name, pattern string
		maxLength     int
		attack        string
	}{
		{"behind limited repetitions", "^(?:" + each(letters, "(?:%|%){0,3}") + "|(?:yz|yz)*)$", 200, `"yz" repeated 17 times, then "!"`},
		{"a word of a state that has a harmless one", `^(?:x(?:(?:a?){0,2}|b|b)y)*$`, 200, ""},
		{"a suffix behind 50 others", "^(?:yz|yz)*(?:" + each(letters, "%") + `)?[^\xe9]*$`, 200, `"yz" repeated 13 times, then "\u00e9"`},
		{"a suffix of three characters", `^(?:yz|yz)*(?:[^qy][\w\W]*|y[^z][\w\W]*|y|q[^r][\w\W]*|qr[^s][\w\W]*|qr?)?$`, 200, ""},
		{"a suffix longer than a limit", `^(?:yz|yz)*[\w\W]{0,5}$`, 200, ""},
		{"a suffix longer than a larger limit", `^(?:yz|yz)*[\w\W]{0,30}$`, 200, ""},
		{"optional words", "^" + strings.Repeat("(?:yz)?", 30) + "(?:yz){30}$", 200, ""},
		{"optional alternatives", "^" + strings.Repeat("(?:q|yz)?", 30) + "(?:yz){30}$", 200, ""},
		{"an optional character behind 30 others", "^(?:" + each(letters, "%") + "|" + strings.Repeat("z?", 30) + "z{30})$", 200, ""},
		{"a chain behind ten pumps", "^(?:" + each(lower[:12], "%*%*!") + "|y*y*-z*z*)$", 200, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if reason := Unportable(c.pattern); reason != "" {
				t.Fatal(reason)
			}
			got := newAnalyses().backtracks(c.pattern, c.maxLength)
			if got.attack == "" || c.attack != "" && got.attack != c.attack {
				t.Errorf("%q: %q, gave up %t, unsure %t; want %s", c.pattern, got.attack, got.gaveUp, got.unsure, c.attack)
			}
		})
	}
}

// A pattern is not called harmless because nothing costly is found: it is refused if it
// may be costly, unless it matches whatever the text is.
func TestBacktrackingFinding_RefusesWhatItCannotJudge(t *testing.T) {
	for _, c := range []struct {
		pattern   string
		maxLength int
		want      string
	}{
		{`^(?:yz|yz)*[\w\W]{0,30}$`, 70, notJudged},
		{`^(?:yz|yz)*[\w\W]{0,30}$`, 30, ""},
		{`^(?:yz|[\w\W]|yz)*$`, longestText, ""},
		{`(?:yz|yz)*`, longestText, ""},
		{"^(?:" + strings.Repeat("(?:a|a){0,3}|", 400) + "b)$", 200, tooLargeToAnalyse},
	} {
		if got := newAnalyses().finding(c.pattern, c.maxLength); got != c.want {
			t.Errorf("%.80q, at most %d characters: %s; want %q", c.pattern, c.maxLength, got, c.want)
		}
	}
}

// A text that repeats one word is too short here, one that repeats two is not.
func TestBacktracks_ChainOfPumps(t *testing.T) {
	const pattern, want = `^[a-z]*[a-z]*x[0-9]*[0-9]*$`, `"a", then "a" repeated 85 times, then "x0", then "0" repeated 85 times, then "!"`
	if got := newAnalyses().backtracks(pattern, 300); got.attack != want {
		t.Errorf("got %s, want %s", got.attack, want)
	}
	if got := newAnalyses().backtracks(pattern, 90); got.attack != "" {
		t.Errorf("%s is refused for texts of 90 characters", got.attack)
	}
}

func TestBacktracks_Accepted(t *testing.T) {
	patterns := []string{
		`^[a-z]+$`,
		`^[a-z0-9]+(-[a-z0-9]+)*$`,
		`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`,
		`^[a-z]{1,1000}$`,
		`^a+b+c+$`,
		`(a+)+`,
		`a[0-9]c`,
		`\bfoo\b`,
		`^\+[1-9]\d{1,14}$`,
		`^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$`,
		`^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$`,
		`^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$`,
		`^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12},)*$`,
		`^(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$`,
		`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z\-][0-9a-zA-Z\-]*))?$`,
		"^" + strings.Repeat("abcdefghij", 1000) + "$",
		VersionPattern(1),
	}
	for _, pattern := range Patterns {
		patterns = append(patterns, pattern)
	}
	for _, pattern := range patterns {
		if reason := Unportable(pattern); reason != "" {
			t.Errorf("%q: %s", pattern, reason)
		}
		if got := newAnalyses().backtracks(pattern, longestText); got.attack != "" || got.gaveUp || got.unsure {
			t.Errorf("%.80q is refused: %s, gave up %t, unsure %t", pattern, got.attack, got.gaveUp, got.unsure)
		}
	}
}

// Texts that the pattern matches early, or in any case, do not hide those that it does not.
func TestBacktracks_RefusesWhatOftenMatches(t *testing.T) {
	for _, c := range []struct{ name, pattern, attack string }{
		{"other beginnings always match", `(?:(?:^0$|^)(?:(b)+|^$$)|^((?:\w|b)){2,}?$)`, `"a0", then "bb0" repeated 8 times, then "!"`},
		{"the plain repetition matches", `((?:a|\w))*(^[ab]$){0,9}(a){2}`, `"!", then "a0" repeated 14 times`},
		{"the first way to a match fails late", `([ab](\w)+((?:b|[^a]))*){2,}`, `"a0!", then "0b!" repeated 15 times`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := newAnalyses().backtracks(c.pattern, 300); got.attack != c.attack {
				t.Errorf("%q: %q; want %q", c.pattern, got.attack, c.attack)
			}
		})
	}
}

// Nothing in these patterns repeats without limit, and each choice doubles the ways.
func TestBacktracks_RefusesManyChoices(t *testing.T) {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	of := func(part string) string {
		var b strings.Builder
		for _, letter := range letters {
			b.WriteString(strings.ReplaceAll(part, "x", string(letter)))
		}
		return "^" + b.String() + "$"
	}
	overlapping := "^"
	for i := range 26 {
		a, b, c := letters[i], letters[(i*7+3)%26], letters[(i*5+11)%26]
		overlapping += fmt.Sprintf("(?:%c|%c%c)(?:%c%c|%c)%s", a, a, b, b, c, c, strings.Repeat("-", 15))
	}
	for _, c := range []struct {
		name, pattern string
		length        int
		attack        string
	}{
		{"optional characters", of("x?x?"), 60, `"abcdefghijklmn!"`},
		{"equal alternatives", of("(?:x|x)"), 60, `"abcdefghijklmnopqr"`},
		{"overlapping classes", of("(?:[x0]|x)"), 60, `"abcdefghijklmnopqr"`},
		{"limited repetitions", of("(?:x{0,3}){0,3}")[:1+11*len("(?:x{0,3}){0,3}")] + "$", 100, `"aabbcccdddeeeefffffggghijkk!"`},
		{"very many limited repetitions", of("(?:x{0,3}){0,3}"), 100, ``},
		{"far apart", overlapping + "$", 1000, `"adl---------------bk\u2026-oxd---------------p"`},
		{"behind many ways to nothing", "^(?:" + strings.Repeat("(?:|)", 12) + "$|(?:" + letters + strings.ToUpper(letters) + "0123456789!#%&)+)+$", 2000,
			`"abcdefghijklmnopqrst\u2026UVWXYZ0123456789!#%&", then "abcdefghijklmnopqrst\u2026UVWXYZ0123456789!#%&" repeated 6 times, then "-"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := newAnalyses().backtracks(c.pattern, c.length); got.attack != c.attack || got.unsure != (c.attack == "") {
				t.Errorf("%q: %s, unsure %t; want %s", c.pattern, got.attack, got.unsure, c.attack)
			}
		})
	}
}

// Nearly as many steps as are allowed, for one attack after the other, are no reason to
// give up.
func TestBacktracks_AcceptsUpToWhatIsAllowed(t *testing.T) {
	for _, c := range []struct {
		pattern string
		length  int
	}{
		{`((?:(?:0|)|b))+^[a0]0b$`, 300},
		{`(\w)+(?:(?:|a)|\d)\b`, 300},
	} {
		if got := newAnalyses().backtracks(c.pattern, c.length); got != (backtracking{}) {
			t.Errorf("%q, at most %d characters: %+v", c.pattern, c.length, got)
		}
	}
}

// The work for a pattern is limited, whatever its size.
func TestBacktracks_GivesUp(t *testing.T) {
	for name, pattern := range map[string]string{
		"many repetitions":         "^" + strings.Repeat("[a-z]*-", 1400) + "$",
		"many equal repetitions":   strings.Repeat("a*", 5000),
		"many optional characters": strings.Repeat("a?", 5000),
		"many counted characters":  "^" + strings.Repeat("[a-z]{1000}", 900) + "$",
	} {
		t.Run(name, func(t *testing.T) {
			if got := newAnalyses().finding(pattern, longestText); got != tooLargeToAnalyse {
				t.Errorf("got %q, want to give up", got)
			}
		})
	}
}

func TestBacktrackingFinding_SaysWhatToDo(t *testing.T) {
	for _, c := range []struct {
		pattern   string
		maxLength int
		want      string
	}{
		{`[a-z]+x`, longestText, `JavaScript backtracks: "a" repeated 816 times takes the pattern more than 1000000 steps; begin it with ^, so that it is not tried at each position, or set maxLength`},
		{`[a-z]+x`, 1000, `JavaScript backtracks: "a" repeated 816 times takes the pattern more than 1000000 steps; begin it with ^, so that it is not tried at each position, or lower maxLength`},
		{`(a+)+x`, longestText, `JavaScript backtracks: "a" repeated 17 times takes the pattern more than 1000000 steps; write it so that each text matches in one way only, or set maxLength`},
		{`[a-z]+x`, 500, ""},
	} {
		if got := newAnalyses().finding(c.pattern, c.maxLength); got != c.want {
			t.Errorf("%q, at most %d characters:\ngot  %s\nwant %s", c.pattern, c.maxLength, got, c.want)
		}
	}
}

// Many patterns are analysed within the budget of a few; the others are refused.
func TestLint_BoundsAnalysisOfAllPatterns(t *testing.T) {
	budget := newAnalyses()
	refused := 0
	for i := range 200 {
		pattern := fmt.Sprintf("^x%d%s$", i, strings.Repeat("[^a-z]{0,90}", 30))
		if got := budget.finding(pattern, longestText); got == tooLargeToAnalyse {
			refused++
		}
	}
	if budget.work > 0 && budget.steps > 0 || refused == 0 {
		t.Errorf("%d patterns are refused, %+v is left", refused, budget)
	}
	if budget.work < -maxAnalysisWork || budget.steps < -2*maxAnalysisSteps {
		t.Errorf("%+v is left", budget)
	}
	if got := newAnalyses().finding(strings.Repeat("a", maxPattern+1), 10); got != tooLargeToAnalyse {
		t.Errorf("a pattern of %d bytes: %q", maxPattern+1, got)
	}
}
