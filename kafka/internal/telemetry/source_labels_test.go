package telemetry

import (
	"fmt"
	"strings"
	"testing"
)

// TestSourceLabels makes a limited number of labels, whatever producers call themselves.
func TestSourceLabels(t *testing.T) {
	l := make(SourceLabels)
	for in, want := range map[string]string{"cms": "cms", "": "unknown", "a\nb": "other", strings.Repeat("x", 101): "other"} {
		if got := l.Label(in); got != want {
			t.Errorf("%q is labelled %q, want %q", in, got, want)
		}
	}
	for i := range 1000 {
		l.Label(fmt.Sprintf("p-%d", i))
	}
	if len(l) != MaxSources || l.Label("cms") != "cms" || l.Label("late") != "other" {
		t.Errorf("%d sources", len(l))
	}
}
