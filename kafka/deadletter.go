package kafka

import (
	"log/slog"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/dlqwriter"
	"github.com/mediamesh/events/kafka/internal/keyorder"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// newDeadLetterWriter returns the writer of a run's dead letters and ledger entries.
func newDeadLetterWriter(r *run) *dlqwriter.Writer {
	c := &r.config
	return dlqwriter.New(r.member.Client, dlqwriter.Options{
		Group: c.Group, DeadLetterTopic: c.DeadLetterTopic, NoTopicCreation: c.NoTopicCreation, CreateTimeout: c.Cluster.ConnectTimeout,
		Expiry: defaultDeliveryTimeout, AtEnd: r.toEnd, Backoff: c.Retry.backoff, Logger: c.Logger,
		Because: r.member.Watch.Because, Failure: deadLetterError, GiveUp: r.member.Fail,
		Report: func(source, topic string, err error) {
			if err != nil {
				r.metrics.DeadLetterFailed(source)
			}
			r.member.Status.Written(topic, err)
		},
	})
}

// deadLetterError returns the error of a failed write for a record.
func deadLetterError(a *dlqwriter.Attempt, topic string, err error) error {
	return &DeadLetterError{
		Reason: Reason(a.Reason), Topic: a.Record.Topic, Partition: a.Record.Partition, Offset: a.Record.Offset,
		DeadLetterTopic: topic, Err: err,
	}
}

// sendDeadLetter writes a dead letter. The task is settled only when the cluster has
// acknowledged the write. A failed write is retried, and the key waits meanwhile.
func (r *run) sendDeadLetter(t *task, rec *kgo.Record) outcome {
	d, topic := t.Job.Dead, r.letters.Topic(r.work, rec.Topic)
	span := r.tracing.StartDeadLetter(rec, d, topic, t.Job.Tried)
	r.letters.WriteLetter(r.work, topic, d, t.Job.Redriven != nil, &dlqwriter.Attempt{
		Record: rec, Reason: d.Reason, Tries: &t.Job.Tries,
		Sent: func(letter *kgo.Record, err error) {
			span.Sent(letter, err)
			if err != nil {
				return
			}
			if rec.Key != nil {
				from := t.Job.Redriven.From()
				r.scheduler.Note(t, func(keys *keyorder.Keys) { keys.Add(rec, from, letter) })
			}
			r.stats.deadLetters.Add(1)
			r.metrics.DeadLetter(rec.Topic, d.EventType, d.Reason)
			r.log.Refused("kafka: dead letter", rec, d, slog.String("dead_letter_topic", topic))
		},
		Settle: func(o outcome) { r.scheduler.Settle(t, o) },
	})
	return lanes.Settling
}

// handlerText returns the header text for a handler's error: a panic without its stack.
func handlerText(err error) string {
	if text, panicked := panicText(err); panicked {
		return text
	}
	return err.Error()
}
