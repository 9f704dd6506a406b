package telemetry

import (
	"slices"
	"testing"
)

// TestRecordHeaders reads headers, and leaves them as they are.
func TestRecordHeaders(t *testing.T) {
	c := recordHeaders{{Key: "a", Value: []byte("1")}, {Key: "b", Value: []byte("2")}}
	c.Set("a", "3")
	if got := c.Keys(); !slices.Equal(got, []string{"a", "b"}) || c.Get("a") != "1" || c.Get("b") != "2" || c.Get("c") != "" {
		t.Errorf("keys %q, a is %q, c is %q", got, c.Get("a"), c.Get("c"))
	}
}
