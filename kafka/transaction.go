package kafka

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/sendbuffer"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// transactions publishes with a client of its own, which is made when it is
// first needed, and made anew when the former came to no good end: that ends
// whatever the former left open.
type transactions struct {
	config  PublisherConfig
	id      string
	turn    chan struct{}        // holds one while a transaction is under way
	client  *kgo.Client          // nil if there is none; its user has the turn
	writers *topicwriter.Writers // to the client
	watch   *connect.Watch       // of the client
	ends    *endings
	taken   *FencedError // by another publisher, for good
}

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
		f := result{err: closed, retry: RetrySafe}
		allSeen(shipments, f)
		return transactionFailed(shipments, -1, f)
	}
	within, cancel := context.WithTimeoutCause(ctx, p.config.DeliveryTimeout+grace, errNoAnswer)
	defer cancel()
	defer context.AfterFunc(p.closing.work, cancel)()
	select {
	case p.txn.turn <- struct{}{}:
		defer func() { <-p.txn.turn }()
	case <-within.Done():
		f := p.interrupted(within, RetrySafe)
		allSeen(shipments, f)
		return transactionFailed(shipments, -1, p.final(f))
	}
	i, f := p.transact(within, shipments)
	if errors.Is(f.err, kerr.UnknownTopicID) {
		// A topic was deleted and created again. The client, which does not accept
		// that, is gone, and nothing was committed.
		i, f = p.transact(within, shipments)
	}
	allSeen(shipments, f)
	if f.err == nil {
		return nil
	}
	if p.closing.work.Err() != nil {
		p.closing.lost.Add(int64(len(shipments)))
		if f.retry == RetryMayDuplicate {
			p.closing.unsure.Store(true)
		}
	}
	f.err = p.config.timedOut(f.err, p.txn.watch)
	return transactionFailed(shipments, i, f)
}

// interrupted is what happens to a transaction whose context ended.
func (p *Publisher) interrupted(ctx context.Context, retry RetryAdvice) result {
	if p.closing.work.Err() != nil {
		return result{err: context.Cause(p.closing.work), retry: retry}
	}
	return result{err: context.Cause(ctx), retry: retry}
}

// transact sends shipments in a transaction. It returns what became of that, and
// by which of them, -1 if by none.
func (p *Publisher) transact(ctx context.Context, list []*outgoingEvent) (int, result) {
	t := &p.txn
	if t.taken != nil {
		return -1, result{err: t.taken, retry: RetryUseless}
	}
	if err := t.begin(ctx); err != nil {
		t.discard()
		if ctx.Err() != nil {
			return -1, p.interrupted(ctx, RetrySafe)
		}
		return -1, t.uncommitted(err)
	}
	if i, f := p.sendAll(ctx, list); f.err != nil {
		t.abort(p.closing.work)
		if errors.Is(f.err, kerr.UnknownTopicID) {
			t.discard()
		}
		return i, f
	}
	if ctx.Err() != nil {
		t.abort(p.closing.work)
		return -1, p.interrupted(ctx, RetrySafe)
	}
	f := t.commit(p.closing.work)
	if f.err != nil && p.closing.work.Err() != nil {
		f.err = context.Cause(p.closing.work)
	}
	return -1, f
}

// sendAll sends shipments within the transaction, and returns the first failure.
// In no case has anything been committed then.
func (p *Publisher) sendAll(ctx context.Context, list []*outgoingEvent) (int, result) {
	d, client := newDelivery(len(list)), p.txn.client
	for i, one := range list {
		d.sending(i)
		p.txn.writers.Write(&one.record, func(_ *kgo.Record, err error) { d.settle(i, result{err: err}) })
	}
	d.sent(len(list), nil, sendbuffer.NewBatcher(func() { sendbuffer.SendNow(client) }))
	fates, _ := d.wait(ctx, nil)
	for i, f := range fates {
		switch {
		case f.err == nil:
		case ctx.Err() != nil && f.err == context.Cause(ctx):
			return -1, p.interrupted(ctx, RetrySafe)
		default:
			return i, p.txn.uncommitted(f.err)
		}
	}
	for _, one := range list {
		topicwriter.AwaitKnown(ctx, client, &one.record)
	}
	return -1, result{}
}

func newTransactions(config PublisherConfig) transactions {
	t := transactions{config: config, id: config.TransactionalID, turn: make(chan struct{}, 1)}
	if t.id == "" {
		t.id = "mediamesh-publisher-" + events.NewMetadata("", "").EventID
	}
	return t
}

// begin begins a transaction, after it has ended what another of the same id
// left open.
func (t *transactions) begin(ctx context.Context) error {
	if err := t.connect(ctx); err != nil {
		return err
	}
	return t.client.BeginTransaction()
}

// connect makes the client if there is none. The cluster ends what another of
// the same id left open.
func (t *transactions) connect(ctx context.Context) error {
	if t.client == nil {
		t.watch, t.ends = new(connect.Watch), new(endings)
		client, err := kgo.NewClient(t.config.options(t.watch,
			kgo.WithHooks(t.ends),
			kgo.TransactionalID(t.id),
			// No transaction that is alive lasts longer.
			kgo.TransactionTimeout(t.config.DeliveryTimeout+2*grace),
		)...)
		if err != nil {
			return connect.Unusable("PublisherConfig", err)
		}
		t.client = client
	}
	if t.writers == nil {
		size, _ := t.client.OptValue(kgo.ProducerBatchMaxBytes).(int32)
		t.writers = topicwriter.NewWriters(t.client, topicwriter.Limits{Free: int(size) - clientOverhead, Expiry: t.config.DeliveryTimeout, Fixed: true})
	}
	return t.identify(ctx)
}

// identify waits until the cluster knows the client, as sending an event does.
func (t *transactions) identify(ctx context.Context) error {
	const pause = 100 * time.Millisecond
	for {
		_, _, err := t.client.ProducerID(ctx)
		var answer *kerr.Error
		if err == nil || errors.As(err, &answer) && !answer.Retriable {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
	}
}

// commit commits, and says what is known of it.
func (t *transactions) commit(ctx context.Context) result {
	within, cancel := context.WithTimeoutCause(ctx, t.config.DeliveryTimeout, errNoAnswer)
	defer cancel()
	before := t.ends.sent.Load()
	err := t.client.EndTransaction(within, kgo.TryCommit)
	if err == nil {
		return result{}
	}
	sent, cut := t.ends.sent.Load()-before, within.Err() != nil
	f := t.uncommitted(err)
	t.settle(ctx)
	var answer *kerr.Error
	answered := errors.As(err, &answer) && answer != kerr.UnknownServerError && answer != kerr.RequestTimedOut
	if sent == 0 || sent == 1 && answered {
		return f
	}
	// Either no answer came, or the last of several requests was answered: an
	// earlier one may have committed, so that this one came too late.
	if cut {
		err = context.Cause(within)
	}
	return result{err: fmt.Errorf("its commit was not answered: %w", err), retry: RetryMayDuplicate}
}

// settle has the cluster end a transaction whose commit failed, one way or the
// other: a client that was refused does not, nor does it begin another, but the
// next of the same id does, unless another publisher has taken the id.
func (t *transactions) settle(ctx context.Context) {
	t.abort(ctx)
	t.discard()
	if t.taken != nil {
		return
	}
	within, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	if t.connect(within) != nil {
		t.discard()
	}
}

// uncommitted is the fate of a transaction that certainly was not committed,
// and cannot be any more.
func (t *transactions) uncommitted(err error) result {
	if errors.Is(err, kerr.ProducerFenced) || errors.Is(err, kerr.InvalidProducerEpoch) {
		fenced := &FencedError{TransactionalID: t.id, Err: err}
		if t.config.TransactionalID == "" {
			// Nobody else has the id, so the cluster aborted a transaction that
			// took too long, as after a pause of the process.
			return result{err: fenced, retry: RetrySafe}
		}
		t.taken = fenced
		return result{err: fenced, retry: RetryUseless}
	}
	if denied := t.watch.Denial(err); denied != nil {
		return result{err: denied, retry: RetryUseless}
	}
	if retryAfter(err) == RetryUseless || errors.Is(err, kerr.TransactionalIDAuthorizationFailed) {
		return result{err: err, retry: RetryUseless}
	}
	return result{err: err, retry: RetrySafe}
}

// abort aborts the transaction. If that fails, the next client ends it, or else
// the cluster when its timeout is over.
func (t *transactions) abort(ctx context.Context) {
	within, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	t.writers.Close() // lest something that waits becomes part of the next
	t.writers = nil
	if t.client.AbortBufferedRecords(within) != nil || t.client.EndTransaction(within, kgo.TryAbort) != nil {
		t.discard()
	}
}

// discard closes the client.
func (t *transactions) discard() {
	if t.client != nil {
		t.client.Close()
		t.client = nil
	}
	if t.writers != nil {
		t.writers.Close()
		t.writers = nil
	}
}

// endings counts the requests to end a transaction that were sent, in part or
// whole.
type endings struct{ sent atomic.Int64 }

var _ kgo.HookBrokerWrite = (*endings)(nil)

// OnBrokerWrite implements [kgo.HookBrokerWrite].
func (e *endings) OnBrokerWrite(_ kgo.BrokerMetadata, key int16, n int, _, _ time.Duration, _ error) {
	if key == int16(kmsg.EndTxn) && n > 0 {
		e.sent.Add(1)
	}
}
