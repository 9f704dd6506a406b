//go:build unix

package load

import (
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Default is how many events are special, unless a campaign says otherwise.
var Default = Mix{
	Slow: 10_000, Transient: 5_000, Hangs: 500, Panics: 1_000, Permanent: 500, Unwanted: 10_000, Oversize: 1_000,
	Invalid: 10_000, Giant: 250, Tombstone: 20_000, Forged: 20_000,
}

// consumerConfig is how a service would configure its consumer, with waits that
// suit a campaign of a minute.
func consumerConfig(c *Config, group *Group) kafka.ConsumerConfig {
	config := kafka.ConsumerConfig{
		Cluster:        cluster.Config{Brokers: c.Brokers, ConnectTimeout: 30 * time.Second, ClientOptions: c.consumerOptions()},
		Group:          group.Name,
		Registry:       registry(),
		Topics:         group.Topics,
		CommitInterval: 200 * time.Millisecond,
		DrainTimeout:   time.Second,
		Retry:          kafka.RetryPolicy{Backoff: 20 * time.Millisecond, MaxBackoff: time.Second},
		HandlerTimeout: 2 * time.Second,
		KeepOrder:      group.KeepOrder,
		MaxInFlight:    group.MaxInFlight,
		Logger:         logger(),
	}
	if group.KIP848 {
		config.Protocol = kafka.ProtocolKIP848
	}
	if group.Latest {
		config.Start = kafka.StartLatest
		config.NoTopicCreation = true // one of its topics is created later
	}
	if group.Eager {
		config.Cluster.ClientOptions = append(config.Cluster.ClientOptions, kgo.Balancers(kgo.RangeBalancer()))
	}
	return config
}

func permanent(err error) error { return events.Permanent(err) }
