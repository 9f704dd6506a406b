package transaction

import (
	"context"
	"errors"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// An Outcome is what became of a transaction.
type Outcome struct {
	Index           int // of the record that it failed by, -1 if by none
	delivery.Result     // of all records together
}

// Send sends records in one transaction. If ctx ends before the commit is sent, the
// transaction is aborted. If work ends, the client is being closed: its cause is then the
// error of a transaction that did not come to its end.
func (c *Client) Send(ctx, work context.Context, records []*kgo.Record) Outcome {
	o := c.attempt(ctx, work, records)
	if errors.Is(o.Err, kerr.UnknownTopicID) {
		// A topic was deleted and created again. The Kafka client, which does not accept
		// that, is gone, and nothing was committed.
		o = c.attempt(ctx, work, records)
	}
	return o
}

func (c *Client) attempt(ctx, work context.Context, records []*kgo.Record) Outcome {
	if c.state == stateFenced {
		return Outcome{-1, delivery.Result{Err: c.fenced, Retry: delivery.Useless}}
	}
	if err := c.begin(ctx); err != nil {
		c.discard()
		if ctx.Err() != nil {
			return Outcome{-1, Interrupted(ctx, work)}
		}
		return Outcome{-1, c.uncommitted(err)}
	}
	if o := c.sendAll(ctx, work, records); o.Err != nil {
		c.abort(work)
		if errors.Is(o.Err, kerr.UnknownTopicID) {
			c.discard()
		}
		return o
	}
	if ctx.Err() != nil {
		c.abort(work)
		return Outcome{-1, Interrupted(ctx, work)}
	}
	r := c.commit(work)
	if r.Err != nil && work.Err() != nil {
		r.Err = context.Cause(work)
	}
	return Outcome{-1, r}
}

// Interrupted is what becomes of a transaction that was not committed since ctx, or work,
// had ended.
func Interrupted(ctx, work context.Context) delivery.Result {
	if work.Err() != nil {
		return delivery.Result{Err: context.Cause(work), Retry: delivery.Safe}
	}
	return delivery.Result{Err: context.Cause(ctx), Retry: delivery.Safe}
}

// sendAll sends records within the transaction, and returns the first failure.
// In no case has anything been committed then.
func (c *Client) sendAll(ctx, work context.Context, records []*kgo.Record) Outcome {
	d := delivery.Collect(len(records))
	for i, rec := range records {
		d.Sending(i)
		c.writers.Write(rec, func(_ *kgo.Record, err error) { d.Settle(i, delivery.Result{Err: err}) })
	}
	d.Sent(len(records), nil, c.batcher)
	results, _ := d.Wait(ctx, nil)
	for i, r := range results {
		switch {
		case r.Err == nil:
		case ctx.Err() != nil && r.Err == context.Cause(ctx):
			return Outcome{-1, Interrupted(ctx, work)}
		default:
			return Outcome{i, c.uncommitted(r.Err)}
		}
	}
	for _, rec := range records {
		topicwriter.AwaitKnown(ctx, c.client, rec)
	}
	return Outcome{Index: -1}
}

// uncommitted is the result of a transaction that certainly was not committed,
// and cannot be any more.
func (c *Client) uncommitted(err error) delivery.Result {
	if errors.Is(err, kerr.ProducerFenced) || errors.Is(err, kerr.InvalidProducerEpoch) {
		fenced := c.config.Fenced(c.config.ID, err)
		if c.config.Exclusive {
			return delivery.Result{Err: fenced, Retry: delivery.Safe}
		}
		c.enter(stateFenced)
		c.fenced = fenced
		return delivery.Result{Err: fenced, Retry: delivery.Useless}
	}
	if denied := c.watch.Denial(err); denied != nil {
		return delivery.Result{Err: denied, Retry: delivery.Useless}
	}
	if delivery.RetryAfter(err) == delivery.Useless || errors.Is(err, kerr.TransactionalIDAuthorizationFailed) {
		return delivery.Result{Err: err, Retry: delivery.Useless}
	}
	return delivery.Result{Err: err, Retry: delivery.Safe}
}
