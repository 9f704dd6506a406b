package sendbuffer

import "testing"

// TestBuffer_LeaveAll makes room for those who wait for it.
func TestBuffer_LeaveAll(t *testing.T) {
	b := NewBuffer(2, 100, Errors{})
	var epochs []*Epoch
	for range 2 {
		l, freed, err := b.try(Request{Size: 40}, false)
		if l == nil || freed != nil || err != nil {
			t.Fatal(l, freed, err)
		}
		epochs = append(epochs, l)
	}
	_, freed, err := b.try(Request{Size: 1}, false)
	if freed == nil || err != nil {
		t.Fatalf("a third one has to wait: %v, %v", freed, err)
	}
	if n, bytes, full := b.Load(); n != 2 || bytes != 80 || !full {
		t.Errorf("%d events, %d bytes, full: %v", n, bytes, full)
	}
	b.LeaveAll(func(yield func(*Epoch, int) bool) {
		for _, e := range epochs {
			yield(e, 40)
		}
	})
	select {
	case <-freed:
	default:
		t.Error("who waits is not told")
	}
	if n, bytes, full := b.Load(); n != 0 || bytes != 0 || full || epochs[0].open != 0 {
		t.Errorf("then %d events, %d bytes, full: %v, open: %d", n, bytes, full, epochs[0].open)
	}
}
