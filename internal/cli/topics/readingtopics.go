package topics

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// wantedTopics are the topics to read.
func (o *reading) wantedTopics() ([]string, error) {
	if len(o.topics) > 0 {
		return o.topics, nil
	}
	naming, err := o.Naming()
	if err != nil {
		return nil, err
	}
	return flags.TopicsOf(o.registry, naming, o.types), nil
}

// existingTopics returns the topics to read that the cluster has, or all of them if wait is
// set. It says which are missing, and suggests similar ones. Unless wait is set, each topic
// named by --topic must exist.
func (o *reading) existingTopics(ctx context.Context, target cluster.Config, wait bool) ([]string, error) {
	wanted, err := o.wantedTopics()
	if err != nil {
		return nil, err
	}
	slow := time.AfterFunc(2*time.Second, func() { o.Say("waiting for a broker at %s", strings.Join(target.Brokers, ",")) })
	has, err := kafka.TopicNames(ctx, target)
	slow.Stop()
	if err != nil {
		return nil, flags.ClusterFailed(err)
	}
	var there, missing []string
	for _, topic := range wanted {
		if slices.Contains(has, topic) {
			there = append(there, topic)
		} else {
			missing = append(missing, topic)
		}
	}
	switch {
	case len(missing) == 0:
		return there, nil
	case len(there) > 0 && (wait || len(o.topics) == 0):
		if o.Verbose || len(o.topics)+len(o.types) > 0 { // otherwise they were not requested explicitly
			o.Say("the cluster has no topic %s", console.ShortList(missing))
			if next := o.suggestFlags(missing, has); next != "" {
				o.Say("Next: %s", next)
			}
		}
		if wait {
			return wanted, nil
		}
		return there, nil
	}
	what := fmt.Sprintf("the cluster has no topic %s", console.ShortList(missing))
	next := o.suggestFlags(missing, has)
	if !wait {
		if next == "" {
			next = "check --topic, --topic-scheme, --topic-prefix and --brokers"
		}
		return nil, console.Failed(fmt.Errorf("%s", what), next)
	}
	o.Say("%s: waiting for it", what)
	if next != "" {
		o.Say("Next: %s", next)
	}
	return wanted, nil
}

// suggestFlags suggests flags that select existing topics, "" if there are none.
func (o *reading) suggestFlags(missing, has []string) string {
	if len(o.topics) == 0 {
		other := *o
		other.Scheme = flags.SchemeType
		if o.Scheme == flags.SchemeType {
			other.Scheme = flags.SchemeDomain
		}
		if topics, err := other.wantedTopics(); err == nil && intersect(topics, has) {
			return "the cluster has topics by " + other.Scheme + ": --topic-scheme " + other.Scheme
		}
	}
	for _, topic := range missing {
		for _, one := range has {
			if prefix, ok := strings.CutSuffix(one, topic); ok && len(o.topics) == 0 {
				return "the cluster has " + one + ": --topic-prefix " + console.ShellWord(o.Prefix+prefix)
			}
		}
		if near := contract.Nearest(topic, has); near != "" {
			return "the cluster has " + near + ": --topic " + console.ShellWord(near)
		}
	}
	return ""
}

func intersect(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
