package kafka

import (
	"errors"
	"log/slog"
	"strconv"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/keyorder"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// sendDeadLetter sends a dead letter. Its task is settled when the cluster has
// acknowledged that, and not before. If that fails, it is tried again, while the
// key waits.
func (r *run) sendDeadLetter(t *task, rec *kgo.Record) outcome {
	d, topic := t.Job.dead, r.config.DeadLetterTopic(rec.Topic)
	if d.Left == nil {
		d.Left = deadletter.LeftOut(rec.Value) // whatever the reason of the dead letter is
	}
	r.letters.prepare(r, rec.Topic, topic)
	letter := &kgo.Record{Topic: topic, Key: rec.Key, Value: d.Value(rec), Headers: d.Headers(rec, t.Job.redriven != nil, r.config.Group, t.Job.stripped)}
	span := r.tracing.StartDeadLetter(rec, d, topic, t.Job.tried)
	r.writers.Write(letter, func(letter *kgo.Record, err error) {
		span.Sent(letter, err)
		if err == nil && rec.Key != nil {
			from := t.Job.redriven.From()
			r.scheduler.Note(t, func(keys *keyorder.Keys) { keys.Add(rec, from, letter) })
		}
		r.scheduler.Settle(t, r.deadLetterSent(t, rec, topic, err))
	})
	return lanes.Settling
}

// deadLetterSent says how a task goes on whose dead letter was sent.
func (r *run) deadLetterSent(t *task, rec *kgo.Record, topic string, err error) outcome {
	switch {
	case err == nil:
		r.letters.written(topic)
		r.stats.deadLetters.Add(1)
		r.metrics.DeadLetter(rec.Topic, t.Job.dead.EventType, t.Job.dead.Reason)
		r.status.Written(topic, nil)
		r.logRecord(slog.LevelWarn, "kafka: dead letter", rec, t.Job.dead, slog.String("dead_letter_topic", topic))
		return lanes.Done
	case topicwriter.TooLarge(err) && t.Job.stripped < deadletter.StripOwn:
		t.Job.stripped++ // the record comes first
		return lanes.Again(0)
	case errors.Is(err, kgo.ErrClientClosed):
		return lanes.Stuck
	}
	failure := &DeadLetterError{
		Reason: Reason(t.Job.dead.Reason), Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset,
		DeadLetterTopic: topic, Err: r.watch.Because(err),
	}
	if r.failsAtEnd(t, err) {
		r.fail(failure)
		return lanes.Stuck
	}
	return r.sendAgain(t, failure)
}

// failsAtEnd tells whether a consumer that exits at the end gives up on a dead
// letter. A topic that is not there may be created by another attempt.
func (r *run) failsAtEnd(t *task, err error) bool {
	return r.toEnd && !(missing(err) && t.Job.refused < attemptsAtEnd)
}

// attemptsAtEnd is how often a consumer that exits at the end tries what may still
// come to work.
const attemptsAtEnd = 3

// missing tells that a topic is not there.
func missing(err error) bool { return errors.Is(err, kerr.UnknownTopicOrPartition) }

// sendAgain logs that something was not written to a dead-letter topic, and has
// it tried again.
func (r *run) sendAgain(t *task, failure *DeadLetterError) outcome {
	if missing(failure.Err) {
		r.letters.forget(failure.DeadLetterTopic)
	}
	r.metrics.DeadLetterFailed(failure.Topic)
	r.status.Written(failure.DeadLetterTopic, failure.Err)
	t.Job.refused++
	wait := r.config.Retry.backoff(t.Job.refused)
	r.config.Logger.LogAttrs(r.work, slog.LevelError, "kafka: a dead letter was not written: its key waits, and it is tried again",
		slog.Int("failures", t.Job.refused), slog.Duration("wait", wait), slog.String("error", failure.Error()),
		slog.String("dead_letter_topic", failure.DeadLetterTopic),
		slog.String("topic", failure.Topic), slog.Int("partition", int(failure.Partition)), slog.Int64("offset", failure.Offset),
		slog.String("group", r.config.Group))
	return lanes.Again(wait)
}

// pointersAndRules names the first violations, "/payload/title minLength", and
// says how many more there are.
func pointersAndRules(violations []events.Violation, omitted int) []string {
	const most = 10
	var list []string
	for _, v := range violations[:min(most, len(violations))] {
		list = append(list, wire.Printable(v.Pointer)+" "+v.Rule)
	}
	if more := len(violations) - len(list) + omitted; more > 0 {
		list = append(list, "and "+strconv.Itoa(more)+" more")
	}
	return list
}

// handlerText says in a header why a handler failed: a panic without its stack.
func handlerText(err error) string {
	if text, panicked := panicText(err); panicked {
		return text
	}
	return err.Error()
}
