package kafka

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// The headers that a dead letter has besides the record's own.
const (
	HeaderDeadLetterReason     = "dlq-reason"     // a [Reason]
	HeaderDeadLetterError      = "dlq-error"      // the reason in a sentence
	HeaderDeadLetterViolations = "dlq-violations" // if there are any: a JSON array of {"pointer","rule","limit","message"}, never a value
	HeaderDeadLetterOmitted    = "dlq-omitted"    // how many more violations there are, if any
	HeaderDeadLetterTopic      = "dlq-topic"      // where the record was
	HeaderDeadLetterPartition  = "dlq-partition"
	HeaderDeadLetterOffset     = "dlq-offset"
	HeaderDeadLetterTimestamp  = "dlq-timestamp" // when it was published, "2026-11-24T08:00:00.000Z"
	HeaderDeadLetterGroup      = "dlq-group"     // the group that put it aside
	HeaderDeadLetterAttempts   = "dlq-attempts"  // how often its handler was called, if it was

	// HeaderDeadLetterResolved is the header of a record in a dead-letter topic
	// that is no dead letter, and has no value: it tells that the one at this
	// position was redriven and dealt with, so that its key goes on where the
	// order is kept.
	HeaderDeadLetterResolved = "dlq-resolved"
)

// Kafka's own names for the same (KIP-1191), for tools that know those.
const (
	headerKafkaTopic     = "__dlq.errors.topic"
	headerKafkaPartition = "__dlq.errors.partition"
	headerKafkaOffset    = "__dlq.errors.offset"
	headerKafkaGroup     = "__dlq.errors.group"
	headerKafkaCount     = "__dlq.errors.delivery.count"
	headerKafkaMessage   = "__dlq.errors.message"
)

// What a dead letter's own headers may take, in bytes: see deadLetterRoom.
const (
	maxViolationBytes = 16 << 10
	maxTextBytes      = 1 << 10
)

// putAside sends a dead letter. Its task is settled when the cluster has
// acknowledged that, and not before. If that fails, it is tried again, while the
// key waits.
func (r *run) putAside(t *task, rec *kgo.Record) outcome {
	d, topic := t.dead, r.config.DeadLetterTopic(rec.Topic)
	r.letters.prepare(r, rec.Topic, topic)
	letter := &kgo.Record{Topic: topic, Key: rec.Key, Value: rec.Value, Headers: d.headers(rec, r.config.Group)}
	if t.brief {
		letter.Headers = d.fewHeaders(rec, r.config.Group)
	}
	span := r.tracing.putAside(t, rec, topic)
	r.client.Produce(r.work, letter, func(letter *kgo.Record, err error) {
		sent(span, letter, err)
		if blocked := t.lane.part.blocked; err == nil && blocked != nil && rec.Key != nil {
			blocked.add(rec, positionOf(letter))
		}
		r.scheduler.settle(t, r.wasPutAside(t, rec, topic, err))
	})
	return outcome{aside: true}
}

// wasPutAside says how a task goes on whose dead letter was sent.
func (r *run) wasPutAside(t *task, rec *kgo.Record, topic string, err error) outcome {
	switch {
	case err == nil:
		r.stats.deadLetters.Add(1)
		r.metrics.deadLetter(rec, t.dead)
		r.outlook.letter(topic, nil)
		r.logRecord(slog.LevelWarn, "kafka: dead letter", rec, t.dead, slog.String("dead_letter_topic", topic))
		return outcome{done: true}
	case errors.Is(err, kerr.MessageTooLarge) && !t.brief:
		t.brief = true // the record comes first; where it came from tells the rest
		return outcome{}
	case errors.Is(err, kgo.ErrClientClosed):
		return outcome{stuck: true}
	}
	failure := &DeadLetterError{
		Reason: t.dead.reason, Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset,
		DeadLetterTopic: topic, Err: r.watch.because(err),
	}
	if r.config.ExitAtEnd {
		r.fail(failure)
		return outcome{stuck: true}
	}
	return r.sendAgain(t, failure)
}

// sendAgain logs that something was not written to a dead-letter topic, and has
// it tried again.
func (r *run) sendAgain(t *task, failure *DeadLetterError) outcome {
	r.metrics.deadLetterFailed(failure.Topic)
	r.outlook.letter(failure.DeadLetterTopic, failure.Err)
	t.refused++
	wait := r.config.Retry.backoff(t.refused)
	r.config.Logger.LogAttrs(r.work, slog.LevelError, "kafka: a dead letter was not written: its key waits, and it is tried again",
		slog.Int("failures", t.refused), slog.Duration("wait", wait), slog.String("error", failure.Error()),
		slog.String("dead_letter_topic", failure.DeadLetterTopic),
		slog.String("topic", failure.Topic), slog.Int("partition", int(failure.Partition)), slog.Int64("offset", failure.Offset),
		slog.String("group", r.config.Group))
	return outcome{wait: wait}
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

// headers returns the record's headers, and the dead letter's behind them.
func (d *deadLetter) headers(rec *kgo.Record, group string) []kgo.RecordHeader {
	headers := append([]kgo.RecordHeader(nil), rec.Headers...)
	add := func(key, value string) {
		headers = append(headers, kgo.RecordHeader{Key: key, Value: []byte(value)})
	}
	add(HeaderDeadLetterReason, string(d.reason))
	add(HeaderDeadLetterError, cut(d.text, maxTextBytes))
	violations, omitted := encodeViolations(d.violations)
	if violations != "" {
		add(HeaderDeadLetterViolations, violations)
	}
	if omitted += d.omitted; omitted > 0 {
		add(HeaderDeadLetterOmitted, strconv.Itoa(omitted))
	}
	partition, offset := strconv.Itoa(int(rec.Partition)), strconv.FormatInt(rec.Offset, 10)
	add(HeaderDeadLetterTopic, rec.Topic)
	add(HeaderDeadLetterPartition, partition)
	add(HeaderDeadLetterOffset, offset)
	add(HeaderDeadLetterTimestamp, rec.Timestamp.UTC().Format("2006-01-02T15:04:05.000Z"))
	add(HeaderDeadLetterGroup, group)
	if d.attempts > 0 {
		add(HeaderDeadLetterAttempts, strconv.Itoa(d.attempts))
	}
	add(headerKafkaTopic, rec.Topic)
	add(headerKafkaPartition, partition)
	add(headerKafkaOffset, offset)
	add(headerKafkaGroup, group)
	add(headerKafkaCount, strconv.Itoa(max(1, d.attempts)))
	add(headerKafkaMessage, cut(d.text, maxTextBytes))
	return headers
}

// fewHeaders returns the record's headers, and only what of the dead letter's
// cannot be found out from the rest.
func (d *deadLetter) fewHeaders(rec *kgo.Record, group string) []kgo.RecordHeader {
	return append(append([]kgo.RecordHeader(nil), rec.Headers...),
		kgo.RecordHeader{Key: HeaderDeadLetterReason, Value: []byte(d.reason)},
		kgo.RecordHeader{Key: HeaderDeadLetterTopic, Value: []byte(rec.Topic)},
		kgo.RecordHeader{Key: HeaderDeadLetterPartition, Value: strconv.AppendInt(nil, int64(rec.Partition), 10)},
		kgo.RecordHeader{Key: HeaderDeadLetterOffset, Value: strconv.AppendInt(nil, rec.Offset, 10)},
		kgo.RecordHeader{Key: HeaderDeadLetterGroup, Value: []byte(group)},
	)
}

// cut shortens a text to so many bytes.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// encodeViolations returns as many violations as there is room for, and how
// many there is none for.
func encodeViolations(violations []events.Violation) (list string, omitted int) {
	for i, v := range violations {
		item, err := json.Marshal(v)
		if err != nil || len(list)+len(item)+2 > maxViolationBytes {
			omitted = len(violations) - i
			break
		}
		if list == "" {
			list = "[" + string(item)
		} else {
			list += "," + string(item)
		}
	}
	if list != "" {
		list += "]"
	}
	return list, omitted
}

// handlerText says in a header why a handler failed: a panic without its stack.
func handlerText(err error) string {
	if p, ok := errors.AsType[*PanicError](err); ok {
		return fmt.Sprintf("panic: %v", p.Value)
	}
	return err.Error()
}
