package kafka

import (
	"io"
	"slices"
	"testing"

	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

// TestDelivery_Wait returns before all is settled when the client does not answer.
func TestDelivery_Wait(t *testing.T) {
	d := newDelivery(3)
	d.sending(0)
	d.sending(1)
	d.settle(0, result{})
	d.sent(2, io.EOF, nil)
	over := make(chan struct{})
	close(over)
	fates, all := d.wait(t.Context(), over)
	want := []result{{}, {err: errNoAnswer, retry: RetryMayDuplicate}, {err: io.EOF, retry: RetrySafe}}
	if all || !slices.Equal(fates, want) {
		t.Errorf("all: %v, fates %v; want %v", all, fates, want)
	}
	d.settle(1, result{err: io.ErrUnexpectedEOF, retry: RetryUseless})
	want[1] = result{err: io.ErrUnexpectedEOF, retry: RetryUseless}
	if fates, all := d.wait(t.Context(), nil); !all || !slices.Equal(fates, want) {
		t.Errorf("then all: %v, fates %v; want %v", all, fates, want)
	}
}

// TestReasonOf names in metrics why an event was not published.
func TestReasonOf(t *testing.T) {
	for _, c := range []struct {
		f    result
		want string
	}{
		{result{err: errGivenUp}, "unacknowledged"},
		{result{err: io.EOF, retry: RetryMayDuplicate}, "unacknowledged"},
		{result{err: io.EOF, retry: RetryUseless}, "rejected"},
		{result{err: io.EOF, retry: RetrySafe}, "unsent"},
	} {
		if got := reasonOf(c.f); got != c.want {
			t.Errorf("%+v is %s, want %s", c.f, got, c.want)
		}
	}
}

// TestDelivery_WaitsForNoOthers leaves alone those whose events wait for each other's
// request when its own are settled by then.
func TestDelivery_WaitsForNoOthers(t *testing.T) {
	g := sendbuffer.NewBatcher(func() { t.Error("a request was asked for") })
	for _, settled := range []bool{false, true} {
		d := newDelivery(1)
		if settled {
			d.sending(0)
			d.settle(0, result{})
		}
		d.sent(1, nil, g)
		if d.batcher != nil {
			t.Errorf("settled: %v; it waits for others", settled)
		}
	}
}
