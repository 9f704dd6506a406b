package cli

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/mediamesh/events/kafka"
	"github.com/spf13/cobra"
)

type dlqListOptions struct {
	*app
	connectionFlags
	letterFlags
	deadLetterNames
	topics []string
	all    bool
	count  int
}

func newDLQList(a *app) *cobra.Command {
	o := &dlqListOptions{app: a}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List dead letters, without their values",
		Long: `list lists dead letters, the oldest of each partition first: where they lie, why
they were put aside and by whom. It never prints the value of an event. Those
that were redriven or discarded are left out.`,
		Example: `  mediamesh dlq list
  mediamesh dlq list -t content.events.dlq --reason invalid --since -1h
  mediamesh dlq list --type content.created --format json | jq -r .position`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.connect(cmd)
	listVarP(cmd.Flags(), &o.topics, "topic", "t", nil, "dead-letter `TOPIC`; may be given more than once (default all that end in .dlq, or as --dlq-prefix and --dlq-suffix say)")
	o.deadLetterNames.add(cmd)
	o.letterFlags.add(cmd, a, new(string))
	o.deadLetterNames.complete(a, cmd, new(string))
	cmd.Flags().BoolVar(&o.all, "all", false, "include those that were redriven or discarded")
	cmd.Flags().IntVarP(&o.count, "count", "n", 0, "end after `N` dead letters (default no end)")
	return cmd
}

func (o *dlqListOptions) run(ctx context.Context) error {
	if err := o.checkCount(o.count); err != nil {
		return err
	}
	if err := o.check(o.topics...); err != nil {
		return err
	}
	filter, err := o.filter()
	if err != nil {
		return err
	}
	cluster, err := o.connection(o.app)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	if !o.json() {
		fmt.Fprintln(table, "POSITION\tPUT ASIDE\tREASON\tTYPE\tEVENT\tKEY\tGROUP\tWHAT")
	}
	listed := 0
	for d, err := range kafka.DeadLetters(ctx, kafka.DeadLetterConfig{
		Cluster: cluster, Topics: o.topics, DeadLetterTopic: o.name(), Filter: filter, Redriven: o.all,
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
	if listed > 0 && !o.json() {
		if err := table.Flush(); err != nil {
			return err
		}
		if err := o.out.Flush(); err != nil {
			return err
		}
	}
	o.say("%s", count(listed, "dead letter"))
	return nil
}

func (o *dlqListOptions) print(table *tabwriter.Writer, d kafka.Letter) error {
	if o.json() {
		return o.encode(lineOf(d))
	}
	reason := orDash(printable(string(d.Reason)))
	if d.Redriven {
		reason += " (redriven)"
	}
	if d.Discarded != "" {
		reason += " (discarded)"
	}
	_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", d.At, second(d.DeadLetteredAt), reason,
		orDash(printable(d.EventType)), orDash(printable(d.EventID)), orDash(printable(string(d.Original.Key))), orDash(printable(d.Group)), summaryOf(d))
	return err
}
