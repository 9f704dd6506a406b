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
	Groups  []Group
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
	MaxBytes    int  // max.message.bytes, 0 for the cluster's default
	Later       bool // it is created while the campaign runs
}

// Group is a consumer group.
type Group struct {
	Name        string
	Topics      []string
	Journal     string // where its handlers write, in the campaign's directory
	Members     int
	KeepOrder   bool
	KIP848      bool
	Latest      bool // it begins with what is published from then on
	Eager       bool // its members give all partitions up in each rebalance
	Redriven    bool // its dead letters are redriven and discarded
	MaxInFlight int  // 0 for the default
}

// Mix says how many of a million events are of each special kind. Those behind
// Oversize are sent by raw clients alone, and Oversize by the library alone.
type Mix struct {
	Slow, Transient, Hangs, Panics, Permanent, Unwanted, Oversize int

	Invalid, Giant, Tombstone int
	Forged                    int // events of any kind with the headers of dead letters
}

// of returns the mix of what a publisher sends.
func (m Mix) of(raw bool) Mix {
	if raw {
		m.Oversize = 0
	} else {
		m.Invalid, m.Giant, m.Tombstone, m.Forged = 0, 0, 0, 0 // the library would refuse them
	}
	return m
}

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

// Created is a file that is there once a topic is that is created later.
func Created(dir, topic string) string { return filepath.Join(dir, topic+".created") }

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
		kgo.MetadataMaxAge(3 * time.Second), // partitions are added, and topics created
		kgo.RequestTimeoutOverhead(3 * time.Second),
	}
}

// naming names a topic's topic, for a publisher.
func (t *Topic) naming() kafka.Naming { return kafka.Prefixed(t.Prefix, kafka.PerDomain) }
