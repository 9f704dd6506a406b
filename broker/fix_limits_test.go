package broker_test

import (
	"errors"
	"io"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// Requests for more partitions than memory holds are refused, and the broker goes on.
func TestBroker_RefusesTooManyPartitions(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	create := w.call(createTopic("huge", 1<<31-1, nil), w.maxVersion(kmsg.CreateTopics)).(*kmsg.CreateTopicsResponse)
	if code := create.Topics[0].ErrorCode; code != kerr.InvalidPartitions.Code {
		t.Errorf("creating a topic of 2^31-1 partitions: code %d, want %d", code, kerr.InvalidPartitions.Code)
	}
	create = w.call(createTopic("some", 20, nil), w.maxVersion(kmsg.CreateTopics)).(*kmsg.CreateTopicsResponse)
	if code := create.Topics[0].ErrorCode; code != 0 {
		t.Fatalf("creating a topic of 20 partitions: code %d", code)
	}
	assigned := createTopic("assigned", -1, nil)
	assigned.Topics[0].ReplicationFactor = -1
	for p := range int32(10_001) {
		assigned.Topics[0].ReplicaAssignment = append(assigned.Topics[0].ReplicaAssignment, kmsg.CreateTopicsRequestTopicReplicaAssignment{Partition: p, Replicas: []int32{0}})
	}
	create = w.call(assigned, w.maxVersion(kmsg.CreateTopics)).(*kmsg.CreateTopicsResponse)
	if code := create.Topics[0].ErrorCode; code != kerr.InvalidPartitions.Code {
		t.Errorf("creating a topic of 10,001 assigned partitions: code %d, want %d", code, kerr.InvalidPartitions.Code)
	}
	for count, want := range map[int32]int16{1<<31 - 1: kerr.InvalidPartitions.Code, 30: 0} {
		topic := kmsg.NewCreatePartitionsRequestTopic()
		topic.Topic, topic.Count = "some", count
		request := kmsg.NewPtrCreatePartitionsRequest()
		request.Topics = append(request.Topics, topic)
		added := w.call(request, w.maxVersion(kmsg.CreatePartitions)).(*kmsg.CreatePartitionsResponse)
		if code := added.Topics[0].ErrorCode; code != want {
			t.Errorf("having %d partitions: code %d, want %d", count, code, want)
		}
	}
}

// A produce request with two unknown topic ids would end the process. The broker does
// not serve the versions that have ids.
func TestBroker_ServesProduceByNames(t *testing.T) {
	b := start(t, broker.Config{})
	w := dial(t, b)
	if got := w.maxVersion(kmsg.Produce); got != 12 {
		t.Errorf("produce requests are served to version %d, want 12", got)
	}
	request := kmsg.NewPtrProduceRequest()
	request.Acks = -1
	for i := range 2 {
		topic := kmsg.NewProduceRequestTopic()
		topic.TopicID = [16]byte{byte(i + 1)}
		part := kmsg.NewProduceRequestTopicPartition()
		part.Records = make([]byte, 61)
		topic.Partitions = append(topic.Partitions, part)
		request.Topics = append(request.Topics, topic)
	}
	if _, err := w.try(request, 13); !errors.Is(err, io.EOF) {
		t.Errorf("a request of version 13: %v, want a closed connection", err)
	}
	if len(dial(t, b).versions()) == 0 {
		t.Error("the broker serves nothing any more")
	}
}

// A request without records that is large is refused before it is read.
func TestBroker_RefusesLargeRequestsWithoutRecords(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	resource := kmsg.NewDescribeConfigsRequestResource()
	resource.ResourceType, resource.ResourceName = kmsg.ConfigResourceTypeTopic, "t"
	request := kmsg.NewPtrDescribeConfigsRequest()
	for range 1_000_000 {
		request.Resources = append(request.Resources, resource)
	}
	frame := w.frame(request, 4)
	if _, err := w.Write(frame); err == nil {
		_, err = w.Read(make([]byte, 1))
		if err == nil {
			t.Errorf("a request of %d bytes is answered", len(frame))
		}
	}
}
