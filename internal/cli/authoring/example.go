package authoring

import (
	"context"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/sample"
	"github.com/spf13/cobra"
)

type exampleOptions struct {
	*console.App
	contract string
	count    int
	seed     uint64
	nasty    bool
}

func newExample(a *console.App) *cobra.Command {
	o := &exampleOptions{App: a}
	cmd := &cobra.Command{
		Use:   "example TYPE",
		Short: "Generate valid events of a type, one per line",
		Long: `example generates events that are valid by the contract, one per line, with ordinary
values. With --nasty they are as hard to process as the contract allows: lengths at
their limits, control characters, emoji, numbers with many digits. The same seed gives
the same bytes on every machine.

` + typeHelp,
		Example: `  mediamesh example content.created
  mediamesh example auth.user.login --count 1000 --seed 7 | mediamesh publish
  mediamesh example content.created --nasty --count 100 | jq .
  mediamesh example order.placed --contract ../orders/contract`,
		Args: console.Arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	flags.AddContract(cmd, &o.contract)
	cmd.Flags().IntVarP(&o.count, "count", "n", 1, "generate `N` events")
	cmd.Flags().BoolVar(&o.nasty, "nasty", false, "make them as hard to process as the contract allows")
	cmd.Flags().Uint64Var(&o.seed, "seed", 1, "`NUMBER` that seeds the generator")
	cmd.ValidArgsFunction = completeType(a, &o.contract)
	return cmd
}

func (o *exampleOptions) run(ctx context.Context, name string) error {
	if o.count < 0 {
		return console.Usage("use a number of 0 or more", "--count is %d", o.count)
	}
	c, err := flags.ReadContract(o.App, o.contract, o.Err)
	if err != nil {
		return err
	}
	e, err := findType(c, name)
	if err != nil {
		return err
	}
	source := sample.New(o.seed, e.Type)
	makeUp := source.Plausible
	if o.nasty {
		makeUp = source.Event
	}
	for range o.count {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		data, err := makeUp(e)
		if err != nil {
			return console.Failed(err, "correct the contract: mediamesh lint")
		}
		if _, err := o.Out.Write(append(data, '\n')); err != nil {
			return err
		}
	}
	return nil
}
