package kafka

import (
	"context"
	"fmt"

	"github.com/twmb/franz-go/pkg/kadm"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/mediamesh/events/kafka/records"
)

// GroupConfig configures [PrepareGroup]. Group and Topic must be set.
type GroupConfig struct {
	// Cluster is the cluster to connect to. Default: a broker on localhost
	// (127.0.0.1:9092).
	Cluster cluster.Config
	// Group is the group, which must have no members. Required.
	Group string
	// Topic is the topic to read. Required.
	Topic string
	// Offsets is where the group begins. It must not have an end, since a group reads on
	// indefinitely. Default: the start of the topic.
	Offsets records.Offsets
	// Overwrite replaces the offsets that the group has already committed for the topic.
	// Default false: PrepareGroup returns a *[GroupError] for such a group.
	Overwrite bool
}

// PrepareGroup commits starting offsets for a group that has no members yet, and returns
// those offsets. A service that later runs as this group reads the topic from these
// offsets, with all guarantees of [Consumer.Run]. Other groups are not affected.
//
// The errors are *[cluster.ConfigError], *[cluster.ConnectError], *[cluster.TopicError],
// and *[GroupError] if the group has members or already has committed offsets.
func PrepareGroup(ctx context.Context, config GroupConfig) (map[int32]int64, error) {
	a := &topicscan.Access{Field: "GroupConfig.Cluster", Cluster: config.Cluster}
	problem := cluster.TopicProblem(config.Topic)
	switch {
	case config.Group == "":
		return nil, &cluster.ConfigError{Field: "GroupConfig.Group", Problem: "is empty: name the group"}
	case problem != "":
		return nil, &cluster.ConfigError{Field: "GroupConfig.Topic", Problem: problem}
	case config.Offsets.Bounded():
		return nil, &cluster.ConfigError{Field: "GroupConfig.Offsets", Problem: "has an end, and a group has none: leave it out"}
	}
	if err := a.Complete(); err != nil {
		return nil, err
	}
	client, err := a.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	admin := kadm.NewClient(client)
	if err := config.free(ctx, admin); err != nil {
		return nil, err
	}
	ranges, err := config.Offsets.Resolve(ctx, admin, config.Topic)
	if err != nil {
		return nil, err
	}
	from, commit := make(map[int32]int64), make(kadm.Offsets)
	for p, s := range ranges {
		from[p] = s.From
		commit.AddOffset(config.Topic, p, s.From, -1)
	}
	if err := admin.CommitAllOffsets(ctx, config.Group, commit); err != nil {
		return nil, &GroupError{Group: config.Group, Topic: config.Topic, Err: err}
	}
	return from, nil
}

// free checks that the group has no members and, unless Overwrite is set, no offsets.
func (c *GroupConfig) free(ctx context.Context, admin *kadm.Client) error {
	groups, err := admin.ListGroups(ctx)
	if err != nil {
		return &GroupError{Group: c.Group, Topic: c.Topic, Err: err}
	}
	if g, ok := groups[c.Group]; ok && g.State != "Empty" && g.State != "Dead" {
		return &GroupError{Group: c.Group, Topic: c.Topic, State: g.State}
	}
	offsets, err := connect.OffsetsOf(ctx, admin, c.Group)
	if err != nil {
		return &GroupError{Group: c.Group, Topic: c.Topic, Err: err}
	}
	committed := false
	for _, o := range offsets[c.Topic] {
		committed = committed || o.Err == nil && o.At >= 0
	}
	if committed && !c.Overwrite {
		return &GroupError{Group: c.Group, Topic: c.Topic, Committed: true}
	}
	return nil
}

// GroupError reports that a group's offsets could not be set.
type GroupError struct {
	Group     string
	Topic     string
	State     string // the group's state, if it has members
	Committed bool   // whether the group has committed offsets for the topic
	Err       error  // the cluster's error, if any
}

func (e *GroupError) Error() string {
	switch {
	case e.State != "":
		return fmt.Sprintf("kafka: group %s is active (%s), so its offsets cannot be set: stop it or use another group name", e.Group, e.State)
	case e.Committed:
		return fmt.Sprintf("kafka: group %s has committed offsets for %s, which would be lost: use another group name, or overwrite them", e.Group, e.Topic)
	}
	return fmt.Sprintf("kafka: setting the offsets of group %s: %v", e.Group, e.Err)
}

func (e *GroupError) Unwrap() error { return e.Err }
