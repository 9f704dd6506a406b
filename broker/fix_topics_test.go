package broker_test

import (
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

func createTopic(name string, partitions int32, configs map[string]string) *kmsg.CreateTopicsRequest {
	topic := kmsg.NewCreateTopicsRequestTopic()
	topic.Topic, topic.NumPartitions, topic.ReplicationFactor = name, partitions, 1
	for key, value := range configs {
		topic.Configs = append(topic.Configs, kmsg.CreateTopicsRequestTopicConfig{Name: key, Value: &value})
	}
	request := kmsg.NewPtrCreateTopicsRequest()
	request.Topics = append(request.Topics, topic)
	return request
}

func TestCreateTopics_ReturnsConfigsInEachVersion(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	const firstWithConfigs = 5
	for version := range w.maxVersion(kmsg.CreateTopics) + 1 {
		plain, compacted := "plain-"+string('0'+rune(version)), "compacted-"+string('0'+rune(version))
		response := w.call(createTopic(plain, 2, nil), version).(*kmsg.CreateTopicsResponse)
		if topic := response.Topics[0]; topic.ErrorCode != 0 {
			t.Errorf("v%d: error %d", version, topic.ErrorCode)
		}
		if nulls := nullArrays(response); len(nulls) > 0 {
			t.Errorf("v%d has null arrays: %q", version, nulls)
		}

		response = w.call(createTopic(compacted, 1, map[string]string{"cleanup.policy": "compact"}), version).(*kmsg.CreateTopicsResponse)
		configs := response.Topics[0].Configs
		if version < firstWithConfigs {
			if len(configs) > 0 {
				t.Errorf("v%d has configs %+v", version, configs)
			}
			continue
		}
		if len(configs) != 1 || configs[0].Name != "cleanup.policy" || *configs[0].Value != "compact" {
			t.Fatalf("v%d: configs %+v, want cleanup.policy=compact", version, configs)
		}
		if got := kmsg.ConfigSource(configs[0].Source); got != kmsg.ConfigSourceDynamicTopicConfig {
			t.Errorf("v%d: source %v, want %v", version, got, kmsg.ConfigSourceDynamicTopicConfig)
		}
	}
}

func TestCreateTopics_ReturnsEmptyConfigsOnError(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	version := w.maxVersion(kmsg.CreateTopics)
	w.call(createTopic("content.events", 1, nil), version)
	const topicAlreadyExists = 36
	response := w.call(createTopic("content.events", 1, nil), version).(*kmsg.CreateTopicsResponse)
	if topic := response.Topics[0]; topic.ErrorCode != topicAlreadyExists || topic.Configs == nil {
		t.Errorf("error %d with configs %v, want error %d with none", topic.ErrorCode, topic.Configs, topicAlreadyExists)
	}
}

func TestDescribeTopicPartitions_HasEmptyEligibleLeaderReplicas(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	w.call(createTopic("content.events", 3, nil), w.maxVersion(kmsg.CreateTopics))
	request := kmsg.NewPtrDescribeTopicPartitionsRequest()
	response := w.call(request, 0).(*kmsg.DescribeTopicPartitionsResponse)
	if len(response.Topics) != 1 || len(response.Topics[0].Partitions) != 3 {
		t.Fatalf("topics %+v, want one of 3 partitions", response.Topics)
	}
	for _, p := range response.Topics[0].Partitions {
		if p.EligibleLeaderReplicas == nil || p.LastKnownELR == nil || len(p.Replicas) != 1 {
			t.Errorf("partition %+v, want empty lists of eligible leader replicas", p)
		}
	}
}
