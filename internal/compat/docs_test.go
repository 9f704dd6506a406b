package compat

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestDocs keeps docs/evolution.md in step with the rules.
func TestDocs(t *testing.T) {
	data, err := os.ReadFile("../../docs/evolution.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules() {
		row := fmt.Sprintf("| `%s` | %s | %s | %s | %s |", r.ID, r.Purpose, r.Backward, r.Forward, r.Level)
		if !strings.Contains(string(data), row+"\n") {
			t.Errorf("it lacks %s", row)
		}
	}
}
