package dlq

import (
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/spf13/cobra"
)

// letterFlags select dead letters.
type letterFlags struct {
	types, reasons, keys, groups []string
	since, until                 string
}

// add adds the flags; types are completed from the contract in dir.
func (f *letterFlags) add(cmd *cobra.Command, a *console.App, dir *string) {
	console.ListVarP(cmd.Flags(), &f.types, "type", "", nil, "event `TYPE`; may be given more than once")
	console.ListVarP(cmd.Flags(), &f.reasons, "reason", "", nil, "`REASON`, one or more: "+strings.Join(reasons, ", "))
	cmd.Flags().StringArrayVarP(&f.keys, "key", "k", nil, "record `KEY`; may be given more than once")
	cmd.Flags().StringArrayVarP(&f.groups, "group", "g", nil, "consumer `GROUP` that dead-lettered them; may be given more than once")
	cmd.Flags().StringVar(&f.since, "since", "", "dead-lettered at or after `TIME`: 2026-11-24T08:00:00Z, 2026-11-24, or -1h")
	cmd.Flags().StringVar(&f.until, "until", "", "dead-lettered before `TIME`")
	flags.CompleteTypes(a, cmd, dir)
	console.Complete(cmd, "reason", reasons...)
}

// reasons are the reasons for which consumers of this library dead-letter records.
var reasons = []string{
	string(kafka.ReasonInvalid), string(kafka.ReasonUnknownType), string(kafka.ReasonUnsupportedVersion), string(kafka.ReasonMigrationFailed),
	string(kafka.ReasonHandlerFailed), string(kafka.ReasonKeyBlocked),
}

func (f *letterFlags) filter() (dlq.Filter, error) {
	filter := dlq.Filter{Types: f.types, Keys: f.keys, Groups: f.groups}
	for _, reason := range f.reasons {
		if !slices.Contains(reasons, reason) {
			return filter, console.Usage("use one of "+strings.Join(reasons, ", "), "unknown reason %q%s", reason, console.DidYouMean(reason, reasons))
		}
		filter.Reasons = append(filter.Reasons, kafka.Reason(reason))
	}
	now := time.Now()
	var err error
	if filter.Since, err = flags.ParseTime("since", f.since, now); err != nil {
		return filter, err
	}
	if filter.Until, err = flags.ParseTime("until", f.until, now); err != nil {
		return filter, err
	}
	return filter, flags.CheckTimes(filter.Since, filter.Until)
}
