package cli

import (
	"context"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/spf13/cobra"
)

type consumeOptions struct {
	*app
	clusterFlags
	contract  string
	types     []string
	group     string
	exitAtEnd bool
	count     int
}

func newConsume(a *app) *cobra.Command {
	o := &consumeOptions{app: a}
	cmd := &cobra.Command{
		Use:   "consume --group GROUP",
		Short: "Print events as a member of a consumer group",
		Long: `consume prints events as a member of a consumer group, one a line, and commits
what it has printed. --format json prints records, with the keys of kcat -J.

Records that break the contract go to the dead-letter topic and are noted on
standard error.`,
		Example: `  mediamesh consume -g me --exit-at-end
  mediamesh consume -g me --type content.created --type content.deleted
  mediamesh consume -g me -n 10 --format json | jq .headers
  mediamesh consume -g me --contract ../orders/contract`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	contractFlag(cmd, &o.contract)
	o.clusterFlags.add(cmd)
	cmd.Flags().StringArrayVar(&o.types, "type", nil, "event `TYPE` to print; may be given more than once (default all)")
	cmd.Flags().StringVarP(&o.group, "group", "g", "", "consumer `GROUP`, which remembers how far it read")
	cmd.Flags().BoolVarP(&o.exitAtEnd, "exit-at-end", "e", false, "end when all that was there at the start is printed")
	cmd.Flags().IntVarP(&o.count, "count", "n", 0, "end after `N` events (default no end)")
	completeRegistered(a, cmd, &o.contract)
	return cmd
}

func (o *consumeOptions) run(ctx context.Context) error {
	switch {
	case o.group == "":
		return usage("mediamesh consume --group me", "consume needs --group GROUP")
	case o.count < 0:
		return usage("use --count 10", "--count is %d, want 1 or more", o.count)
	}
	naming, err := o.naming()
	if err != nil {
		return err
	}
	reg, err := o.registryOf(o.contract)
	if err != nil {
		return err
	}
	types, err := o.chosen(reg)
	if err != nil {
		return err
	}
	cluster, err := o.connection(o.app)
	if err != nil {
		return err
	}
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Brokers: cluster.Brokers, Security: cluster.Security, Group: o.group, Registry: reg,
		Naming: naming, ExitAtEnd: o.exitAtEnd, ConnectTimeout: o.timeout, Logger: o.warnings(),
		// Each partition is printed in its order; nobody reads what is not printed.
		Workers: 1, Retry: kafka.RetryPolicy{MaxAttempts: 1}, Policies: map[kafka.Reason]kafka.Policy{kafka.HandlerFailed: kafka.Stop},
	})
	if err != nil {
		return clusterFailed(err)
	}
	within, enough := context.WithCancel(ctx)
	defer enough()
	if err := o.printAll(c, types, enough); err != nil {
		return clusterFailed(err)
	}
	err = c.Run(within)
	if s := c.Stats(); s.DeadLetters > 0 {
		o.say("%s put aside in dead-letter topics", count(int(s.DeadLetters), "record"))
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return clusterFailed(err)
	}
	return nil
}

// chosen are the wire names that --type asks for, each once.
func (o *consumeOptions) chosen(reg *events.Registry) ([]string, error) {
	names := registered(reg)
	var types []string
	for _, arg := range o.types {
		if !slices.Contains(names, arg) {
			return nil, usage("mediamesh list", "there is no event type %q%s", arg, didYouMean(arg, names))
		}
		if !slices.Contains(types, arg) {
			types = append(types, arg)
		}
	}
	return types, nil
}
