package kafka_test

import (
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// A broker may answer UNKNOWN_TOPIC_ID for a topic that was not created again,
// since it has not heard of it yet. The client forgets the topic and its sequence
// numbers then. What is published is in the topic all the same.
func TestPublisher_WritesAfterUnknownTopicIDOfTheSameTopic(t *testing.T) {
	t.Parallel()
	onlyEmbedded(t)
	s := newStage(t, 1)
	p := s.publisher(t, kafka.PublisherConfig{})
	for _, id := range []string{"first", "second", "third"} {
		if id != "first" {
			s.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: s.name("content.events"), Err: kerr.UnknownTopicID, Count: 6}) // more than the client tries
		}
		if err := p.Publish(deadline(t), created("c-1", events.WithID(id))); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
	}
	var ids []string
	for _, r := range s.held(t, "content.events") {
		ids = append(ids, header(r, "event-id"))
	}
	if len(ids) != 3 || ids[0] != "first" || ids[1] != "second" || ids[2] != "third" {
		t.Errorf("the topic has %v, want first, second and third", ids)
	}
}
