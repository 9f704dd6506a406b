package kafka

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"sync"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// deadLetterRoom is how much larger than its source's a dead-letter topic's
// records may be, so that a record of the greatest size fits with what is said
// of it.
const deadLetterRoom = 64 << 10

const (
	maxMessageBytes     = "max.message.bytes"
	kafkaMaxMessageSize = 1_048_588 // Kafka's default
)

// letterTopics are the dead-letter topics that were to be created.
type letterTopics struct{ known sync.Map } // of *sync.Once, by name

// prepare creates a dead-letter topic with room for its source's largest
// record, the first time that it is needed. If that cannot be, say because the
// topic is there or the consumer may not, writing to it will tell whether it
// matters.
func (l *letterTopics) prepare(r *run, source, topic string) {
	if r.config.NoTopicCreation {
		return
	}
	once, ok := l.known.Load(topic)
	if !ok {
		once, _ = l.known.LoadOrStore(topic, new(sync.Once))
	}
	once.(*sync.Once).Do(func() { r.createLetterTopic(source, topic) })
}

func (r *run) createLetterTopic(source, topic string) {
	ctx, cancel := context.WithTimeout(r.work, r.config.ConnectTimeout)
	defer cancel()
	admin := kadm.NewClient(r.client)
	size := strconv.Itoa(largestRecord(ctx, admin, source) + deadLetterRoom)
	const clusterDefault = -1
	_, err := admin.CreateTopic(ctx, clusterDefault, clusterDefault, map[string]*string{maxMessageBytes: &size}, topic)
	if err != nil && !errors.Is(err, kerr.TopicAlreadyExists) {
		r.config.Logger.LogAttrs(ctx, slog.LevelInfo, "kafka: the dead-letter topic was not created; the cluster may do so by itself",
			slog.String("dead_letter_topic", topic), slog.String("error", err.Error()), slog.String("group", r.config.Group))
	}
}

// largestRecord is how large a topic's records may be, Kafka's default if that
// is not told.
func largestRecord(ctx context.Context, admin *kadm.Client, topic string) int {
	configs, err := admin.DescribeTopicConfigs(ctx, topic)
	if err != nil {
		return kafkaMaxMessageSize
	}
	config, err := configs.On(topic, nil)
	if err != nil {
		return kafkaMaxMessageSize
	}
	for _, c := range config.Configs {
		if n, err := strconv.Atoi(c.MaybeValue()); c.Key == maxMessageBytes && err == nil {
			return n
		}
	}
	return kafkaMaxMessageSize
}
