package dlq

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

const (
	// redriveBatch is how many dead letters are sent in one transaction.
	redriveBatch = 500
	// sendBudget bounds a transaction. A redrive that is asked to stop finishes
	// the one at hand.
	sendBudget = 15 * time.Second
	// transactionTimeout is when the cluster gives up the transaction of a
	// redrive that was killed. Until then, readers of the topic wait.
	transactionTimeout = 20 * time.Second
	// readableWithin bounds the wait until what was committed can be read, which usually
	// takes a few milliseconds. readableEvery is the longest pause between two questions.
	readableWithin, readableEvery = 3 * time.Second, 100 * time.Millisecond
)

// redriveItem is a dead letter with the record that it is sent as.
type redriveItem struct {
	letter Letter
	key    *keyState
	record *kgo.Record
	change Change
	err    error // of sending
}

// sender writes to the dead letters' topics and to the ledger. There is one at
// a time for a dead-letter topic: a later one's beginning ends an earlier one.
type sender struct {
	client  *kgo.Client
	writers *topicwriter.Writers
}

// newSender connects. The error is one of connections, or what failed makes of the
// cluster's refusal.
func newSender(ctx context.Context, a *topicscan.Access, topic string, failed func(error) error) (*sender, error) {
	client, err := a.Open(ctx,
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
		return nil, failed(fmt.Errorf("beginning transactions: %w", err))
	}
	return &sender{client: client, writers: topicwriter.NewWriters(client, topicwriter.Limits{Expiry: sendBudget, Fixed: true})}, nil
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
		if backoff.Sleep(ctx, lookEvery) != nil {
			return err
		}
	}
}

// send sends all or, if the cluster refuses some, nothing; those have an err
// then. An error says that the redrive cannot go on.
func (s *sender) send(ctx context.Context, batch []*redriveItem) (sent bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendBudget)
	defer cancel()
	if err := s.client.BeginTransaction(); err != nil {
		return false, err
	}
	entries, refused, err := s.produce(ctx, batch)
	if err != nil || refused {
		err = errors.Join(err, s.abort(ctx))
		return false, err
	}
	if err := s.commit(ctx, entries); err != nil {
		return false, err
	}
	return true, nil
}

// produce sends the records and notes them in the ledger. It returns the entries.
func (s *sender) produce(ctx context.Context, batch []*redriveItem) (entries []*kgo.Record, refused bool, err error) {
	records := make([]*kgo.Record, len(batch))
	for i, p := range batch {
		p.err, records[i] = nil, p.record
	}
	for i, failed := range s.writeAll(ctx, records) {
		switch {
		case failed == nil:
			topicwriter.AwaitKnown(ctx, s.client, records[i])
		case connect.IsRefusal(failed) && !fenced(failed), errors.Is(failed, kerr.UnknownTopicOrPartition):
			batch[i].err, refused = failed, true
		default:
			err = failed
		}
	}
	if refused || err != nil {
		return nil, refused, err
	}
	entries = make([]*kgo.Record, len(batch))
	for i, p := range batch {
		entries[i] = sentAs(&p.letter, p.record).Record(p.letter.At)
	}
	return entries, false, s.writeEntries(ctx, entries)
}

// note writes entries of the ledger in a transaction of their own.
func (s *sender) note(ctx context.Context, entries []*kgo.Record) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendBudget)
	defer cancel()
	if err := s.client.BeginTransaction(); err != nil {
		return err
	}
	if err := s.writeEntries(ctx, entries); err != nil {
		return errors.Join(err, s.abort(ctx))
	}
	return s.commit(ctx, entries)
}

// commit commits the transaction and waits until its entries of the ledger can be read.
func (s *sender) commit(ctx context.Context, entries []*kgo.Record) error {
	if err := s.client.EndTransaction(ctx, kgo.TryCommit); err != nil {
		_ = s.abort(ctx) // if it was not committed, that ends it
		return err
	}
	s.awaitReadable(ctx, entries)
	return nil
}

// awaitReadable waits until records of a committed transaction can be read: Kafka
// acknowledges a commit before the partitions know of it (KIP-98), and a reader that asks
// for their end in between misses the records. They are committed even if the wait takes too
// long, so that is no error.
func (s *sender) awaitReadable(ctx context.Context, committed []*kgo.Record) {
	ctx, cancel := context.WithTimeout(ctx, readableWithin)
	defer cancel()
	admin := kadm.NewClient(s.client)
	unread := func(ends kadm.ListedOffsets) bool {
		return slices.ContainsFunc(committed, func(r *kgo.Record) bool {
			end, ok := ends.Lookup(r.Topic, r.Partition)
			return !ok || end.Err != nil || end.Offset <= r.Offset
		})
	}
	for wait := time.Millisecond; ; wait = min(2*wait, readableEvery) {
		ends, err := admin.ListCommittedOffsets(ctx, committed[0].Topic)
		if err == nil && !unread(ends) || backoff.Sleep(ctx, wait) != nil {
			return
		}
	}
}

// writeEntries writes entries of the ledger.
func (s *sender) writeEntries(ctx context.Context, entries []*kgo.Record) error {
	if err := joinDistinct(s.writeAll(ctx, entries)); err != nil {
		return err
	}
	for _, entry := range entries {
		topicwriter.AwaitKnown(ctx, s.client, entry)
	}
	return nil
}

// joinDistinct joins errors, each text once: a batch fails as a whole.
func joinDistinct(list []error) error {
	var distinct []error
	for _, err := range list {
		if err != nil && !slices.ContainsFunc(distinct, func(one error) bool { return one.Error() == err.Error() }) {
			distinct = append(distinct, err)
		}
	}
	return errors.Join(distinct...)
}

// writeAll writes records, and returns what became of each. When ctx ends, the
// client is left with some of them.
func (s *sender) writeAll(ctx context.Context, records []*kgo.Record) []error {
	results := make(chan int, len(records))
	failures := make([]error, len(records))
	for i, r := range records {
		s.writers.Write(r, func(_ *kgo.Record, err error) {
			failures[i] = err
			results <- i
		})
	}
	for range records {
		select {
		case <-results:
		case <-ctx.Done():
			return slices.Repeat([]error{context.Cause(ctx)}, len(records))
		}
	}
	return failures
}

func (s *sender) abort(ctx context.Context) error {
	s.writers.Close() // lest something that waits becomes part of the next transaction
	s.writers = topicwriter.NewWriters(s.client, s.writers.Limits)
	return errors.Join(s.client.AbortBufferedRecords(ctx), s.client.EndTransaction(ctx, kgo.TryAbort))
}

// takenOver is what to add to an error about the dead letters' one writer.
func takenOver(err error) string {
	if fenced(err) {
		return "; another redrive of the topic has taken over"
	}
	return ""
}

// fenced tells that another redrive of the topic has begun.
func fenced(err error) bool {
	return errors.Is(err, kerr.InvalidProducerEpoch) || errors.Is(err, kerr.ProducerFenced)
}

// RedriveError reports that a redrive had to stop. Running it again resumes it: dead
// letters that were already sent are not sent again.
type RedriveError struct {
	DeadLetterTopic string
	Err             error
}

func (e *RedriveError) Error() string {
	return fmt.Sprintf("kafka: redriving %s: %v", e.DeadLetterTopic, e.Err) + takenOver(e.Err)
}

func (e *RedriveError) Unwrap() error { return e.Err }
