package dlqwriter

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// Options configure a [Writer]. The functions and Logger are required.
type Options struct {
	Group           string
	DeadLetterTopic func(source string) string
	NoTopicCreation bool
	CreateTimeout   time.Duration                    // for creating a topic
	Expiry          time.Duration                    // how long a record may be buffered before it is sent
	AtEnd           bool                             // the consumer exits at the end, so retries are limited
	Backoff         func(failures int) time.Duration // delay between attempts
	Logger          *slog.Logger

	// Because adds a known cause to an error.
	Because func(error) error
	// Failure returns the error for a failed attempt to write to a topic.
	Failure func(a *Attempt, topic string, err error) error
	// Report is called after each attempt that shows whether a topic can be written to. source is
	// the topic of the consumed record.
	Report func(source, topic string, err error)
	// GiveUp is called with a Failure that is not retried.
	GiveUp func(error)
}

// AttemptsAtEnd is how often a consumer that exits at the end retries what may still succeed.
const AttemptsAtEnd = 3

// A Writer writes dead letters. It is safe for concurrent use.
type Writer struct {
	options Options
	client  *kgo.Client
	writers *topicwriter.Writers
	topics  topics
}

// New returns a writer that uses client. The caller closes client.
func New(client *kgo.Client, o Options) *Writer {
	return &Writer{options: o, client: client, writers: topicwriter.NewWriters(client, topicwriter.Limits{Expiry: o.Expiry})}
}

// Close fails buffered records and later writes.
func (w *Writer) Close() { w.writers.Close() }

// An Attempt is one attempt to write a record's dead letter or ledger entry.
type Attempt struct {
	Record *kgo.Record // consumed record
	Reason string      // reason of the dead letter
	Tries  *Tries      // counts this attempt and earlier ones

	// Sent is called with the written record or the error, then Settle with what happens to the
	// consumed record.
	Sent   func(written *kgo.Record, err error)
	Settle func(lanes.Outcome)
}

// Tries counts the attempts for a consumed record.
type Tries struct {
	Stripped int // step of stripping headers from its dead letter, because it was too large
	Refused  int // consecutive failed attempts
}

// WriteLetter sends the dead letter d of a record to topic, which [Writer.Topic] returned.
// redriven says that a ledger proves the record's redrive headers.
func (w *Writer) WriteLetter(ctx context.Context, topic string, d *deadletter.Letter, redriven bool, a *Attempt) {
	if d.Left == nil {
		d.Left = deadletter.LeftOut(a.Record.Value) // whatever the reason
	}
	w.writers.Write(&kgo.Record{
		Topic: topic, Key: a.Record.Key, Value: d.Value(a.Record),
		Headers: d.Headers(a.Record, redriven, w.options.Group, a.Tries.Stripped),
	}, func(letter *kgo.Record, err error) {
		a.Sent(letter, err)
		if topicwriter.TooLarge(err) && a.Tries.Stripped < deadletter.StripOwn {
			a.Tries.Stripped++ // keeping the record matters more than its headers
			a.Settle(lanes.Again(0))
			return
		}
		a.Settle(w.settled(ctx, topic, a, err))
	})
}

// WriteEntry sends a ledger entry.
func (w *Writer) WriteEntry(ctx context.Context, entry *kgo.Record, a *Attempt) {
	w.writers.Write(entry, func(_ *kgo.Record, err error) {
		a.Sent(entry, err)
		a.Settle(w.settled(ctx, entry.Topic, a, err))
	})
}

// settled returns what happens to the consumed record after an attempt.
func (w *Writer) settled(ctx context.Context, topic string, a *Attempt, err error) lanes.Outcome {
	switch {
	case err == nil:
		w.topics.written(topic)
		w.options.Report(a.Record.Topic, topic, nil)
		return lanes.Done
	case errors.Is(err, kgo.ErrClientClosed):
		return lanes.Stuck
	}
	because := w.options.Because(err)
	failure := w.options.Failure(a, topic, because)
	if w.givesUp(a.Tries, err) {
		w.options.GiveUp(failure)
		return lanes.Stuck
	}
	if missing(err) {
		w.topics.forget(topic)
	}
	w.options.Report(a.Record.Topic, topic, because)
	a.Tries.Refused++
	wait := w.options.Backoff(a.Tries.Refused)
	w.options.Logger.LogAttrs(ctx, slog.LevelError, "kafka: dead letter not written; its key waits; retrying",
		slog.Int("failures", a.Tries.Refused), slog.Duration("wait", wait), slog.String("error", failure.Error()),
		slog.String("dead_letter_topic", topic),
		slog.String("topic", a.Record.Topic), slog.Int("partition", int(a.Record.Partition)), slog.Int64("offset", a.Record.Offset),
		slog.String("group", w.options.Group))
	return lanes.Again(wait)
}

// givesUp reports whether a consumer that exits at the end stops retrying. A missing topic may be
// created by a later attempt.
func (w *Writer) givesUp(tries *Tries, err error) bool {
	return w.options.AtEnd && !(missing(err) && tries.Refused < AttemptsAtEnd)
}

// missing reports whether the topic does not exist.
func missing(err error) bool { return errors.Is(err, kerr.UnknownTopicOrPartition) }
