package topics_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/internal/cli/console"
)

// TestDemo_ShowsProgressAndColours sees what a person sees: a bar that ends full, colours.
func TestDemo_ShowsProgressAndColours(t *testing.T) {
	var stdout, stderr bytes.Buffer
	code := cli.Run(t.Context(), console.Streams{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, OutTerminal: true, ErrTerminal: true, Env: func(string) string { return "" },
	}, []string{"demo"})
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	if !strings.HasSuffix(stderr.String(), "\rindexing     [==============================] 3,201 of 3,201\n") {
		t.Errorf("the bar ends as %q", stderr.String()[max(0, stderr.Len()-100):])
	}
	if !strings.Contains(stdout.String(), "read       \x1b[1m 3,201\x1b[0m films\n") {
		t.Errorf("no colours in %q", stdout.String())
	}
}
