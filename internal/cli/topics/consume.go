package topics

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/records"
	"github.com/spf13/cobra"
)

type consumeOptions struct {
	reading
	group      string
	offset     string
	partitions []int
	exitAtEnd  bool
	deadLetter bool

	unwritten error // an error of printing in a callback
}

func newConsume(a *console.App) *cobra.Command {
	o := &consumeOptions{reading: reading{App: a}}
	cmd := &cobra.Command{
		Use:        "consume",
		SuggestFor: []string{"cat", "tail"},
		Short:      "Print events as they arrive, with or without a consumer group",
		Long: `consume prints events, one per line, and waits for more until Ctrl-C. --format json
prints records, with the keys of kcat -J; --template prints any format.

It writes nothing. Records that break the contract are listed on standard error, or
with --report on standard output instead of events; then it exits 100. Only
--dead-letter, which needs a group, sends them to the dead-letter topic.

With --group it reads as a member of a consumer group and commits the offsets of what
it has printed, and of records that break the contract. Without a group it reads each
partition from --offset on:

  start, end        from the first record, or only new records
  42, 42:50         from offset 42 on, and before 50
  +100, -100        from 100 after the start on, or the last 100
  -1h, @TIME        from then on: 2026-11-24T08:00:00Z, 2026-11-24, -1h
  @TIME:TIME        and before the second time

A range with an end ends there. A new group begins at --offset start or end.`,
		Example: `  mediamesh consume
  mediamesh consume -o end -f type=content.created -f key=c-1
  mediamesh consume -t content.events -p 0 -o -10 -e --template '%p/%o %k %v\n'
  mediamesh consume -o -1h -e --report --format json | jq -r .eventType
  mediamesh consume -g me -n 10 --format json | jq .headers
  mediamesh consume -f correlation=req-17 --contract ../orders/contract`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.wholeTopics(console.OnCommandLine(cmd)); err != nil {
				return err
			}
			return o.run(cmd.Context())
		},
	}
	o.reading.add(cmd)
	cmd.Flags().StringVarP(&o.group, "group", "g", "", "consumer `GROUP`, which remembers how far it read (default none)")
	cmd.Flags().StringVarP(&o.offset, "offset", "o", "start", "`RANGE` of offsets; with --group start or end")
	cmd.Flags().IntSliceVarP(&o.partitions, "partition", "p", nil, "`PARTITION` to read; may be given more than once (default all)")
	cmd.Flags().BoolVarP(&o.exitAtEnd, "exit-at-end", "e", false, "end when everything that was there at the start is printed")
	cmd.Flags().BoolVar(&o.deadLetter, "dead-letter", false, "send records that break the contract to the dead-letter topic, as services do")
	return cmd
}

func (o *consumeOptions) run(ctx context.Context) error {
	partitions, err := partitionsOf(o.partitions)
	if err != nil {
		return err
	}
	switch {
	case o.deadLetter && o.group == "":
		return console.Usage("add --group GROUP, to which the dead letters belong", "--dead-letter needs --group")
	case o.deadLetter && len(o.filters)+len(o.types) > 0:
		return console.Usage("leave out one of them", "--dead-letter sends all records that break the contract: it cannot be combined with --type and --filter")
	case o.group != "" && len(partitions) > 0:
		return console.Usage("leave out one of them", "a group's members share the partitions: --group and --partition cannot be combined")
	case o.group != "" && o.offset != "start" && o.offset != "end":
		return console.Usage("use --offset start or end, or mediamesh replay --prepare-group "+console.ShellWord(o.group), "with --group, --offset is where a new group begins: start or end, not %q", o.offset)
	}
	if err := o.begin(); err != nil {
		return err
	}
	if o.group != "" {
		err = o.consume(ctx)
	} else {
		err = o.read(ctx, partitions)
	}
	if (err == nil || ctx.Err() != nil) && (o.report || o.refused+o.passed > 0) {
		o.Say("%s", o.closing())
	}
	if err != nil {
		return err
	}
	return o.ended()
}

// closing is the final message of the command.
func (o *consumeOptions) closing() string {
	fate := ""
	if o.deadLetter && o.refused > 0 {
		fate = " and sent to dead-letter topics"
	}
	text := o.summary("printed", fate)
	if o.report {
		text = console.Count(o.printed, "valid event") + ", " + console.Thousands(o.refused) + " refused" + fate
	}
	if o.refused > 0 && o.group != "" && !o.deadLetter {
		text += "; the group's offsets are committed past them"
	}
	return text
}

// read reads without a consumer group.
func (o *consumeOptions) read(ctx context.Context, partitions []int32) error {
	offsets, err := records.ParseOffsets(o.offset, time.Now())
	if err != nil {
		return console.Usage("mediamesh consume --help", "--offset: %w", err)
	}
	t := &tail{reading: &o.reading, offsets: offsets, partitions: partitions, follow: !o.exitAtEnd && !offsets.Bounded() && !strings.HasSuffix(o.offset, ":end")}
	return t.run(ctx)
}

// consume reads as a member of the group.
func (o *consumeOptions) consume(ctx context.Context) error {
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	topics, err := o.existingTopics(ctx, target, !o.exitAtEnd)
	if err != nil {
		return err
	}
	within, stop := context.WithCancel(ctx)
	defer stop()
	config := kafka.ConsumerConfig{
		Cluster: target, Group: o.group, Registry: o.registry, Topics: topics,
		Logger: o.ConsumerLog(), NoTopicCreation: !o.deadLetter,
		// Each partition is printed in order; offsets of records that were not printed are
		// not committed.
		Workers: 1, Retry: kafka.RetryPolicy{MaxAttempts: 1}, Policies: o.policies(),
		OnRefused: func(r kafka.Refusal) {
			if r.Reason == kafka.ReasonHandlerFailed {
				return // it could not be printed
			}
			if o.enough() {
				return
			}
			if err := o.refuse(r.Record, r.Err); err != nil {
				o.unwritten = err
				stop()
			}
		},
	}
	if o.offset == "end" {
		config.Start = kafka.StartLatest
	}
	c, err := kafka.NewConsumer(config)
	if err != nil {
		return flags.ClusterFailed(err)
	}
	if err := kafka.HandleAny(c, func(ctx context.Context, e events.Any) error {
		if o.enough() {
			return errEnough // the run finishes what it has begun, which may be more events
		}
		r, _ := kafka.RecordFrom(ctx)
		err := o.event(r, &e.Metadata)
		if err == nil && o.enough() {
			stop() // before the next record is handled
		}
		return err
	}, o.types...); err != nil {
		return flags.ClusterFailed(err)
	}
	run := c.Run
	if o.exitAtEnd {
		run = c.RunToEnd
	}
	err = run(within)
	o.passed = int(c.Stats().Tombstones)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case o.unwritten != nil:
		return o.unwritten
	case err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, errEnough):
		return flags.ClusterFailed(err)
	}
	return nil
}

// errEnough leaves an event to the group's next run.
var errEnough = errors.New("as many events as asked for are printed")

// policies determine what happens to records that are not printed: reading writes nothing.
func (o *consumeOptions) policies() map[kafka.Reason]kafka.Policy {
	policies := map[kafka.Reason]kafka.Policy{kafka.ReasonHandlerFailed: kafka.PolicyStop}
	if !o.deadLetter {
		for _, reason := range []kafka.Reason{kafka.ReasonInvalid, kafka.ReasonUnknownType, kafka.ReasonUnsupportedVersion, kafka.ReasonMigrationFailed} {
			policies[reason] = kafka.PolicySkip
		}
	}
	return policies
}
