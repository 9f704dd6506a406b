package kafka

import (
	"context"
	"sync/atomic"

	"github.com/twmb/franz-go/pkg/kgo"
)

// hurry has the client send at once what it has, and what comes until it has
// nothing left, where it would wait for more that shares a batch: somebody waits.
type hurry struct {
	asked atomic.Int64
}

// up is called for records that the client has been given already.
func (h *hurry) up(ctx context.Context, client *kgo.Client) {
	if h.asked.Add(1) != 1 {
		return // it hurries, or will hurry again
	}
	go func() {
		for {
			n := h.asked.Load()
			_ = client.Flush(ctx) // of interest is only that it flushes
			if h.asked.CompareAndSwap(n, 0) {
				return
			}
		}
	}()
}
