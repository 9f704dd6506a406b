// Package load has the publishers and consumers of a campaign. They use what a
// service would use, and write down what they do.
package load

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Config is what all processes of a campaign know.
type Config struct {
	Brokers []string
	Routes  map[string]string // where to dial in place of an address
	Dir     string            // for the journals
	Seed    uint64
	Topics  []Topic
	Mix     Mix
	Sources int     // publishers, by both ways
	Raw     int     // of them, the last so many use a raw client
	Keys    int     // that a publisher has in hand at once
	Events  int     // that a publisher sends at most
	Rate    float64 // of each publisher, events a second
}

// Topic is one of the campaign's topics.
type Topic struct {
	Prefix      string // before the name that the library gives
	Name        string
	DeadLetters string
	Group       string
	KeepOrder   bool
	KIP848      bool
}

// Mix says how many of a million events are of each special kind; of invalid
// ones, how many of those that are sent by a raw client.
type Mix struct{ Slow, Transient, Hangs, Panics, Permanent, Unwanted, Invalid int }

// file is where the configuration lies for the processes.
func file(dir string) string { return filepath.Join(dir, "campaign.json") }

// Write leaves the configuration for the processes.
func (c *Config) Write() error {
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file(c.Dir), data, 0o600)
}

// Read reads what Write left in a directory.
func Read(dir string) (*Config, error) {
	data, err := os.ReadFile(file(dir))
	if err != nil {
		return nil, err
	}
	c := new(Config)
	return c, json.Unmarshal(data, c)
}

// SentJournal is where a publisher writes what it sends.
func SentJournal(dir string, source int) string {
	return filepath.Join(dir, "sent-"+strconv.Itoa(source)+".journal")
}

// HandledJournal is where all handlers write.
func HandledJournal(dir string) string { return filepath.Join(dir, "handled.journal") }

// options has a client take the campaign's network, and notice within seconds
// that a member of its group is gone.
func (c *Config) options() []kgo.Opt {
	return []kgo.Opt{
		kgo.Dialer(func(ctx context.Context, network, host string) (net.Conn, error) {
			if route, ok := c.Routes[host]; ok {
				host = route
			}
			return new(net.Dialer).DialContext(ctx, network, host)
		}),
		kgo.DisableClientMetrics(),
		kgo.DialTimeout(2 * time.Second),
		kgo.RequestTimeoutOverhead(3 * time.Second),
	}
}

// naming names a topic's topic, for a publisher.
func (t *Topic) naming() kafka.Naming { return kafka.Prefixed(t.Prefix, kafka.PerDomain) }
