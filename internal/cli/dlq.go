package cli

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/spf13/cobra"
	"github.com/twmb/franz-go/pkg/kerr"
)

func newDLQ(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dlq",
		Short: "Inspect dead letters, send them again or discard them",
		Long: `dlq lists dead letters, the records that consumer groups could not handle. It sends
them back to the topics that they are from once the cause is fixed, or discards
those that can never be handled.`,
		Example: `  mediamesh dlq list
  mediamesh dlq show content.events.dlq/0/17
  mediamesh dlq redrive -t content.events.dlq --dry-run
  mediamesh dlq discard content.events.dlq/0/17 -m "test data, ticket 7"`,
	}
	cmd.AddCommand(newDLQList(a), newDLQShow(a), newDLQRedrive(a), newDLQDiscard(a))
	return cmd
}

// connect adds the flags that say which cluster.
func (f *connectionFlags) connect(cmd *cobra.Command) {
	f.add(cmd, []string{"127.0.0.1:9092"}, "`host:port` of one or more brokers")
}

// letterFlags choose dead letters.
type letterFlags struct {
	types, reasons, keys, groups []string
	since, until                 string
}

// add adds them; types are offered from the contract in dir.
func (f *letterFlags) add(cmd *cobra.Command, a *app, dir *string) {
	listVarP(cmd.Flags(), &f.types, "type", "", nil, "event `TYPE`; may be given more than once")
	listVarP(cmd.Flags(), &f.reasons, "reason", "", nil, "`REASON`, one or more: "+strings.Join(reasons, ", "))
	cmd.Flags().StringArrayVarP(&f.keys, "key", "k", nil, "record `KEY`; may be given more than once")
	cmd.Flags().StringArrayVarP(&f.groups, "group", "g", nil, "consumer `GROUP` that put them aside; may be given more than once")
	cmd.Flags().StringVar(&f.since, "since", "", "put aside from `TIME` on: 2026-11-24T08:00:00Z, 2026-11-24, or -1h")
	cmd.Flags().StringVar(&f.until, "until", "", "put aside before `TIME`")
	completeRegistered(a, cmd, dir)
	complete(cmd, "reason", reasons...)
}

// reasons are why our consumers put records aside.
var reasons = []string{
	string(kafka.ReasonInvalid), string(kafka.ReasonUnknownType), string(kafka.ReasonUnsupportedVersion), string(kafka.ReasonMigrationFailed),
	string(kafka.ReasonHandlerFailed), string(kafka.ReasonKeyBlocked),
}

func (f *letterFlags) filter() (kafka.DeadLetterFilter, error) {
	filter := kafka.DeadLetterFilter{Types: f.types, Keys: f.keys, Groups: f.groups}
	for _, reason := range f.reasons {
		if !slices.Contains(reasons, reason) {
			return filter, usage("use one of "+strings.Join(reasons, ", "), "there is no reason %q%s", reason, didYouMean(reason, reasons))
		}
		filter.Reasons = append(filter.Reasons, kafka.Reason(reason))
	}
	now := time.Now()
	var err error
	if filter.Since, err = timeFlag("since", f.since, now); err != nil {
		return filter, err
	}
	if filter.Until, err = timeFlag("until", f.until, now); err != nil {
		return filter, err
	}
	return filter, checkOrder(filter.Since, filter.Until)
}

// checkOrder refuses an --until before --since.
func checkOrder(since, until time.Time) error {
	if since.IsZero() || until.IsZero() || !until.Before(since) {
		return nil
	}
	return usage("correct --since or --until", "--until is before --since")
}

// timeFlag reads the value of a flag, the zero time if there is none.
func timeFlag(name, value string, now time.Time) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	t, err := kafka.ParseTime(value, now)
	if err != nil {
		return t, usage("correct --"+name, "--%s: %w", name, err)
	}
	return t, nil
}

// lettersFailed says what to do about an error of reading topics.
func lettersFailed(err error) error {
	var topic *cluster.TopicError
	var none *kafka.NoRecordError
	switch {
	case errors.As(err, &topic) && errors.Is(err, kerr.UnknownTopicOrPartition):
		return failed(err, "check --topic and --brokers; mediamesh dlq list shows the dead-letter topics that have something in them")
	case errors.As(err, &none):
		return failed(err, "mediamesh dlq list --topic "+none.At.Topic)
	}
	return clusterFailed(err)
}
