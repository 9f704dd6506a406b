package flags

import (
	"errors"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/spf13/cobra"
)

// Cluster holds the flags that select a cluster and its topics.
type Cluster struct {
	Connection
	Scheme string
	Prefix string
}

// Values of --topic-scheme.
const (
	SchemeDomain = "domain"
	SchemeType   = "type"
)

// Add adds the flags.
func (f *Cluster) Add(cmd *cobra.Command) {
	f.Connection.Add(cmd)
	cmd.Flags().StringVar(&f.Scheme, "topic-scheme", SchemeDomain, "name topics by `domain|type`: content.events, or content.created")
	cmd.Flags().StringVar(&f.Prefix, "topic-prefix", "", "`PREFIX` of all topics")
	console.Complete(cmd, "topic-scheme", SchemeDomain, SchemeType)
}

// Naming returns the naming of topics that the flags select.
func (f *Cluster) Naming() (kafka.Naming, error) {
	naming := kafka.PerDomain
	switch f.Scheme {
	case SchemeDomain:
	case SchemeType:
		naming = kafka.PerType
	default:
		return nil, console.Usage("use --topic-scheme domain or --topic-scheme type", "unknown topic scheme %q%s", f.Scheme, console.DidYouMean(f.Scheme, []string{SchemeDomain, SchemeType}))
	}
	if strings.ContainsFunc(f.Prefix, console.NotInTopic) {
		return nil, console.Usage("correct --topic-prefix", "the topic prefix %q may have only letters, digits, dots, underscores and hyphens", f.Prefix)
	}
	if f.Prefix != "" {
		naming = kafka.Prefixed(f.Prefix, naming)
	}
	return naming, nil
}

// TopicsOf returns the topics of event types, each once; without types, those of all types.
func TopicsOf(reg *events.Registry, naming kafka.Naming, types []string) (list []string) {
	for _, t := range reg.Types() {
		if topic := naming(t); (len(types) == 0 || slices.Contains(types, t.Name())) && !slices.Contains(list, topic) {
			list = append(list, topic)
		}
	}
	return list
}

// ClusterFailed adds the next step to an error of the cluster or of the connection flags.
func ClusterFailed(err error) error {
	var known *console.Failure
	var config *cluster.ConfigError
	var connect *cluster.ConnectError
	var publish *kafka.PublishError
	switch {
	case errors.As(err, &known):
		return err // an error of the input, for example
	case errors.As(err, &config):
		return insecure(config)
	case remedy(err) != "":
		return console.Failed(err, remedy(err))
	case errors.As(err, &connect), errors.As(err, &publish):
		return console.Failed(err, "check --brokers, or start a broker: mediamesh broker")
	}
	return console.Failed(err, "")
}
