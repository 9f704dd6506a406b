package delivery

import (
	"io"
	"slices"
	"testing"

	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

// TestCollector_Wait checks that Wait returns before all results are known if the client does not
// answer.
func TestCollector_Wait(t *testing.T) {
	c := Collect(3)
	c.Sending(0)
	c.Sending(1)
	c.Settle(0, Result{})
	c.Sent(2, io.EOF, nil)
	over := make(chan struct{})
	close(over)
	results, all := c.Wait(t.Context(), over)
	want := []Result{{}, {Err: ErrNoAnswer, Retry: MayDuplicate}, {Err: io.EOF, Retry: Safe}}
	if all || !slices.Equal(results, want) {
		t.Errorf("all: %v, results %v; want %v", all, results, want)
	}
	c.Settle(1, Result{Err: io.ErrUnexpectedEOF, Retry: Useless})
	want[1] = Result{Err: io.ErrUnexpectedEOF, Retry: Useless}
	if results, all := c.Wait(t.Context(), nil); !all || !slices.Equal(results, want) {
		t.Errorf("then all: %v, results %v; want %v", all, results, want)
	}
}

// TestCollector_WaitsForNoOthers checks that a call whose records are already settled does not
// join the calls that share a request.
func TestCollector_WaitsForNoOthers(t *testing.T) {
	g := sendbuffer.NewBatcher(func() { t.Error("a request was asked for") })
	for _, settled := range []bool{false, true} {
		c := Collect(1)
		if settled {
			c.Sending(0)
			c.Settle(0, Result{})
		}
		c.Sent(1, nil, g)
		if c.batcher != nil {
			t.Errorf("settled: %v; it waits for others", settled)
		}
	}
}
