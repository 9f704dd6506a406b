package kafka

import (
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/decompress"
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

	// HeaderDeadLetterSize and HeaderDeadLetterDigest are of a dead letter whose value
	// was left out, since it was larger than an event may be: how many bytes it had,
	// and its SHA-256, in hexadecimal digits. The value is where the record was.
	HeaderDeadLetterSize   = "dlq-size"
	HeaderDeadLetterDigest = "dlq-sha256"
	// HeaderDeadLetterLastOffset is of a dead letter that stands for a batch of
	// records, which is too large to be decompressed: where the last of them is.
	HeaderDeadLetterLastOffset = "dlq-last-offset"

	// HeaderDeadLetterStripped names the headers that were left out because the
	// dead letter was too large for its topic with them, separated by commas:
	// "dlq-error,dlq-violations,__dlq.errors.*". "58 own" stands for so many of the
	// record's own, of which a dead letter keeps 4,032. Absent if there are none.
	HeaderDeadLetterStripped = "dlq-stripped"
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

// previousPrefix is put before the names of headers like those of a dead letter or
// of a redrive that a record came with, as after a copy of a dead letter: people can
// read them, and nothing acts on them. A record keeps one such set.
const previousPrefix = "previous-"

// What a dead letter's own headers may take, in bytes: see deadLetterRoom.
const (
	maxViolationBytes = 16 << 10
	maxTextBytes      = 1 << 10
)

// How many headers a dead letter goes without, since it was too large by itself
// with them. Each step leaves out more; what says where the record is from stays.
const (
	stripCopies     = iota + 1 // those of an earlier dead letter, and Kafka's names
	stripViolations            // but not how many there are
	stripError
	stripMost // all but reason, position and group
)

// strippedAt says from which step on a header of a dead letter is left out.
var strippedAt = map[string]int{
	HeaderDeadLetterViolations: stripViolations,
	HeaderDeadLetterError:      stripError,
	HeaderDeadLetterOmitted:    stripMost,
	HeaderDeadLetterTimestamp:  stripMost,
	HeaderDeadLetterAttempts:   stripMost,
}

// isDeadLetterHeader tells whether a header says something of a dead letter, in
// our name or in Kafka's.
func isDeadLetterHeader(key string) bool {
	return strings.HasPrefix(key, "dlq-") || strings.HasPrefix(key, "__dlq.")
}

// isControlHeader tells whether a header has an effect on consumers or redrives, if
// it is where it belongs.
func isControlHeader(key string) bool {
	return isDeadLetterHeader(key) || strings.HasPrefix(key, redrivenPrefix)
}

// ownHeaders returns the headers that a record keeps as a dead letter: its own.
// Those of an earlier dead letter or redrive lose their names and their effect. They
// take the place of a set that the record already had. Of a record that was redriven,
// as a ledger proves, it keeps which dead letter it was.
func ownHeaders(record []kgo.RecordHeader, redriven bool) []kgo.RecordHeader {
	forged := func(h kgo.RecordHeader) bool {
		return isControlHeader(h.Key) && !(redriven && strings.HasPrefix(h.Key, redrivenPrefix))
	}
	copied := slices.ContainsFunc(record, forged)
	headers := make([]kgo.RecordHeader, 0, len(record)+16)
	for _, h := range record {
		previous, isPrevious := strings.CutPrefix(h.Key, previousPrefix)
		switch {
		case forged(h):
			h.Key = previousPrefix + h.Key
		case redriven && h.Key == HeaderRedrivenFor:
			continue // the dead letter has the group
		case copied && isPrevious && isControlHeader(previous):
			continue
		}
		headers = append(headers, h)
	}
	return headers
}

// headers returns the record's own headers, and the dead letter's behind them,
// without those that it goes without at a step.
func (d *deadLetter) headers(rec *kgo.Record, redriven bool, group string, step int) []kgo.RecordHeader {
	headers, surplus := fewHeaders(ownHeaders(rec.Headers, redriven))
	var stripped []string
	if surplus > 0 {
		stripped = append(stripped, strconv.Itoa(surplus)+" own")
	}
	if step >= stripCopies {
		n := len(headers)
		headers = slices.DeleteFunc(headers, func(h kgo.RecordHeader) bool {
			previous, ok := strings.CutPrefix(h.Key, previousPrefix)
			return ok && isControlHeader(previous)
		})
		if len(headers) < n {
			stripped = append(stripped, previousPrefix+"*")
		}
	}
	add := func(key, value string) {
		if at, ok := strippedAt[key]; ok && step >= at {
			stripped = append(stripped, key)
			return
		}
		headers = append(headers, kgo.RecordHeader{Key: key, Value: []byte(value)})
	}
	add(HeaderDeadLetterReason, string(d.reason))
	add(HeaderDeadLetterError, cut(d.text, maxTextBytes))
	violations, omitted := encodeViolations(d.violations)
	if step >= stripViolations {
		omitted = len(d.violations)
	}
	if violations != "" {
		add(HeaderDeadLetterViolations, violations)
	}
	if omitted += d.omitted; omitted > 0 {
		add(HeaderDeadLetterOmitted, strconv.Itoa(omitted))
	}
	partition, offset := strconv.Itoa(int(rec.Partition)), strconv.FormatInt(rec.Offset, 10)
	if d.batch {
		offset = strconv.FormatInt(d.first, 10)
	}
	add(HeaderDeadLetterTopic, rec.Topic)
	add(HeaderDeadLetterPartition, partition)
	add(HeaderDeadLetterOffset, offset)
	if d.left != nil {
		add(HeaderDeadLetterSize, strconv.FormatInt(d.left.Size, 10))
		add(HeaderDeadLetterDigest, hex.EncodeToString(d.left.Digest[:]))
	}
	if d.batch {
		add(HeaderDeadLetterLastOffset, strconv.FormatInt(rec.Offset, 10))
	}
	add(HeaderDeadLetterTimestamp, rec.Timestamp.UTC().Format("2006-01-02T15:04:05.000Z"))
	add(HeaderDeadLetterGroup, group)
	if d.attempts > 0 {
		add(HeaderDeadLetterAttempts, strconv.Itoa(d.attempts))
	}
	if step >= stripCopies {
		stripped = append(stripped, kafkaHeaders)
		return append(headers, kgo.RecordHeader{Key: HeaderDeadLetterStripped, Value: []byte(strings.Join(stripped, ","))})
	}
	add(headerKafkaTopic, rec.Topic)
	add(headerKafkaPartition, partition)
	add(headerKafkaOffset, offset)
	add(headerKafkaGroup, group)
	add(headerKafkaCount, strconv.Itoa(max(1, d.attempts)))
	add(headerKafkaMessage, cut(d.text, maxTextBytes))
	if len(stripped) > 0 {
		add(HeaderDeadLetterStripped, strings.Join(stripped, ","))
	}
	return headers
}

// maxOwnHeaders is how many headers of its own a record keeps as a dead letter: with
// those of the dead letter they are as many as are read of a record.
const maxOwnHeaders = decompress.MaxHeaderCount - 64

// fewHeaders leaves out headers of a record that has too many, and counts them. Those
// that say what event it is stay.
func fewHeaders(headers []kgo.RecordHeader) (kept []kgo.RecordHeader, surplus int) {
	if len(headers) <= maxOwnHeaders {
		return headers, 0
	}
	room := maxOwnHeaders
	for _, h := range headers {
		if ofEvent(h.Key) {
			room--
		}
	}
	for _, h := range headers {
		of := ofEvent(h.Key)
		if len(kept) < maxOwnHeaders && (of || room > 0) {
			kept = append(kept, h)
			if !of {
				room--
			}
		}
	}
	return kept, len(headers) - len(kept)
}

// ofEvent tells whether a header identifies a record's event or its origin.
func ofEvent(key string) bool {
	switch key {
	case HeaderEventType, HeaderEventVersion, HeaderEventID, HeaderEventSource, HeaderCorrelationID, HeaderCausationID,
		HeaderTraceParent, HeaderTraceState, HeaderSchemaID, HeaderRedrivenFrom:
		return true
	}
	return cloudevents.IsHeader(key)
}

// kafkaHeaders stands for the headers of a dead letter by Kafka's names.
const kafkaHeaders = "__dlq.errors.*"

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
