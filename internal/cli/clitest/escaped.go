package clitest

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// ownCommand is a line that findings have for GitHub Actions.
var ownCommand = regexp.MustCompile(`^::(error|warning|notice) (file=[^:]*,)?(line=\d+,)?title=[A-Za-z_-]+::`)

// pipelineCommand is what a build server takes for a command, wherever it is.
var pipelineCommand = regexp.MustCompile(`##[A-Za-z]*\[`)

// CheckEscaped fails the test if text, which a command printed, commands a terminal or a build
// server. It reports whether text contains "planted". With github, the command's own workflow
// commands are allowed.
func CheckEscaped(t *testing.T, what, text string, github bool) (planted bool) {
	t.Helper()
	for n, line := range strings.Split(text, "\n") {
		for _, r := range line {
			if r != '\t' && !unicode.IsGraphic(r) {
				t.Errorf("%s: line %d has %U: %q", what, n+1, r, line)
				break
			}
		}
		if command := strings.HasPrefix(strings.TrimSpace(line), "::"); command && !(github && ownCommand.MatchString(line)) || pipelineCommand.MatchString(line) {
			t.Errorf("%s: line %d is a command: %q", what, n+1, line)
		}
	}
	return strings.Contains(text, "planted")
}
