package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// wanted are the topics to read.
func (o *reading) wanted() (list []string, err error) {
	if len(o.topics) > 0 {
		return o.topics, nil
	}
	naming, err := o.naming()
	if err != nil {
		return nil, err
	}
	for _, t := range o.registry.Types() {
		if topic := naming(t); (len(o.types) == 0 || slices.Contains(o.types, t.Name())) && !slices.Contains(list, topic) {
			list = append(list, topic)
		}
	}
	return list, nil
}

// there are the topics to read that the cluster has, all of them if they are waited for.
// It says which are missing, and which others are like them. Unless they are waited for,
// each topic that --topic names must be there.
func (o *reading) there(ctx context.Context, target cluster.Config, wait bool) ([]string, error) {
	wanted, err := o.wanted()
	if err != nil {
		return nil, err
	}
	slow := time.AfterFunc(time.Second, func() { o.say("waiting for a broker of %s", strings.Join(target.Brokers, ",")) })
	has, err := kafka.TopicNames(ctx, target)
	slow.Stop()
	if err != nil {
		return nil, clusterFailed(err)
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
		if o.verbose || len(o.topics)+len(o.types) > 0 { // else no one asked for those
			o.say("the cluster has no topic %s", shortList(missing))
			if next := o.alike(missing, has); next != "" {
				o.say("Next: %s", next)
			}
		}
		if wait {
			return wanted, nil
		}
		return there, nil
	}
	what := fmt.Sprintf("the cluster has no topic %s", shortList(missing))
	next := o.alike(missing, has)
	if !wait {
		if next == "" {
			next = "check --topic, --topic-scheme, --topic-prefix and --brokers"
		}
		return nil, failed(fmt.Errorf("%s", what), next)
	}
	o.say("%s: waiting for it", what)
	if next != "" {
		o.say("Next: %s", next)
	}
	return wanted, nil
}

// alike says which flags lead to topics that the cluster has, "" if none do.
func (o *reading) alike(missing, has []string) string {
	if len(o.topics) == 0 {
		other := *o
		other.scheme = schemeType
		if o.scheme == schemeType {
			other.scheme = schemeDomain
		}
		if topics, err := other.wanted(); err == nil && intersect(topics, has) {
			return "the cluster has topics by " + other.scheme + ": --topic-scheme " + other.scheme
		}
	}
	for _, topic := range missing {
		for _, one := range has {
			if prefix, ok := strings.CutSuffix(one, topic); ok && len(o.topics) == 0 {
				return "the cluster has " + one + ": --topic-prefix " + shellWord(o.prefix+prefix)
			}
		}
		if near := contract.Nearest(topic, has); near != "" {
			return "the cluster has " + near + ": --topic " + shellWord(near)
		}
	}
	return ""
}

func intersect(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
