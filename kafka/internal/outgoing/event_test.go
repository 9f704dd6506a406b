package outgoing

import (
	"io"
	"testing"

	"github.com/mediamesh/events/kafka/internal/delivery"
)

// TestReasonOf names in metrics why an event was not published.
func TestReasonOf(t *testing.T) {
	for _, c := range []struct {
		r    delivery.Result
		want string
	}{
		{delivery.Result{Err: delivery.ErrAbandoned}, "unacknowledged"},
		{delivery.Result{Err: io.EOF, Retry: delivery.MayDuplicate}, "unacknowledged"},
		{delivery.Result{Err: io.EOF, Retry: delivery.Useless}, "rejected"},
		{delivery.Result{Err: io.EOF, Retry: delivery.Safe}, "unsent"},
	} {
		if got := reasonOf(c.r); got != c.want {
			t.Errorf("%+v is %s, want %s", c.r, got, c.want)
		}
	}
}
