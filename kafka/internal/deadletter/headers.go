package deadletter

import (
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/twmb/franz-go/pkg/kgo"
)

// TopicSuffix is what the name of a topic's dead-letter topic ends with by default.
const TopicSuffix = ".dlq"

// The headers that a dead letter has besides the record's own, which package kafka documents.
const (
	HeaderDLReason     = "dlq-reason"
	HeaderDLError      = "dlq-error"
	HeaderDLViolations = "dlq-violations"
	HeaderDLOmitted    = "dlq-omitted"
	HeaderDLTopic      = "dlq-topic"
	HeaderDLPartition  = "dlq-partition"
	HeaderDLOffset     = "dlq-offset"
	HeaderDLTimestamp  = "dlq-timestamp"
	HeaderDLGroup      = "dlq-group"
	HeaderDLAttempts   = "dlq-attempts"
	HeaderDLSize       = "dlq-size"
	HeaderDLDigest     = "dlq-sha256"
	HeaderDLLastOffset = "dlq-last-offset"
	HeaderDLStripped   = "dlq-stripped"
)

// The headers that a redriven record has besides the record's own, which package kafka
// documents.
const (
	redrivenPrefix     = "redriven-" // their names begin so
	HeaderRedrivenFrom = "redriven-from"
	HeaderRedrivenFor  = "redriven-for"
)

// Kafka's own names for the same (KIP-1191), for tools that know those.
const (
	HeaderKafkaTopic     = "__dlq.errors.topic"
	HeaderKafkaPartition = "__dlq.errors.partition"
	HeaderKafkaOffset    = "__dlq.errors.offset"
	HeaderKafkaGroup     = "__dlq.errors.group"
	HeaderKafkaCount     = "__dlq.errors.delivery.count"
	HeaderKafkaMessage   = "__dlq.errors.message"
)

// previousPrefix is put before the names of headers like those of a dead letter or
// of a redrive that a record came with, as after a copy of a dead letter: people can
// read them, and nothing acts on them. A record keeps one such set.
const previousPrefix = "previous-"

// What a dead letter's own headers may take, in bytes: see deadLetterRoom in dlqwriter.
const (
	MaxViolationBytes = 16 << 10
	MaxTextBytes      = 1 << 10
)

// How many headers a dead letter goes without, since it was too large by itself
// with them. Each step leaves out more; what says where the record is from stays.
const (
	stripCopies     = iota + 1 // those of an earlier dead letter, and Kafka's names
	stripViolations            // but not how many there are
	stripError
	stripMost // all but reason, position and group
	StripOwn  // those of a service's own, but not what says what event it is
)

// strippedAt says from which step on a header of a dead letter is left out.
var strippedAt = map[string]int{
	HeaderDLViolations: stripViolations,
	HeaderDLError:      stripError,
	HeaderDLOmitted:    stripMost,
	HeaderDLTimestamp:  stripMost,
	HeaderDLAttempts:   stripMost,
}

// IsDeadLetterHeader tells whether a header says something of a dead letter, in
// our name or in Kafka's.
func IsDeadLetterHeader(key string) bool {
	return strings.HasPrefix(key, "dlq-") || strings.HasPrefix(key, "__dlq.")
}

// IsControlHeader tells whether a header has an effect on consumers or redrives, if
// it is where it belongs.
func IsControlHeader(key string) bool {
	return IsDeadLetterHeader(key) || strings.HasPrefix(key, redrivenPrefix)
}

// isPrevious tells whether a header is of an earlier dead letter or redrive.
func isPrevious(key string) bool {
	previous, ok := strings.CutPrefix(key, previousPrefix)
	return ok && IsControlHeader(previous)
}

// OwnHeaders returns the headers that a record keeps as a dead letter: its own.
// Those of an earlier dead letter or redrive lose their names and their effect. They
// take the place of a set that the record already had. Of a record that was redriven,
// as a ledger proves, it keeps which dead letter it was.
func OwnHeaders(list []kgo.RecordHeader, redriven bool) []kgo.RecordHeader {
	forged := func(h kgo.RecordHeader) bool {
		return IsControlHeader(h.Key) && !(redriven && strings.HasPrefix(h.Key, redrivenPrefix))
	}
	copied := slices.ContainsFunc(list, forged)
	headers := make([]kgo.RecordHeader, 0, len(list)+16)
	for _, h := range list {
		switch {
		case forged(h):
			h.Key = previousPrefix + h.Key
		case redriven && h.Key == HeaderRedrivenFor:
			continue // the dead letter has the group
		case copied && isPrevious(h.Key):
			continue
		}
		headers = append(headers, h)
	}
	return headers
}

// Headers returns the record's own headers, and the dead letter's behind them,
// without those that it goes without at a step.
func (d *Letter) Headers(rec *kgo.Record, redriven bool, group string, step int) []kgo.RecordHeader {
	own := OwnHeaders(rec.Headers, redriven)
	headers, surplus := fewHeaders(own)
	if step >= StripOwn {
		headers = slices.DeleteFunc(headers, func(h kgo.RecordHeader) bool { return !ofEvent(h.Key) && !isPrevious(h.Key) })
		surplus = len(own) - len(headers)
	}
	var stripped []string
	if surplus > 0 {
		stripped = append(stripped, strconv.Itoa(surplus)+" own")
	}
	if step >= stripCopies {
		n := len(headers)
		headers = slices.DeleteFunc(headers, func(h kgo.RecordHeader) bool { return isPrevious(h.Key) })
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
	add(HeaderDLReason, d.Reason)
	add(HeaderDLError, Cut(d.Text, MaxTextBytes))
	violations, omitted := EncodeViolations(d.Violations)
	if step >= stripViolations {
		omitted = len(d.Violations)
	}
	if violations != "" {
		add(HeaderDLViolations, violations)
	}
	if omitted += d.Omitted; omitted > 0 {
		add(HeaderDLOmitted, strconv.Itoa(omitted))
	}
	partition, offset := strconv.Itoa(int(rec.Partition)), strconv.FormatInt(rec.Offset, 10)
	if d.batch {
		offset = strconv.FormatInt(d.first, 10)
	}
	add(HeaderDLTopic, rec.Topic)
	add(HeaderDLPartition, partition)
	add(HeaderDLOffset, offset)
	if d.Left != nil {
		add(HeaderDLSize, strconv.FormatInt(d.Left.Size, 10))
		add(HeaderDLDigest, hex.EncodeToString(d.Left.Digest[:]))
	}
	if d.batch {
		add(HeaderDLLastOffset, strconv.FormatInt(rec.Offset, 10))
	}
	add(HeaderDLTimestamp, rec.Timestamp.UTC().Format("2006-01-02T15:04:05.000Z"))
	add(HeaderDLGroup, group)
	if d.Attempts > 0 {
		add(HeaderDLAttempts, strconv.Itoa(d.Attempts))
	}
	if step >= stripCopies {
		stripped = append(stripped, kafkaHeaders)
		return append(headers, kgo.RecordHeader{Key: HeaderDLStripped, Value: []byte(strings.Join(stripped, ","))})
	}
	add(HeaderKafkaTopic, rec.Topic)
	add(HeaderKafkaPartition, partition)
	add(HeaderKafkaOffset, offset)
	add(HeaderKafkaGroup, group)
	add(HeaderKafkaCount, strconv.Itoa(max(1, d.Attempts)))
	add(HeaderKafkaMessage, Cut(d.Text, MaxTextBytes))
	if len(stripped) > 0 {
		add(HeaderDLStripped, strings.Join(stripped, ","))
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
	case record.EventType, record.EventVersion, record.EventID, record.EventSource, record.CorrelationID, record.CausationID,
		record.TraceParent, record.TraceState, record.SchemaID, HeaderRedrivenFrom:
		return true
	}
	return cloudevents.IsHeader(key)
}

// kafkaHeaders stands for the headers of a dead letter by Kafka's names.
const kafkaHeaders = "__dlq.errors.*"

// Cut shortens a text to so many bytes.
func Cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// EncodeViolations returns as many violations as there is room for, and how
// many there is none for.
func EncodeViolations(violations []events.Violation) (list string, omitted int) {
	for i, v := range violations {
		item, err := json.Marshal(v)
		if err != nil || len(list)+len(item)+2 > MaxViolationBytes {
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
