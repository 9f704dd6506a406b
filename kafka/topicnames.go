package kafka

import (
	"context"
	"fmt"

	"github.com/twmb/franz-go/pkg/kadm"
)

// TopicNames returns the names of a cluster's topics that the client may see, sorted.
// The error is a *[ConfigError] or a *[ConnectError], or that of ctx.
func TopicNames(ctx context.Context, c Connection) ([]string, error) {
	a := &access{"Cluster", c}
	if err := a.complete(); err != nil {
		return nil, err
	}
	client, err := a.open(ctx)
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
