package delivery

import (
	"net"
	"testing"
	"time"
)

// The stopwatch starts with the first fetch, not with other requests or later
// ones.
func TestStopwatchStartsWithTheFirstFetch(t *testing.T) {
	ours, theirs := net.Pipe()
	defer ours.Close()
	go func() {
		defer theirs.Close()
		buf := make([]byte, 64)
		for {
			if _, err := theirs.Read(buf); err != nil {
				return
			}
		}
	}()
	s := newStopwatch()
	conn := &watched{Conn: ours, watch: s}
	write := func(request ...byte) int64 {
		if _, err := conn.Write(request); err != nil {
			t.Fatal(err)
		}
		return s.started.Load()
	}
	if at := write(0, 0, 0, 8, 0, 3, 0, 12); at != 0 {
		t.Errorf("a request for metadata started it")
	}
	if at := write(0, 0); at != 0 {
		t.Errorf("a part of a request started it")
	}
	first := write(0, 0, 0, 8, 0, 1, 0, 12)
	if first <= 0 {
		t.Fatalf("a fetch did not start it")
	}
	if again := write(0, 0, 0, 8, 0, 1, 0, 12); again != first {
		t.Errorf("a later fetch started it again")
	}
	if d := s.elapsed(); d < 0 || d > time.Minute {
		t.Errorf("elapsed %v", d)
	}
}
