package dlq

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/spf13/cobra"
)

type discardOptions struct {
	*console.App
	flags.Connection
	letterFlags
	deadLetterNames
	topic   string
	message string
	dryRun  bool
	yes     bool
	all     bool
}

func newDiscard(a *console.App) *cobra.Command {
	o := &discardOptions{App: a}
	cmd := &cobra.Command{
		Use:   "discard --message TEXT [TOPIC/PARTITION/OFFSET...]",
		Short: "Discard dead letters, so that their keys are no longer blocked",
		Long: `discard discards dead letters: those at positions, or those of --topic that the
filters select. No redrive sends them any more, they hold back no later ones of their
key, and a consumer with KeepOrder continues with the key within seconds.

The records stay in the topic. What was discarded is recorded with --message in the
topic's ledger, TOPIC.redriven; dlq list --all and dlq show show it. A redrive of the
topic that runs at the same time is ended.`,
		Example: `  mediamesh dlq discard content.events.dlq/0/17 -m "test data, ticket 7"
  mediamesh dlq discard -t content.events.dlq --key program-123 -m "the program was deleted" --dry-run
  mediamesh dlq discard -t content.events.dlq --reason invalid --until -30d -m "too old" --yes`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	o.Connection.Add(cmd)
	cmd.Flags().StringVarP(&o.topic, "topic", "t", "", "dead-letter `TOPIC` (default that of the positions)")
	new(deadLetterNames).complete(a, cmd, new(string))
	o.letterFlags.add(cmd, a, new(string))
	o.deadLetterNames.add(cmd)
	cmd.Flags().StringVarP(&o.message, "message", "m", "", "the reason for discarding them, a `TEXT` for the ledger")
	cmd.Flags().BoolVar(&o.all, "all", false, "discard all dead letters of --topic")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "list them, and discard nothing")
	cmd.Flags().BoolVar(&o.yes, "yes", false, "do not ask before discarding")
	return cmd
}

func (o *discardOptions) run(ctx context.Context, args []string) error {
	filter, err := o.filter()
	if err != nil {
		return err
	}
	configs, err := o.configs(args, filter)
	if err != nil {
		return err
	}
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	for i := range configs {
		configs[i].Cluster = target
	}
	if !o.dryRun && !o.yes {
		if yes, err := o.ask(ctx, configs); err != nil || !yes {
			return err
		}
	}
	return o.discard(ctx, configs)
}

// configs returns what to discard, by topic.
func (o *discardOptions) configs(args []string, filter dlq.Filter) ([]dlq.DiscardConfig, error) {
	filtered := o.types != nil || o.reasons != nil || o.keys != nil || o.groups != nil || o.since != "" || o.until != ""
	switch {
	case strings.TrimSpace(o.message) == "":
		return nil, console.Usage(`add --message "test data, ticket 7"`, "dlq discard needs --message TEXT, the reason for discarding the dead letters")
	case len(args) == 0 && o.topic == "":
		return nil, console.Usage("mediamesh dlq list shows positions and topics", "dlq discard needs positions, or --topic TOPIC")
	case len(args) == 0 && !filtered && !o.all:
		return nil, console.Usage("add a filter such as --key KEY, or --all", "dlq discard would discard all dead letters of %s", o.topic)
	case len(args) > 0 && o.all:
		return nil, console.Usage("use one of them", "--all cannot be combined with positions")
	case !o.dryRun && !o.yes && !o.InTerminal:
		return nil, console.Usage("add --dry-run to look first, or --yes to discard", "dlq discard asks before it discards, and stdin is not a terminal")
	}
	if len(args) == 0 {
		if err := o.check(o.topic); err != nil {
			return nil, err
		}
		return []dlq.DiscardConfig{{DeadLetterTopic: o.topic, Filter: filter, All: o.all, Reason: o.message}}, nil
	}
	var list []dlq.DiscardConfig
	for _, arg := range args {
		at, err := cluster.ParsePosition(arg)
		switch {
		case err != nil:
			return nil, console.Usage("mediamesh dlq list shows positions", "%w", err)
		case o.topic != "" && at.Topic != o.topic:
			return nil, console.Usage("leave --topic out", "%s is not in %s", arg, o.topic)
		}
		if err := o.check(at.Topic); err != nil {
			return nil, err
		}
		i := slices.IndexFunc(list, func(c dlq.DiscardConfig) bool { return c.DeadLetterTopic == at.Topic })
		if i < 0 {
			list = append(list, dlq.DiscardConfig{DeadLetterTopic: at.Topic, Filter: filter, Reason: o.message})
			i = len(list) - 1
		}
		list[i].Positions = append(list[i].Positions, at)
	}
	return list, nil
}

// ask says what would be discarded, and asks for confirmation.
func (o *discardOptions) ask(ctx context.Context, configs []dlq.DiscardConfig) (bool, error) {
	n := 0
	for _, c := range configs {
		c.DryRun = true
		report, err := dlq.Discard(ctx, c)
		if err != nil {
			return false, discardFailed(err)
		}
		n += report.Discarded
	}
	if n == 0 {
		o.Say("there is nothing to discard")
		return false, nil
	}
	yes, err := o.Confirm(ctx, console.Count(n, "dead letter")+". Discard?")
	if !yes {
		o.Say("nothing was discarded")
	}
	return yes, err
}

func (o *discardOptions) discard(ctx context.Context, configs []dlq.DiscardConfig) error {
	table := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	if !o.JSON() {
		fmt.Fprintln(table, "POSITION\tREASON\tTYPE\tEVENT\tKEY\tGROUP")
	}
	var sum dlq.DiscardReport
	var failed, unwritten error
	for _, c := range configs {
		c.DryRun = o.dryRun
		c.OnLetter = func(d dlq.Letter) {
			if err := o.print(table, d); err != nil && unwritten == nil {
				unwritten = err
			}
		}
		report, err := dlq.Discard(ctx, c)
		sum.Discarded += report.Discarded
		sum.Done += report.Done
		sum.Followers += report.Followers
		if failed = err; err != nil {
			break
		}
	}
	if sum.Discarded > 0 && !o.JSON() {
		unwritten = errors.Join(unwritten, table.Flush())
	}
	if unwritten = errors.Join(unwritten, o.Out.Flush()); unwritten != nil {
		return unwritten
	}
	o.sayReport(sum)
	if failed != nil {
		return discardFailed(failed)
	}
	return nil
}

func (o *discardOptions) print(table *tabwriter.Writer, d dlq.Letter) error {
	if o.JSON() {
		return o.Encode(lineOf(d))
	}
	_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", d.At, console.OrDash(console.Printable(string(d.Reason))), console.OrDash(console.Printable(d.EventType)),
		console.OrDash(console.Printable(d.EventID)), console.OrDash(console.Printable(string(d.Original.Key))), console.OrDash(console.Printable(d.Group)))
	return err
}

func (o *discardOptions) sayReport(r dlq.DiscardReport) {
	text := console.Count(r.Discarded, "dead letter") + " discarded"
	if o.dryRun {
		text = console.Count(r.Discarded, "dead letter") + " would be discarded; nothing was"
	}
	if r.Done > 0 {
		text += fmt.Sprintf(", %s already redriven or discarded", console.Thousands(r.Done))
	}
	if r.Followers > 0 {
		text += fmt.Sprintf("; %s waiting behind them can be redriven", console.Thousands(r.Followers))
	}
	o.Say("%s", text)
}

func discardFailed(err error) error {
	var broken *dlq.DiscardError
	if errors.As(err, &broken) {
		return console.Failed(err, "run the same command again: it continues with the rest")
	}
	return lettersFailed(err)
}
