package kafka

import (
	"context"
	"fmt"

	"github.com/twmb/franz-go/pkg/kadm"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// TopicNames returns the sorted names of the topics that the client is authorized to list.
// The error is a *[cluster.ConfigError], a *[cluster.ConnectError] or ctx's error.
func TopicNames(ctx context.Context, c cluster.Config) ([]string, error) {
	a := &topicscan.Access{Field: "Cluster", Cluster: c}
	if err := a.Complete(); err != nil {
		return nil, err
	}
	client, err := a.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	topics, err := kadm.NewClient(client).ListTopics(ctx)
	if err != nil {
		return nil, fmt.Errorf("kafka: listing topics: %w", err)
	}
	return topics.Names(), nil
}
