package kafka

import (
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
)

// Topics returns the names of the cluster's topics that may be seen, in their order. A
// first broker is tried for as long as timeout says; 0 is 10 s. The error is a
// *[ConfigError] or a *[ConnectError], or that of ctx.
func (c Connection) Topics(ctx context.Context, timeout time.Duration) ([]string, error) {
	a := &access{config: "Connection", brokers: c.Brokers, security: c.Security, timeout: timeout}
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
