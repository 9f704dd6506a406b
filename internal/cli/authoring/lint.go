package authoring

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/gen"
	"github.com/spf13/cobra"
)

type lintOptions struct {
	*console.App
	contract     string
	strictSunset bool
}

func newLint(a *console.App) *cobra.Command {
	o := &lintOptions{App: a}
	cmd := &cobra.Command{
		Use:   "lint",
		Short: "Check a contract: its structure, its limits, its examples",
		Long: `lint checks a contract and prints one line per finding, with file, line and rule.
It exits 100 if there are any. It also lists what the contract deprecates, with the
days left until the sunset. These lines are not findings, but with --strict-sunset
everything past its sunset is one.`,
		Example: `  mediamesh lint
  mediamesh lint --contract ../orders/contract --format json
  mediamesh lint --format sarif > lint.sarif`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	flags.AddContractFiles(cmd, &o.contract)
	o.FindingsFlag(cmd)
	cmd.Flags().BoolVar(&o.strictSunset, "strict-sunset", false, "report what is past its sunset as a finding")
	return cmd
}

func (o *lintOptions) run(ctx context.Context) error {
	c, err := flags.ReadContract(o.App, o.contract, o.Out)
	if err != nil {
		return err
	}
	var problems contract.Problems
	linted := make(chan struct{})
	go func() {
		defer close(linted)
		if problems = contract.Lint(c); !slices.ContainsFunc(problems, func(p contract.Problem) bool { return p.Rule == ruleGenerate }) {
			problems = append(problems, ungenerated(o.contract, c)...)
		}
	}()
	select {
	case <-linted:
	case <-ctx.Done(): // it may take seconds
		return ctx.Err()
	}
	list := append(flags.ProblemFindings(o.contract, problems), deprecationNotes(o.contract, c, time.Now(), o.strictSunset)...)
	rules := append(flags.ContractRules(), finding.Rule{ID: ruleSunset, Purpose: "what is deprecated is removed by its sunset"})
	if err := o.PrintFindings(o.Out, rules, list); err != nil {
		return err
	}
	faults := len(problems)
	for _, f := range list[len(problems):] {
		if f.Severity == finding.Error {
			faults++
		}
	}
	if faults > 0 {
		o.Say("%s in %s", console.Count(faults, "finding"), o.contract)
		return console.Findings()
	}
	o.Say("%s: %s, %s", o.contract, console.Count(len(c.Events()), "event type"), noFindings(list))
	return nil
}

// ruleGenerate is lint's rule for what the generators cannot generate.
const ruleGenerate = "generate"

// ungenerated finds what generate would refuse and lint does not check.
func ungenerated(dir string, c *contract.Contract) contract.Problems {
	var problems contract.Problems
	if _, err := gen.Targets(c, dir); err != nil && !errors.As(err, &problems) {
		problems = contract.Problems{{Pos: contract.Pos{File: flags.CatalogFile, Line: 1}, Rule: ruleGenerate, Message: err.Error()}}
	}
	return problems
}

// noFindings says that there are no findings, after any warnings and notes.
func noFindings(list []finding.Finding) string {
	if len(list) == 0 {
		return "no findings"
	}
	warnings := 0
	for _, f := range list {
		if f.Severity == finding.Warning {
			warnings++
		}
	}
	text := "no findings"
	if warnings > 0 {
		text += ", " + console.Count(warnings, "warning")
	}
	if notes := len(list) - warnings; notes > 0 {
		text += ", " + console.Count(notes, "note")
	}
	return text
}
