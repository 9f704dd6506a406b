package contract

import "testing"

func TestReadOurOwn(t *testing.T) {
	c, err := Read("../../contract")
	if err != nil {
		t.Fatalf("\n%v", err)
	}
	if n := len(c.Events()); n != 22 {
		t.Errorf("%d events, want 22", n)
	}
	if n := len(Envelope().Fields); n != 7 {
		t.Errorf("%d metadata fields, want 7", n)
	}
}
