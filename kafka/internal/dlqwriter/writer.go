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

// Options are what a [Writer] is made with. The functions and Logger are required.
type Options struct {
	Group           string
	DeadLetterTopic func(source string) string
	NoTopicCreation bool
	CreateTimeout   time.Duration                    // of creating a topic
	Expiry          time.Duration                    // how long a record may be held before it is sent
	AtEnd           bool                             // the consumer exits at the end: it does not retry without end
	Backoff         func(failures int) time.Duration // between attempts
	Logger          *slog.Logger

	// Because makes of an error one that says more of its cause.
	Because func(error) error
	// Failure returns the error of an attempt to write to a topic.
	Failure func(a *Attempt, topic string, err error) error
	// Report is called after each attempt that shows whether a topic can be written to.
	// source is the topic of the record that was consumed.
	Report func(source, topic string, err error)
	// GiveUp is called with a Failure after which there is no other attempt.
	GiveUp func(error)
}

// AttemptsAtEnd is how often a consumer that exits at the end tries what may still
// come to work.
const AttemptsAtEnd = 3

// A Writer writes dead letters. It is safe for concurrent use.
type Writer struct {
	options Options
	client  *kgo.Client
	writers *topicwriter.Writers
	topics  topics
}

// New returns a writer that uses client, which its user closes.
func New(client *kgo.Client, o Options) *Writer {
	return &Writer{options: o, client: client, writers: topicwriter.NewWriters(client, topicwriter.Limits{Expiry: o.Expiry})}
}

// Close fails what waits to be sent, and all that comes later.
func (w *Writer) Close() { w.writers.Close() }

// An Attempt writes something for a record that was consumed.
type Attempt struct {
	Record *kgo.Record // that was consumed
	Reason string      // of the dead letter
	Tries  *Tries      // of this attempt and those before it

	// Sent is called with what was written, or the error, and then Settle with how the
	// record goes on.
	Sent   func(written *kgo.Record, err error)
	Settle func(lanes.Outcome)
}

// Tries say what was tried for a record.
type Tries struct {
	Stripped int // how many headers its dead letter goes without, since it was too large
	Refused  int // how often in a row the cluster refused what the record needs
}

// WriteLetter sends the dead letter d of a record to the topic that [Writer.Topic] returned.
// redriven says that a ledger proves the record's headers of a redrive.
func (w *Writer) WriteLetter(ctx context.Context, topic string, d *deadletter.Letter, redriven bool, a *Attempt) {
	if d.Left == nil {
		d.Left = deadletter.LeftOut(a.Record.Value) // whatever the reason of the dead letter is
	}
	w.writers.Write(&kgo.Record{
		Topic: topic, Key: a.Record.Key, Value: d.Value(a.Record),
		Headers: d.Headers(a.Record, redriven, w.options.Group, a.Tries.Stripped),
	}, func(letter *kgo.Record, err error) {
		a.Sent(letter, err)
		if topicwriter.TooLarge(err) && a.Tries.Stripped < deadletter.StripOwn {
			a.Tries.Stripped++ // the record comes first
			a.Settle(lanes.Again(0))
			return
		}
		a.Settle(w.settled(ctx, topic, a, err))
	})
}

// WriteEntry sends an entry of a ledger.
func (w *Writer) WriteEntry(ctx context.Context, entry *kgo.Record, a *Attempt) {
	w.writers.Write(entry, func(_ *kgo.Record, err error) {
		a.Sent(entry, err)
		a.Settle(w.settled(ctx, entry.Topic, a, err))
	})
}

// settled says how a record goes on for which something was written, or was not.
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

// givesUp tells whether a consumer that exits at the end gives up on a dead
// letter. A topic that is not there may be created by another attempt.
func (w *Writer) givesUp(tries *Tries, err error) bool {
	return w.options.AtEnd && !(missing(err) && tries.Refused < AttemptsAtEnd)
}

// missing tells that a topic is not there.
func missing(err error) bool { return errors.Is(err, kerr.UnknownTopicOrPartition) }
