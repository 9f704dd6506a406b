package wire

import "testing"

// A reader that is kept for the next document would hold names that it no longer needs.
func TestNames_EndForgetsNamesWithEscapes(t *testing.T) {
	var r Reader
	if end := r.inspect(r.Open([]byte(`{"\u0061":{"\u0062":1},"c":2}`), Settings{})); end == Fault || !r.OK() {
		t.Fatal("the document has violations")
	}
	kept := r.spelt[:cap(r.spelt)]
	if len(kept) < 2 {
		t.Fatalf("there was room for %d names with escapes, want 2", len(kept))
	}
	for _, name := range kept {
		if name != "" {
			t.Errorf("the name %q is still there", name)
		}
	}
}
