package kafka

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/transaction"
)

// PublishAtomically validates the events and sends them in one transaction:
// readers that ask for committed records only, as [Consumer] does, see all of
// them or none. It returns nil when the transaction is committed. A publisher
// has one transaction at a time; others wait.
//
// If any event is invalid, too large or without its key, nothing is sent, and
// the error is that of [Publisher.Publish]. Otherwise it is a
// *[TransactionError], about all events together. Until the commit is sent, ctx
// and the delivery timeout end the transaction, which is aborted then. What the
// cluster makes of a commit is waited for up to the delivery timeout, whatever
// becomes of ctx; if no answer comes, it is not known whether the events can be
// seen, and the error says so.
//
// It keeps no order with events that [Publisher.PublishAsync] has not settled
// yet. Call [Publisher.Flush] before, if that matters.
func (p *Publisher) PublishAtomically(ctx context.Context, list ...events.Message) (err error) {
	call, closed := p.buffer.Begin()
	if closed == nil {
		defer p.buffer.End(call)
	}
	shipments, err := p.encode(ctx, list, make([]*outgoingEvent, 0, len(list)))
	if err != nil || len(shipments) == 0 {
		return err
	}
	defer func() {
		for _, o := range p.interceptedOf(shipments) {
			o.settled(err)
		}
	}()
	if closed != nil {
		r := delivery.Result{Err: closed, Retry: delivery.Safe}
		allSeen(shipments, r)
		return transactionFailed(shipments, transaction.Outcome{Index: -1, Result: r})
	}
	within, cancel := context.WithTimeoutCause(ctx, p.config.DeliveryTimeout+delivery.Grace, delivery.ErrNoAnswer)
	defer cancel()
	defer context.AfterFunc(p.closing.work, cancel)()
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-within.Done():
		r := transaction.Interrupted(within, p.closing.work)
		allSeen(shipments, r)
		return transactionFailed(shipments, transaction.Outcome{Index: -1, Result: p.final(r)})
	}
	o := p.txn.Send(within, p.closing.work, recordsOf(shipments))
	allSeen(shipments, o.Result)
	if o.Err == nil {
		return nil
	}
	if p.closing.work.Err() != nil {
		p.closing.lost.Add(int64(len(shipments)))
		if o.Retry == delivery.MayDuplicate {
			p.closing.unsure.Store(true)
		}
	}
	o.Err = p.timeout.Explain(o.Err, p.txn.Watch())
	return transactionFailed(shipments, o)
}

func recordsOf(list []*outgoingEvent) []*kgo.Record {
	records := make([]*kgo.Record, len(list))
	for i, one := range list {
		records[i] = &one.record
	}
	return records
}

// newTransactions returns what sends the transactions of a publisher.
func newTransactions(c PublisherConfig) *transaction.Client {
	id := c.TransactionalID
	if id == "" {
		id = "mediamesh-publisher-" + events.NewMetadata("", "").EventID
	}
	return transaction.New(transaction.Config{
		ID: id, Exclusive: c.TransactionalID == "", DeliveryTimeout: c.DeliveryTimeout,
		NewClient: func(hook *connect.Watch, more ...kgo.Opt) (*kgo.Client, error) {
			client, err := kgo.NewClient(c.options(hook, more...)...)
			if err != nil {
				return nil, connect.Unusable("PublisherConfig", err)
			}
			return client, nil
		},
		Fenced: func(id string, err error) error { return &FencedError{TransactionalID: id, Err: err} },
	})
}
