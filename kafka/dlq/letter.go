package dlq

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/mediamesh/events/kafka"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/records"
	"github.com/mediamesh/events/wire"
)

// Letter is a dead letter: a record that a consumer group could not handle.
type Letter struct {
	At             cluster.Position // position of the dead letter
	DeadLetteredAt time.Time        // when it became a dead letter

	Reason     kafka.Reason // "" if the record has no reason header and was therefore not written by this library
	Error      string       // a sentence that describes the error
	Violations []events.Violation
	Omitted    int      // number of violations that are not listed
	Stripped   []string // names of omitted headers; see [kafka.HeaderDeadLetterStripped]
	Attempts   int      // number of handler calls; 0 if unknown
	Group      string   // consumer group that dead-lettered the record; "" if unknown

	// LeftOut is the size in bytes of the original value if it was omitted because it
	// exceeded the maximum event size; otherwise 0. The value is still in the original
	// record as long as its topic retains it.
	LeftOut int64

	// Original is the record that was dead-lettered, with its original position, key, value
	// and headers. If the dead letter does not contain the position, Topic is "" and
	// Partition and Offset are -1.
	Original records.Record

	// EventType, EventID and EventVersion are from the event's metadata or, if it lacks
	// them, from the record's headers. They are not validated; "" if missing.
	EventType, EventID, EventVersion string

	// Redriven reports whether the dead letter has been redriven. Discarded is the reason
	// for which it was discarded; "" if it was not. Only [List], [Find] and [Discard] set
	// them.
	Redriven  bool
	Discarded string
}

// LetterOf converts a record of a dead-letter topic. It accepts any record: fields whose
// headers are missing or malformed are left empty.
func LetterOf(r records.Record) Letter {
	said := make(map[string]string)
	d := Letter{
		At: cluster.Position{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset}, DeadLetteredAt: r.Timestamp,
		Original: records.Record{Key: r.Key, Value: r.Value},
	}
	for _, h := range r.Headers {
		if deadletter.IsDeadLetterHeader(h.Key) {
			said[h.Key] = string(h.Value)
		} else {
			d.Original.Headers = append(d.Original.Headers, h)
		}
	}
	first := func(keys ...string) string {
		for _, key := range keys {
			if said[key] != "" {
				return said[key]
			}
		}
		return ""
	}
	d.Reason = kafka.Reason(said[kafka.HeaderDeadLetterReason])
	d.Error = first(kafka.HeaderDeadLetterError, deadletter.HeaderKafkaMessage)
	d.Group = first(kafka.HeaderDeadLetterGroup, deadletter.HeaderKafkaGroup)
	d.Attempts = int(max(0, number(first(kafka.HeaderDeadLetterAttempts, deadletter.HeaderKafkaCount))))
	d.Omitted = int(max(0, number(said[kafka.HeaderDeadLetterOmitted])))
	_ = json.Unmarshal([]byte(said[kafka.HeaderDeadLetterViolations]), &d.Violations) // or none
	d.LeftOut = max(0, number(said[kafka.HeaderDeadLetterSize]))
	d.Stripped = cluster.List(said[kafka.HeaderDeadLetterStripped])
	if topic := first(kafka.HeaderDeadLetterTopic, deadletter.HeaderKafkaTopic); cluster.TopicProblem(topic) == "" {
		d.Original.Topic = topic
	}
	d.Original.Partition = int32(number(first(kafka.HeaderDeadLetterPartition, deadletter.HeaderKafkaPartition)))
	d.Original.Offset = number(first(kafka.HeaderDeadLetterOffset, deadletter.HeaderKafkaOffset))
	d.Original.Timestamp, _ = time.Parse(time.RFC3339, said[kafka.HeaderDeadLetterTimestamp])
	d.name(r)
	return d
}

// number reads a number from 0 on; -1 stands for none.
func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// name takes from the envelope, else from the headers, what the event calls
// itself.
func (d *Letter) name(r records.Record) {
	var doc struct {
		Metadata struct{ EventType, EventID, EventVersion any }
	}
	document, _ := d.Original.Document()
	_ = json.Unmarshal(document, &doc) // what could be read of it
	text := func(v any, peeked []byte, header, attribute string) string {
		if s, ok := v.(string); ok && s != "" {
			return s
		}
		if len(peeked) > 0 {
			return string(peeked)
		}
		if said := headerOf(r.Headers, header); said != "" {
			return said
		}
		return headerOf(r.Headers, attribute)
	}
	name, version := wire.Peek(document)
	d.EventType = text(doc.Metadata.EventType, name, kafka.HeaderEventType, "ce_type")
	d.EventID = text(doc.Metadata.EventID, nil, kafka.HeaderEventID, "ce_id")
	d.EventVersion = text(doc.Metadata.EventVersion, version, kafka.HeaderEventVersion, "ce_eventversion")
}

// RedrivenFrom returns the position of the earlier dead letter that was redriven and then
// dead-lettered again as this one.
func (d Letter) RedrivenFrom() (cluster.Position, bool) {
	p, err := cluster.ParsePosition(headerOf(d.Original.Headers, kafka.HeaderRedrivenFrom))
	return p, err == nil
}

// headerOf returns the value of the last header of a key, "" if there is none.
func headerOf(headers []records.Header, key string) string {
	value := ""
	for _, h := range headers {
		if h.Key == key {
			value = string(h.Value)
		}
	}
	return value
}
