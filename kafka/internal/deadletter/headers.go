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

// TopicSuffix is the default suffix of a dead-letter topic's name.
const TopicSuffix = ".dlq"

// Headers that a dead letter has besides the record's own. Package kafka documents them.
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

// Headers that a redriven record has besides the record's own. Package kafka documents them.
const (
	redrivenPrefix     = "redriven-" // common prefix
	HeaderRedrivenFrom = "redriven-from"
	HeaderRedrivenFor  = "redriven-for"
)

// Kafka's own names for the same headers (KIP-1191), for tools that know those.
const (
	HeaderKafkaTopic     = "__dlq.errors.topic"
	HeaderKafkaPartition = "__dlq.errors.partition"
	HeaderKafkaOffset    = "__dlq.errors.offset"
	HeaderKafkaGroup     = "__dlq.errors.group"
	HeaderKafkaCount     = "__dlq.errors.delivery.count"
	HeaderKafkaMessage   = "__dlq.errors.message"
)

// previousPrefix is prepended to dead-letter and redrive headers that a record already had, for
// example in a copy of a dead letter. They remain readable but have no effect. A record keeps one
// such set.
const previousPrefix = "previous-"

// Limits of a dead letter's own headers, in bytes; see deadLetterRoom in package dlqwriter.
const (
	MaxViolationBytes = 16 << 10
	MaxTextBytes      = 1 << 10
)

// Steps of stripping headers from a dead letter that is too large with them. Each step also
// strips what the earlier ones do. The headers with the record's position always stay.
const (
	stripCopies     = iota + 1 // headers of an earlier dead letter, and Kafka's names
	stripViolations            // but not their number
	stripError
	stripMost // all but reason, position and group
	StripOwn  // the service's own headers, but not those that identify the event
)

// strippedAt is the first step that strips a dead-letter header.
var strippedAt = map[string]int{
	HeaderDLViolations: stripViolations,
	HeaderDLError:      stripError,
	HeaderDLOmitted:    stripMost,
	HeaderDLTimestamp:  stripMost,
	HeaderDLAttempts:   stripMost,
}

// IsDeadLetterHeader reports whether a header describes a dead letter, by our name or Kafka's.
func IsDeadLetterHeader(key string) bool {
	return strings.HasPrefix(key, "dlq-") || strings.HasPrefix(key, "__dlq.")
}

// IsControlHeader reports whether consumers or redrives act on a header.
func IsControlHeader(key string) bool {
	return IsDeadLetterHeader(key) || strings.HasPrefix(key, redrivenPrefix)
}

// isPrevious reports whether a header describes an earlier dead letter or redrive.
func isPrevious(key string) bool {
	previous, ok := strings.CutPrefix(key, previousPrefix)
	return ok && IsControlHeader(previous)
}

// OwnHeaders returns the headers that a record keeps as a dead letter. Headers of an earlier dead
// letter or redrive are renamed and lose their effect; they replace a set that was renamed
// before. If the ledger proves that the record was redriven, it keeps the header that names its
// dead letter.
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

// Headers returns the record's own headers followed by those of the dead letter, stripped
// according to step.
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

// maxOwnHeaders is how many of its own headers a record keeps as a dead letter. With those of the
// dead letter, they are as many as a consumer accepts.
const maxOwnHeaders = decompress.MaxHeaderCount - 64

// fewHeaders drops headers of a record that has too many, and counts them. It keeps those that
// identify the event.
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

// ofEvent reports whether a header identifies a record's event or its origin.
func ofEvent(key string) bool {
	switch key {
	case record.EventType, record.EventVersion, record.EventID, record.EventSource, record.CorrelationID, record.CausationID,
		record.TraceParent, record.TraceState, record.SchemaID, HeaderRedrivenFrom:
		return true
	}
	return cloudevents.IsHeader(key)
}

// kafkaHeaders stands for the headers with Kafka's names in the list of stripped headers.
const kafkaHeaders = "__dlq.errors.*"

// Cut shortens s to at most that many bytes of valid UTF-8, and marks the cut with an ellipsis.
func Cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// EncodeViolations returns as many violations as fit into MaxViolationBytes, as JSON, and the
// number of those that do not.
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
