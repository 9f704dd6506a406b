package cli

import (
	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
)

type lintOptions struct {
	*app
	contract string
}

func newLint(a *app) *cobra.Command {
	o := &lintOptions{app: a}
	cmd := &cobra.Command{
		Use:   "lint",
		Short: "Check a contract: its structure, its limits, its examples",
		Long: `lint checks a contract and prints one line a finding, with file, line and rule.
It exits 100 if there are any.`,
		Example: `  mediamesh lint
  mediamesh lint --contract ../orders/contract --format json
  mediamesh lint --format sarif > lint.sarif`,
		Args: arguments(0, 0),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	contractFlag(cmd, &o.contract, "contract")
	o.findingsFlag(cmd)
	return cmd
}

func (o *lintOptions) run() error {
	c, err := o.readContract(o.contract, o.out)
	if err != nil {
		return err
	}
	problems := contract.Lint(c)
	o.printProblems(o.out, o.contract, problems)
	if len(problems) > 0 {
		o.say("%s in %s", count(len(problems), "finding"), o.contract)
		return findings()
	}
	o.say("%s: %s, nothing to object to", o.contract, count(len(c.Events()), "event type"))
	return nil
}
