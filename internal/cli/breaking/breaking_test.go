package breaking_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
)

// A pattern of 60 kB is legal, and what a reader says of an event that breaks it quotes
// it.
func TestBreaking_QuotesLittleOfAPattern(t *testing.T) {
	dir := t.TempDir()
	was, contract := filepath.Join(dir, "was", "contract"), filepath.Join(dir, "is", "contract")
	for _, to := range []string{was, contract} {
		if code, _, stderr := clitest.Command(t, "init", to); code != 0 {
			t.Fatal(stderr)
		}
	}
	file := filepath.Join(contract, "order", "placed.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const limit = "      maxLength: 500 "
	pattern := "^(?:p" + strings.Repeat("|::error::pwned", 4_200) + "|[ A-Za-z.]+)$"
	if !bytes.Contains(data, []byte(limit)) {
		t.Fatalf("no %q in\n%s", limit, data)
	}
	data = bytes.Replace(data, []byte(limit), []byte("      pattern: '"+pattern+"'\n"+limit), 1)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"text", "json", "sarif", "junit", "github-actions"} {
		code, stdout, stderr := clitest.Command(t, "breaking", "--contract", contract, "--against", was, "--format", format)
		if code != 100 || !strings.Contains(stdout, "must match ^(?:p|") {
			t.Fatalf("%s: exit code %d: %.3000s%.3000s", format, code, stdout, stderr)
		}
		clitest.CheckEscaped(t, format, stdout+stderr, format == "github-actions")
		for line := range strings.Lines(stdout + stderr) {
			if len(line) > 10_000 || format == "text" && len(line) > 2_005 {
				t.Errorf("%s: a line of %d bytes: %.200s", format, len(line), line)
			}
		}
	}
}
