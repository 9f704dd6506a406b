package cli

import (
	"context"

	"github.com/mediamesh/events/internal/sample"
	"github.com/spf13/cobra"
)

type exampleOptions struct {
	*app
	contract string
	count    int
	seed     uint64
	nasty    bool
}

func newExample(a *app) *cobra.Command {
	o := &exampleOptions{app: a}
	cmd := &cobra.Command{
		Use:   "example TYPE",
		Short: "Make up valid events of a type, one a line",
		Long: `example makes up events that are valid by the contract, one a line, with values as
on an ordinary day. With --nasty they are as hard to read as the contract allows:
lengths at their limits, control characters, emoji, numbers that are hard to write.
The same seed gives the same bytes anywhere.

` + typeHelp,
		Example: `  mediamesh example content.created
  mediamesh example auth.user.login --count 1000 --seed 7 | mediamesh publish
  mediamesh example content.created --nasty --count 100 | jq .
  mediamesh example order.placed --contract ../orders/contract`,
		Args: arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	contractFlag(cmd, &o.contract)
	cmd.Flags().IntVarP(&o.count, "count", "n", 1, "make up `N` events")
	cmd.Flags().BoolVar(&o.nasty, "nasty", false, "make them as hard to read as the contract allows")
	cmd.Flags().Uint64Var(&o.seed, "seed", 1, "the `NUMBER` that they follow from")
	cmd.ValidArgsFunction = completeType(a, &o.contract)
	return cmd
}

func (o *exampleOptions) run(ctx context.Context, name string) error {
	if o.count < 0 {
		return usage("give a number from 0 on", "--count is %d", o.count)
	}
	c, err := o.readContract(o.contract, o.Err)
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
			return failed(err, "correct the contract: mediamesh lint")
		}
		if _, err := o.out.Write(append(data, '\n')); err != nil {
			return err
		}
	}
	return nil
}
