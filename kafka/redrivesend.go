package kafka

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// redriveBatch is how many dead letters are sent in one transaction.
	redriveBatch = 500
	// sendBudget bounds a transaction. A redrive that is told to stop finishes
	// the one at hand.
	sendBudget = 15 * time.Second
	// transactionTimeout is when the cluster gives up the transaction of a
	// redrive that was killed. Until then, readers of the topic wait.
	transactionTimeout = 20 * time.Second
)

// parcel is a dead letter with the record that it is sent as.
type parcel struct {
	letter Letter
	key    *keyState
	record *kgo.Record
	change Change
	err    error // of sending
}

// sender writes to the dead letters' topics and to the ledger. There is one at
// a time for a dead-letter topic: a later one's beginning ends an earlier one.
type sender struct {
	client *kgo.Client
	ledger ledger
}

func newSender(ctx context.Context, a *access, topic string) (*sender, error) {
	client, err := a.open(ctx,
		kgo.TransactionalID(topic+".redrive"), kgo.TransactionTimeout(transactionTimeout),
		kgo.RequiredAcks(kgo.AllISRAcks()), kgo.RecordDeliveryTimeout(sendBudget), kgo.UnknownTopicRetries(1),
		kgo.ProducerBatchCompression(kgo.NoCompression()), kgo.ProducerBatchMaxBytes(64<<20), kgo.ProducerLinger(0),
	)
	if err != nil {
		return nil, err
	}
	within, cancel := context.WithTimeout(ctx, sendBudget)
	defer cancel()
	if err := identify(within, client); err != nil {
		client.Close()
		return nil, &RedriveError{topic, fmt.Errorf("beginning transactions: %w", err)}
	}
	return &sender{client: client}, nil
}

// identify waits until the cluster knows the client, which ends the transaction
// of an earlier redrive. A new cluster takes a while.
func identify(ctx context.Context, client *kgo.Client) error {
	for {
		_, _, err := client.ProducerID(ctx)
		var answer *kerr.Error
		if err == nil || errors.As(err, &answer) && !answer.Retriable {
			return err
		}
		if sleep(ctx, lookEvery) != nil {
			return err
		}
	}
}

// send sends all or, if the cluster refuses some, nothing; those have an err
// then. An error says that the redrive cannot go on.
func (s *sender) send(ctx context.Context, batch []*parcel) (sent bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendBudget)
	defer cancel()
	if err := s.client.BeginTransaction(); err != nil {
		return false, err
	}
	refused, err := s.produce(ctx, batch)
	if err != nil || refused {
		err = errors.Join(err, s.abort(ctx))
		return false, err
	}
	if err := s.client.EndTransaction(ctx, kgo.TryCommit); err != nil {
		_ = s.abort(ctx) // if it was not committed, that ends it
		return false, err
	}
	return true, nil
}

// produce sends the records and notes them in the ledger.
func (s *sender) produce(ctx context.Context, batch []*parcel) (refused bool, err error) {
	records := make([]*kgo.Record, len(batch))
	for i, p := range batch {
		p.err, p.record.Context, records[i] = nil, nil, p.record // it may have been sent before, in vain
	}
	for i, result := range s.client.ProduceSync(ctx, records...) {
		switch {
		case result.Err == nil:
			awaitKnown(ctx, s.client, result.Record)
		case retryAfter(result.Err) == RetryUseless && !fenced(result.Err), errors.Is(result.Err, kerr.UnknownTopicOrPartition):
			parcelOf(batch, result.Record, i).err, refused = result.Err, true
		default:
			err = result.Err
		}
	}
	if refused || err != nil {
		return refused, err
	}
	entries := make([]*kgo.Record, len(batch))
	for i, p := range batch {
		entries[i] = s.ledger.entry(&p.letter, p.record)
	}
	if err := s.client.ProduceSync(ctx, entries...).FirstErr(); err != nil {
		return false, err
	}
	for _, entry := range entries {
		awaitKnown(ctx, s.client, entry)
	}
	return false, nil
}

// parcelOf finds the parcel of a record; outcomes come in any order.
func parcelOf(batch []*parcel, r *kgo.Record, i int) *parcel {
	for _, p := range batch {
		if p.record == r {
			return p
		}
	}
	return batch[i]
}

func (s *sender) abort(ctx context.Context) error {
	return errors.Join(s.client.AbortBufferedRecords(ctx), s.client.EndTransaction(ctx, kgo.TryAbort))
}

// fenced tells that another redrive of the topic has begun.
func fenced(err error) bool {
	return errors.Is(err, kerr.InvalidProducerEpoch) || errors.Is(err, kerr.ProducerFenced)
}

// RedriveError says that a redrive cannot go on. Running it again does: what
// was sent is known, and is not sent again.
type RedriveError struct {
	DeadLetterTopic string
	Err             error
}

func (e *RedriveError) Error() string {
	text := fmt.Sprintf("kafka: redriving %s: %v", e.DeadLetterTopic, e.Err)
	if fenced(e.Err) {
		text += "; another redrive of the topic has taken over"
	}
	return text
}

func (e *RedriveError) Unwrap() error { return e.Err }
