package topicwriter

import (
	"context"
	"errors"
	"strconv"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	MaxMessageBytes     = "max.message.bytes"
	KafkaMaxMessageSize = 1_048_588 // Kafka's default
)

// MaxMessageBytesOf asks for a topic's max.message.bytes: how large a batch of
// its records may be.
func MaxMessageBytesOf(ctx context.Context, admin *kadm.Client, topic string) (int, error) {
	configs, err := admin.DescribeTopicConfigs(ctx, topic)
	if err != nil {
		return 0, err
	}
	config, err := configs.On(topic, nil)
	if err == nil {
		err = config.Err
	}
	if err != nil {
		return 0, err
	}
	for _, c := range config.Configs {
		if n, err := strconv.Atoi(c.MaybeValue()); c.Key == MaxMessageBytes && err == nil && n > 0 {
			return n, nil
		}
	}
	return 0, errNoLimit
}

// errNoLimit says that a cluster described a topic without its limit.
var errNoLimit = errors.New("the cluster does not tell " + MaxMessageBytes)

// ClientOverhead is what the client counts to a batch that Kafka does not: its length
// before it.
const ClientOverhead = 4

// BatchLimit returns how large a batch, as Kafka counts it, a client sends at most.
func BatchLimit(client *kgo.Client) int {
	size, _ := client.OptValue(kgo.ProducerBatchMaxBytes).(int32)
	return int(size) - ClientOverhead
}
