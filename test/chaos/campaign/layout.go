//go:build unix

package campaign

import (
	"strconv"
	"time"

	"github.com/mediamesh/events/test/chaos/cluster"
	"github.com/mediamesh/events/test/chaos/load"
)

// The topics of a campaign, by what is special about them.
const (
	plain   = "plain"   // its dead-letter topic takes few letters at a time
	ordered = "ordered" // its group keeps the order
	eager   = "eager"   // its group's members pause partitions, and give all up in each rebalance
	grown   = "grown"   // partitions are added; two groups read it
	later   = "later"   // it is created while the campaign runs
	shared  = "shared"  // two groups put records aside in one topic, which is redriven and discarded
	again   = "again"   // it and its dead-letter topic are deleted, and created again
)

var layout = []string{plain, ordered, eager, grown, later, again, shared}

// The journals of handlers. One is for one group of a topic.
const (
	handledJournal = "handled.journal"
	latestJournal  = "latest.journal"
	firstJournal   = "first.journal"
	secondJournal  = "second.journal"
)

// maxBytes is the max.message.bytes of the topics: several events, and fewer than
// publishers put in a batch. letterRoom is how much more a dead letter may have.
const (
	maxBytes   = 16 << 10
	letterRoom = 4 << 10
)

// inFlight is the MaxInFlight of the group whose partitions are paused.
const inFlight = 60

// configure lays out topics and groups. Of the first two groups, one has the
// classic protocol and one KIP-848, by the seed.
func configure(config Config, on cluster.Cluster, network *cluster.Network) *load.Config {
	// Names are a campaign's own, for clusters that have seen others.
	run := "chaos-" + strconv.FormatUint(config.Seed, 10) + "-" + strconv.FormatInt(time.Now().Unix(), 36) + "-"
	c := &load.Config{
		Brokers: on.Addresses(), Routes: network.Routes(), Dir: config.Dir, Seed: config.Seed, Mix: load.Default,
		Sources: sources, Raw: 1, Keys: keysInHand, Events: config.Events / sources,
	}
	c.Rate = float64(c.Events) / config.Duration.Seconds() / 0.9
	names := make(map[string]string)
	for _, name := range layout {
		t := load.Topic{Prefix: run + name + ".", Name: run + name + ".content.events", MaxBytes: maxBytes, Later: name == later}
		t.DeadLetters = t.Name + ".dlq"
		names[name] = t.Name
		c.Topics = append(c.Topics, t)
	}
	c.Groups = []load.Group{
		{Name: run + plain, Topics: []string{names[plain]}, Journal: handledJournal, Members: 2, KIP848: config.Seed%2 == 0},
		{Name: run + ordered, Topics: []string{names[ordered]}, Journal: handledJournal, Members: 2, KIP848: config.Seed%2 == 1, KeepOrder: true},
		{Name: run + eager, Topics: []string{names[eager]}, Journal: handledJournal, Members: 2, Eager: true, MaxInFlight: inFlight},
		{Name: run + grown, Topics: []string{names[grown]}, Journal: handledJournal, Members: 1},
		{Name: run + "latest", Topics: []string{names[grown], names[later]}, Journal: latestJournal, Members: 1, Latest: true},
		{Name: run + again, Topics: []string{names[again]}, Journal: handledJournal, Members: 1},
		{Name: run + "first", Topics: []string{names[shared]}, Journal: firstJournal, Members: 1, KeepOrder: true, Redriven: true},
		{Name: run + "second", Topics: []string{names[shared]}, Journal: secondJournal, Members: 1, KeepOrder: true, Redriven: true},
	}
	return c
}

// topicsOf returns the topics that a campaign begins with. Some have a topic for
// dead letters, which takes few at a time; the library creates the others'.
func topicsOf(c *load.Config) (list []creation) {
	for i, t := range c.Topics {
		if name := layout[i]; name == plain || name == grown || name == later || name == again {
			list = append(list, creation{t.DeadLetters, partitions, t.MaxBytes + letterRoom})
		}
		if !t.Later {
			list = append(list, creation{t.Name, partitions, t.MaxBytes})
		}
	}
	return list
}

// topic returns one of the campaign's topics.
func (r *running) topic(name string) *load.Topic {
	for i := range layout {
		if layout[i] == name {
			return &r.load.Topics[i]
		}
	}
	return nil
}

func (r *running) replicas() int16 { return int16(len(r.cluster.Addresses())) }
