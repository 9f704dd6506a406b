package topics

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
	"github.com/spf13/cobra"
)

type replayOptions struct {
	reading
	partitions   []int
	offset       string
	since, until string
	prepare      string
	yes          bool
}

func newReplay(a *console.App) *cobra.Command {
	o := &replayOptions{reading: reading{App: a}}
	cmd := &cobra.Command{
		Use:   "replay --topic TOPIC",
		Short: "Print a range of a topic again, or prepare a group to read it",
		Long: `replay prints the events of a range of topics, as consume does without a group, and
stops at the end of the range. It commits no offsets and writes nothing. With
--offset end it prints new records as they arrive. Records that break the contract
are listed on standard error; then it exits 100.

With --prepare-group it prints nothing. It sets a group's offsets to the beginning
of the range, so that a service that then runs with that group's name reads from
there on. The group must have no members, and no offsets of the topic unless --yes
is given. Other groups are not affected.

The offsets apply to each partition:

  start, end        from the first record, or only new records
  42, 42:50         from offset 42 on, and before 50
  +100, -100        from 100 after the start on, or the last 100
  -1h, @TIME        from then on: 2026-11-24T08:00:00Z, 2026-11-24, -1h
  @TIME:TIME        and before the second time

Services replay through their own handlers with kafka.Replay.`,
		Example: `  mediamesh replay -t content.events --since -1h
  mediamesh replay -t content.events -o @2026-11-24T08:00:00Z:2026-11-24T09:00:00Z --type content.created
  mediamesh replay -t content.events -o -1d --prepare-group search-indexer-2
  mediamesh replay -t order.events --contract ../orders/contract`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.checkUnused(console.OnCommandLine(cmd)); err != nil {
				return err
			}
			return o.run(cmd.Context())
		},
	}
	o.reading.add(cmd)
	cmd.Flags().Lookup("topic").Usage = "`TOPIC` to read, required; may be given more than once"
	for _, flag := range namingFlags { // has no effect beside --topic, which is required
		cmd.Flags().Lookup(flag).Hidden = true
	}
	cmd.Flags().IntSliceVarP(&o.partitions, "partition", "p", nil, "`PARTITION` to read; may be given more than once (default all)")
	cmd.Flags().StringVarP(&o.offset, "offset", "o", "start", "`RANGE` of offsets")
	cmd.Flags().StringVar(&o.since, "since", "", "published at or after `TIME`: 2026-11-24T08:00:00Z, 2026-11-24, or -1h")
	cmd.Flags().StringVar(&o.until, "until", "", "published before `TIME`")
	cmd.Flags().StringVar(&o.prepare, "prepare-group", "", "set the offsets of `GROUP` to the beginning of the range, and print nothing")
	cmd.Flags().BoolVar(&o.yes, "yes", false, "overwrite the offsets that the group has")
	console.Exclusive(cmd, "offset", "since")
	console.Exclusive(cmd, "offset", "until")
	return cmd
}

// checkUnused refuses flags that would have no effect.
func (o *replayOptions) checkUnused(given func(flag string) bool) error {
	if o.prepare == "" && given("yes") {
		return console.Usage("leave it out", "--yes has no effect without --prepare-group")
	}
	for _, flag := range []string{"type", "filter", "count", "report", "template"} {
		if o.prepare != "" && given(flag) {
			return console.Usage("leave it out", "--prepare-group prints nothing, and the group reads all events: it cannot be combined with --%s", flag)
		}
	}
	return o.wholeTopics(given)
}

func (o *replayOptions) run(ctx context.Context) error {
	if len(o.topics) == 0 {
		return console.Usage("mediamesh replay --topic content.events", "replay needs --topic TOPIC")
	}
	offsets, err := o.offsets(time.Now())
	if err != nil {
		return err
	}
	if o.prepare != "" {
		return o.prepareGroup(ctx, offsets)
	}
	return o.print(ctx, offsets)
}

// offsets is the range that the flags select.
func (o *replayOptions) offsets(now time.Time) (records.Offsets, error) {
	if o.since != "" || o.until != "" {
		since, err := flags.ParseTime("since", o.since, now)
		if err != nil {
			return records.Offsets{}, err
		}
		until, err := flags.ParseTime("until", o.until, now)
		if err == nil {
			err = flags.CheckTimes(since, until)
		}
		return records.Between(since, until), err
	}
	offsets, err := records.ParseOffsets(o.offset, now)
	if err != nil {
		return offsets, console.Usage("mediamesh replay --help", "--offset: %w", err)
	}
	return offsets, nil
}

func (o *replayOptions) print(ctx context.Context, offsets records.Offsets) error {
	partitions, err := partitionsOf(o.partitions)
	if err != nil {
		return err
	}
	if err := o.begin(); err != nil {
		return err
	}
	// There is nothing after the end yet.
	t := &tail{reading: &o.reading, offsets: offsets, partitions: partitions, follow: o.offset == "end"}
	err = t.run(ctx)
	if err == nil || ctx.Err() != nil {
		o.Say("%s", o.summary("replayed", ""))
	}
	if err != nil {
		return err
	}
	return o.ended()
}

// prepareGroup sets a group's offsets.
func (o *replayOptions) prepareGroup(ctx context.Context, offsets records.Offsets) error {
	if offsets.Bounded() {
		return console.Usage("leave out the range's end; to read only the range, use kafka.Replay, or mediamesh replay without --prepare-group", "--prepare-group sets where a group begins; a group has no end")
	}
	if len(o.topics) > 1 || len(o.partitions) > 0 {
		return console.Usage("prepare one topic at a time", "--prepare-group sets the offsets of all partitions of one topic")
	}
	topic := o.topics[0]
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	from, err := kafka.PrepareGroup(ctx, kafka.GroupConfig{
		Cluster: target, Group: o.prepare, Topic: topic, Offsets: offsets, Overwrite: o.yes,
	})
	if err != nil {
		return replayFailed(err)
	}
	partitions := make([]int32, 0, len(from))
	for p := range from {
		partitions = append(partitions, p)
	}
	slices.Sort(partitions)
	if !o.JSON() {
		fmt.Fprintln(o.Out, "PARTITION  OFFSET")
	}
	for _, p := range partitions {
		if o.JSON() {
			if err := o.Encode(groupOffset{o.prepare, topic, p, from[p]}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(o.Out, "%9d  %d\n", p, from[p])
	}
	o.Say("group %s begins at these offsets of %s: run the service with this group's name", o.prepare, topic)
	return nil
}

// groupOffset is where a group begins in a partition, as a line of JSON.
type groupOffset struct {
	Group     string `json:"group"`
	Topic     string `json:"topic"`
	Partition int32  `json:"partition"`
	Offset    int64  `json:"offset"`
}

func replayFailed(err error) error {
	var group *kafka.GroupError
	var topic *cluster.TopicError
	switch {
	case errors.As(err, &group) && group.Committed:
		return console.Failed(err, "use --prepare-group with another name, or --yes")
	case errors.As(err, &topic):
		return console.Failed(err, "check --topic and --brokers")
	}
	return flags.ClusterFailed(err)
}
