package kafka

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/outgoing"
	"github.com/mediamesh/events/kafka/internal/transaction"
)

// PublishAtomically validates the events and sends them in one transaction: readers with
// isolation level read_committed, such as [Consumer], see all of them or none. It returns
// nil when the transaction is committed; Kafka makes the events visible within milliseconds
// after that. A publisher runs one transaction at a time; concurrent calls wait.
//
// If any event is invalid, too large or without its key, nothing is sent, and the error is
// that of [Publisher.Publish]. Any other error is a *[TransactionError], which applies to
// all of the events. If ctx ends or the delivery timeout expires before the commit is sent,
// the transaction is aborted. After the commit is sent, PublishAtomically waits for the
// response up to the delivery timeout, even if ctx ends. Without a response, it is unknown
// whether the events are visible, and the error says so.
//
// Order is not preserved relative to events of [Publisher.PublishAsync] that are still
// pending. If it matters, call [Publisher.Flush] first.
func (p *Publisher) PublishAtomically(ctx context.Context, list ...events.Message) (err error) {
	call, closed := p.sender.Buffer.Begin()
	if closed == nil {
		defer p.sender.Buffer.End(call)
	}
	encoded, err := p.encode(ctx, list, make([]*outgoing.Event, 0, len(list)))
	if err != nil || len(encoded) == 0 {
		return err
	}
	defer func() {
		for _, one := range encoded {
			one.Hooks.Call(err)
		}
	}()
	o := transaction.Outcome{Index: -1, Result: delivery.Result{Err: closed, Retry: delivery.Safe}}
	watch := p.watch
	if closed == nil {
		o, watch = p.transact(ctx, encoded)
	}
	for _, one := range encoded {
		one.Observe(o.Result)
	}
	if o.Err == nil {
		return nil
	}
	failed := &TransactionError{Events: len(list), Retry: RetryAdvice(o.Retry), Err: p.timeout.Explain(o.Err, watch)}
	if o.Index >= 0 {
		by := encoded[o.Index]
		failed.EventType, failed.EventID, failed.Topic = by.EventType, by.EventID, by.Kafka.Topic
	}
	return failed
}

// transact sends events in one transaction, after any other one has ended. It returns the
// outcome and the watch of the connections that it used.
func (p *Publisher) transact(ctx context.Context, list []*outgoing.Event) (transaction.Outcome, *connect.Watch) {
	work := p.sender.Work()
	within, cancel := context.WithTimeoutCause(ctx, p.config.DeliveryTimeout+delivery.Grace, delivery.ErrNoAnswer)
	defer cancel()
	defer context.AfterFunc(work, cancel)()
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-within.Done():
		return transaction.Outcome{Index: -1, Result: transaction.Interrupted(within, work)}, p.watch
	}
	records := make([]*kgo.Record, len(list))
	for i, one := range list {
		records[i] = &one.Kafka
	}
	o := p.txn.Send(within, work, records)
	if o.Err != nil && work.Err() != nil {
		p.sender.Abandon(len(list), o.Retry)
	}
	return o, p.txn.Watch()
}

// newTransactions returns the client for a publisher's transactions.
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
