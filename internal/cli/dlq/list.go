package dlq

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/spf13/cobra"
)

type listOptions struct {
	*console.App
	flags.Connection
	letterFlags
	deadLetterNames
	topics []string
	all    bool
	count  int
}

func newList(a *console.App) *cobra.Command {
	o := &listOptions{App: a}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List dead letters, without their values",
		Long: `list lists dead letters, the oldest of each partition first: their position, the
reason and the consumer group. It never prints the value of an event. It leaves out
those that were redriven or discarded.`,
		Example: `  mediamesh dlq list
  mediamesh dlq list -t content.events.dlq --reason invalid --since -1h
  mediamesh dlq list --type content.created --format json | jq -r .position`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Connection.Add(cmd)
	console.ListVarP(cmd.Flags(), &o.topics, "topic", "t", nil, "dead-letter `TOPIC`; may be given more than once (default all that end in .dlq, or as --dlq-prefix and --dlq-suffix say)")
	o.deadLetterNames.add(cmd)
	o.letterFlags.add(cmd, a, new(string))
	o.deadLetterNames.complete(a, cmd, new(string))
	cmd.Flags().BoolVar(&o.all, "all", false, "include those that were redriven or discarded")
	cmd.Flags().IntVarP(&o.count, "count", "n", 0, "end after `N` dead letters (default no limit)")
	return cmd
}

func (o *listOptions) run(ctx context.Context) error {
	if err := o.CheckCount(o.count); err != nil {
		return err
	}
	if err := o.check(o.topics...); err != nil {
		return err
	}
	filter, err := o.filter()
	if err != nil {
		return err
	}
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	if !o.JSON() {
		fmt.Fprintln(table, "POSITION\tDEAD-LETTERED\tREASON\tTYPE\tEVENT\tKEY\tGROUP\tERROR")
	}
	listed := 0
	for d, err := range dlq.List(ctx, dlq.Config{
		Cluster: target, Topics: o.topics, DeadLetterTopic: o.name(), Filter: filter, Redriven: o.all,
	}) {
		if err != nil {
			return lettersFailed(err)
		}
		if err := o.print(table, d); err != nil {
			return err
		}
		if listed++; listed == o.count {
			break
		}
	}
	if listed > 0 && !o.JSON() {
		if err := table.Flush(); err != nil {
			return err
		}
		if err := o.Out.Flush(); err != nil {
			return err
		}
	}
	o.Say("%s", console.Count(listed, "dead letter"))
	return nil
}

func (o *listOptions) print(table *tabwriter.Writer, d dlq.Letter) error {
	if o.JSON() {
		return o.Encode(lineOf(d))
	}
	reason := console.OrDash(console.Printable(string(d.Reason)))
	if d.Redriven {
		reason += " (redriven)"
	}
	if d.Discarded != "" {
		reason += " (discarded)"
	}
	_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", d.At, second(d.DeadLetteredAt), reason,
		console.OrDash(console.Printable(d.EventType)), console.OrDash(console.Printable(d.EventID)), console.OrDash(console.Printable(string(d.Original.Key))), console.OrDash(console.Printable(d.Group)), summaryOf(d))
	return err
}
