package delivery

import (
	"io"
	"slices"
	"testing"

	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

// TestCollector_Wait returns before all is settled when the client does not answer.
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

// TestCollector_WaitsForNoOthers leaves alone those whose records wait for each other's
// request when its own are settled by then.
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
