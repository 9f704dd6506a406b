package cluster

import "fmt"

// TopicError reports that a topic could not be read or does not exist.
type TopicError struct {
	Topic string
	Err   error // [kerr.UnknownTopicOrPartition] if the topic does not exist
}

func (e *TopicError) Error() string { return fmt.Sprintf("kafka: topic %s: %v", e.Topic, e.Err) }

func (e *TopicError) Unwrap() error { return e.Err }
