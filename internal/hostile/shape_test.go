package hostile

import (
	"bytes"
	"testing"
)

func TestShapes(t *testing.T) {
	const claimed = 40
	names := map[string]bool{}
	for _, s := range Shapes() {
		if names[s.Name] || s.Why == "" {
			t.Errorf("%s is there twice, or for no reason", s.Name)
		}
		names[s.Name] = true
		document := s.Document()
		if n := len(document); n > mib || n < s.Size*9/10 || n > s.Size*11/10+512 {
			t.Errorf("%s has %d bytes, and should have %d", s.Name, n, s.Size)
		}
		if !bytes.Equal(document, s.Document()) {
			t.Errorf("%s is another document each time", s.Name)
		}
	}
	if len(names) < claimed {
		t.Errorf("%d shapes, want %d", len(names), claimed)
	}
}
