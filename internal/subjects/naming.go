// Package subjects reads the contract that a schema registry holds: the JSON
// Schemas of events, each under a subject.
package subjects

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// A Naming says under which subject an event's schema is, as Confluent's
// strategies do.
type Naming string

const (
	// ByRecord is RecordNameStrategy: the wire name, "content.created".
	ByRecord Naming = "record"
	// ByTopic is TopicNameStrategy: "content.created-value", which takes a topic
	// for each event type.
	ByTopic Naming = "topic"
	// ByTopicRecord is TopicRecordNameStrategy: "content.events-content.created".
	ByTopicRecord Naming = "topic-record"
)

// Namings lists all namings.
func Namings() []Naming { return []Naming{ByRecord, ByTopic, ByTopicRecord} }

// subject is that of an event in a topic.
func (n Naming) subject(wireName, topic string) string {
	switch n {
	case ByTopic:
		return topic + "-value"
	case ByTopicRecord:
		return topic + "-" + wireName
	}
	return wireName
}

// mayHold tells whether a subject may be that of an event of the domain, which
// the contract perhaps does not have any more.
func (n Naming) mayHold(subject string, d *contract.Domain, topic string) bool {
	switch n {
	case ByTopic:
		return strings.HasPrefix(subject, topic) && strings.HasSuffix(subject, "-value")
	case ByTopicRecord:
		return strings.HasPrefix(subject, topic) && strings.Contains(subject, "-"+d.Name+".")
	}
	return strings.HasPrefix(subject, d.Name+".")
}
