package transaction

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/delivery"
)

// commit commits, and says what is known of it.
func (c *Client) commit(ctx context.Context) delivery.Result {
	within, cancel := context.WithTimeoutCause(ctx, c.config.DeliveryTimeout, delivery.ErrNoAnswer)
	defer cancel()
	c.enter(stateCommitting)
	before := c.ends.sent.Load()
	err := c.client.EndTransaction(within, kgo.TryCommit)
	if err == nil {
		c.enter(stateIdle)
		return delivery.Result{}
	}
	c.enter(stateUncertain)
	sent, cut := c.ends.sent.Load()-before, within.Err() != nil
	r := c.uncommitted(err)
	c.settle(ctx)
	var answer *kerr.Error
	answered := errors.As(err, &answer) && answer != kerr.UnknownServerError && answer != kerr.RequestTimedOut
	if sent == 0 || sent == 1 && answered {
		return r
	}
	// Either no answer came, or the last of several requests was answered: an
	// earlier one may have committed, so that this one came too late.
	if cut {
		err = context.Cause(within)
	}
	return delivery.Result{Err: fmt.Errorf("its commit was not answered: %w", err), Retry: delivery.MayDuplicate}
}

// settle has the cluster end a transaction whose commit failed, one way or the
// other: a Kafka client that was refused does not, nor does it begin another, but the
// next of the same id does, unless another publisher has taken the id.
func (c *Client) settle(ctx context.Context) {
	c.abort(ctx)
	c.discard()
	if c.state == stateFenced {
		return
	}
	within, cancel := context.WithTimeout(ctx, delivery.Grace)
	defer cancel()
	if c.connect(within) != nil {
		c.discard()
	}
}

// endRequests counts the requests to end a transaction that were sent, in part or
// whole.
type endRequests struct{ sent atomic.Int64 }

var _ kgo.HookBrokerWrite = (*endRequests)(nil)

// OnBrokerWrite implements [kgo.HookBrokerWrite].
func (e *endRequests) OnBrokerWrite(_ kgo.BrokerMetadata, key int16, n int, _, _ time.Duration, _ error) {
	if key == int16(kmsg.EndTxn) && n > 0 {
		e.sent.Add(1)
	}
}
