package kafka

import (
	"context"
	"encoding/json"
	"errors"
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
)

// What a dead letter's own headers may take, in bytes: see deadLetterRoom.
const (
	maxViolationBytes = 16 << 10
	maxTextBytes      = 1 << 10
)

// putAside sends a dead letter, and returns when the cluster has acknowledged
// it.
func (r *run) putAside(ctx context.Context, rec *kgo.Record, d *deadLetter) error {
	topic := r.config.DeadLetterTopic(rec.Topic)
	r.prepareDeadLetters(ctx, rec.Topic, topic)
	letter := &kgo.Record{Topic: topic, Key: rec.Key, Value: rec.Value, Headers: d.headers(rec, r.config.Group)}
	err := r.client.ProduceSync(ctx, letter).FirstErr()
	if errors.Is(err, kerr.MessageTooLarge) {
		// The record comes first. Where it came from tells the rest.
		letter = &kgo.Record{Topic: topic, Key: rec.Key, Value: rec.Value, Headers: d.fewHeaders(rec)}
		err = r.client.ProduceSync(ctx, letter).FirstErr()
	}
	if err != nil {
		return &DeadLetterError{
			Reason: d.reason, Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset,
			DeadLetterTopic: topic, Err: r.watch.because(err),
		}
	}
	r.logDeadLetter(ctx, rec, d, topic)
	return nil
}

func (r *run) logDeadLetter(ctx context.Context, rec *kgo.Record, d *deadLetter, topic string) {
	attrs := []slog.Attr{
		slog.String("reason", string(d.reason)), slog.String("dead_letter_topic", topic),
		slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
		slog.String("event_type", wire.Printable(d.eventType)), slog.String("event_id", wire.Printable(d.eventID)),
	}
	if len(d.violations) > 0 {
		attrs = append(attrs, slog.Any("violations", pointersAndRules(d.violations)))
	} else {
		attrs = append(attrs, slog.String("error", d.text))
	}
	r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: dead letter", attrs...)
}

// pointersAndRules names the first violations, "/payload/title minLength".
func pointersAndRules(violations []events.Violation) []string {
	const most = 10
	var list []string
	for i, v := range violations {
		if i == most {
			return append(list, "and "+strconv.Itoa(len(violations)-most)+" more")
		}
		list = append(list, wire.Printable(v.Pointer)+" "+v.Rule)
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
	add(HeaderDeadLetterTopic, rec.Topic)
	add(HeaderDeadLetterPartition, strconv.Itoa(int(rec.Partition)))
	add(HeaderDeadLetterOffset, strconv.FormatInt(rec.Offset, 10))
	add(HeaderDeadLetterTimestamp, rec.Timestamp.UTC().Format("2006-01-02T15:04:05.000Z"))
	add(HeaderDeadLetterGroup, group)
	return headers
}

// fewHeaders returns the record's headers, and only what of the dead letter's
// cannot be found out from the rest.
func (d *deadLetter) fewHeaders(rec *kgo.Record) []kgo.RecordHeader {
	return append(append([]kgo.RecordHeader(nil), rec.Headers...),
		kgo.RecordHeader{Key: HeaderDeadLetterReason, Value: []byte(d.reason)},
		kgo.RecordHeader{Key: HeaderDeadLetterTopic, Value: []byte(rec.Topic)},
		kgo.RecordHeader{Key: HeaderDeadLetterPartition, Value: strconv.AppendInt(nil, int64(rec.Partition), 10)},
		kgo.RecordHeader{Key: HeaderDeadLetterOffset, Value: strconv.AppendInt(nil, rec.Offset, 10)},
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
