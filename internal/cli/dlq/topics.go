package dlq

import (
	"context"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/spf13/cobra"
)

// letterTopic is a dead-letter topic with the positions that are selected in it; none means
// all.
type letterTopic struct {
	topic     string
	positions []cluster.Position
}

// positionsByTopic groups positions by topic. If topics are given, each position must be in
// one of them.
func positionsByTopic(args, topics []string) (list []letterTopic, err error) {
	for _, topic := range topics {
		if !slices.ContainsFunc(list, func(t letterTopic) bool { return t.topic == topic }) {
			list = append(list, letterTopic{topic: topic})
		}
	}
	for _, arg := range args {
		at, err := cluster.ParsePosition(arg)
		if err != nil {
			return nil, console.Usage("mediamesh dlq list shows positions", "%w", err)
		}
		i := slices.IndexFunc(list, func(t letterTopic) bool { return t.topic == at.Topic })
		switch {
		case i < 0 && len(topics) > 0:
			return nil, console.Usage("leave --topic out", "%s is not in %s", arg, strings.Join(topics, ", "))
		case i < 0:
			list = append(list, letterTopic{topic: at.Topic})
			i = len(list) - 1
		}
		list[i].positions = append(list[i].positions, at)
	}
	if len(args) == 0 {
		return list, nil
	}
	for _, t := range list {
		if len(t.positions) == 0 {
			return nil, console.Usage("leave it out", "--topic %s has no position, but others have", t.topic)
		}
	}
	return list, nil
}

// deadLetterNames determine the names of dead-letter topics.
type deadLetterNames struct{ prefix, suffix string }

func (n *deadLetterNames) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&n.prefix, "dlq-prefix", "", "`PREFIX` of the names of dead-letter topics, before that of their topic (default none)")
	cmd.Flags().StringVar(&n.suffix, "dlq-suffix", "", "`SUFFIX` of the names of dead-letter topics, after that of their topic (default .dlq)")
}

// complete completes --topic with the dead-letter topics of the contract's topics.
func (n *deadLetterNames) complete(a *console.App, cmd *cobra.Command, dir *string) {
	flags.CompleteWith(a, cmd, "topic", dir, func(reg *events.Registry, _ string) (list []string) {
		name := n.name()
		if name == nil {
			name = func(topic string) string { return topic + ".dlq" }
		}
		for _, topic := range flags.TopicsOf(reg, kafka.PerDomain, nil) {
			list = append(list, name(topic))
		}
		return list
	})
}

// name is the function for a consumer's DeadLetterTopic, nil for the default.
func (n *deadLetterNames) name() func(topic string) string {
	if n.prefix == "" && n.suffix == "" {
		return nil
	}
	return func(topic string) string { return n.prefix + topic + n.suffix }
}

// check returns an error if a topic's name is not that of a dead-letter topic.
func (n *deadLetterNames) check(topics ...string) error {
	for _, topic := range topics {
		if len(dlq.Topics([]string{topic}, n.name())) == 0 {
			return console.Usage("use a dead-letter topic, or set --dlq-prefix and --dlq-suffix", "%s is not a dead-letter topic: want a name like %s", topic, n.example())
		}
	}
	return nil
}

func (n *deadLetterNames) example() string {
	if name := n.name(); name != nil {
		return name("TOPIC")
	}
	return "TOPIC.dlq"
}

// allDeadLetterTopics lists the dead-letter topics of the cluster.
func (o *redriveOptions) allDeadLetterTopics(ctx context.Context, target cluster.Config) (list []letterTopic, err error) {
	names, err := kafka.TopicNames(ctx, target)
	if err != nil {
		return nil, flags.ClusterFailed(err)
	}
	for _, topic := range dlq.Topics(names, o.name()) {
		list = append(list, letterTopic{topic: topic})
	}
	return list, nil
}
