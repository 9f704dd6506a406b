package sendbuffer

import (
	"context"
	"sync/atomic"

	"github.com/twmb/franz-go/pkg/kgo"
)

// A Flusher has a client send what it has without lingering, and what it is given until it
// has nothing left.
type Flusher struct {
	asked atomic.Int64
}

// Flush is called for records that the client has been given already. It does not wait.
func (f *Flusher) Flush(ctx context.Context, client *kgo.Client) {
	if f.asked.Add(1) != 1 {
		return // it flushes, or will flush again
	}
	go func() {
		for {
			n := f.asked.Load()
			_ = client.Flush(ctx) // an error says only that ctx ended
			if f.asked.CompareAndSwap(n, 0) {
				return
			}
		}
	}()
}
