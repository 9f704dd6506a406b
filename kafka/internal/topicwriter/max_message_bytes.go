package topicwriter

import (
	"context"
	"errors"
	"strconv"

	"github.com/twmb/franz-go/pkg/kadm"
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
