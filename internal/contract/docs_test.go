package contract

import (
	"os"
	"strings"
	"testing"
)

// TestDocs keeps docs/contract.md in step with the language.
func TestDocs(t *testing.T) {
	data, err := os.ReadFile("../../docs/contract.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, k := range keywordNames() {
		if !strings.Contains(text, "`"+k) {
			t.Errorf("it does not mention the keyword %s", k)
		}
	}
	for _, r := range Rules() {
		if !strings.Contains(text, "| `"+r.ID+"` |") {
			t.Errorf("it does not mention the rule %s", r.ID)
		}
	}
	for f := range Patterns {
		if !strings.Contains(text, "`"+string(f)+"`") {
			t.Errorf("it does not mention the format %s", f)
		}
	}
}
