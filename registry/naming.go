package registry

// A Naming determines the subject of an event's schema, like Confluent's subject name
// strategies.
type Naming string

const (
	// ByRecord is RecordNameStrategy: the wire name, "content.created".
	ByRecord Naming = "record"
	// ByTopic is TopicNameStrategy: "content.created-value", which needs a topic for each
	// event type.
	ByTopic Naming = "topic"
	// ByTopicRecord is TopicRecordNameStrategy: "content.events-content.created".
	ByTopicRecord Naming = "topic-record"
)

// Namings lists all namings.
func Namings() []Naming { return []Naming{ByRecord, ByTopic, ByTopicRecord} }

// Subject returns the subject of an event's schema in a topic.
func (n Naming) Subject(wireName, topic string) string {
	switch n {
	case ByTopic:
		return topic + "-value"
	case ByTopicRecord:
		return topic + "-" + wireName
	}
	return wireName
}
