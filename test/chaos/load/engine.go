//go:build unix

package load

import (
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
)

// Default is how many events are special, unless a campaign says otherwise.
var Default = Mix{Slow: 10_000, Transient: 5_000, Hangs: 500, Panics: 1_000, Permanent: 500, Unwanted: 10_000, Invalid: 10_000}

// consumerConfig is how a service would configure its consumer, with waits that
// suit a campaign of a minute.
func consumerConfig(c *Config, topic *Topic) kafka.ConsumerConfig {
	config := kafka.ConsumerConfig{
		Brokers:        c.Brokers,
		Group:          topic.Group,
		Registry:       registry(),
		Topics:         []string{topic.Name},
		CommitInterval: 200 * time.Millisecond,
		DrainTimeout:   time.Second,
		ConnectTimeout: 30 * time.Second,
		Retry:          kafka.RetryPolicy{Backoff: 20 * time.Millisecond, MaxBackoff: time.Second},
		HandlerTimeout: 2 * time.Second,
		KeepOrder:      topic.KeepOrder,
		Logger:         logger(),
		ClientOptions:  c.consumerOptions(),
	}
	if topic.KIP848 {
		config.Protocol = kafka.KIP848
	}
	return config
}

func permanent(err error) error { return events.Permanent(err) }
