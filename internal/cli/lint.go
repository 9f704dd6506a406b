package cli

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/gen"
	"github.com/spf13/cobra"
)

type lintOptions struct {
	*app
	contract     string
	strictSunset bool
}

func newLint(a *app) *cobra.Command {
	o := &lintOptions{app: a}
	cmd := &cobra.Command{
		Use:   "lint",
		Short: "Check a contract: its structure, its limits, its examples",
		Long: `lint checks a contract and prints one line a finding, with file, line and rule.
It exits 100 if there are any. What the contract deprecates it lists as well, with
the days that are left, which is no finding; what is past its sunset is one with
--strict-sunset.`,
		Example: `  mediamesh lint
  mediamesh lint --contract ../orders/contract --format json
  mediamesh lint --format sarif > lint.sarif`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	filesFlag(cmd, &o.contract)
	o.findingsFlag(cmd)
	cmd.Flags().BoolVar(&o.strictSunset, "strict-sunset", false, "what is deprecated and past its sunset is a finding")
	return cmd
}

func (o *lintOptions) run(ctx context.Context) error {
	c, err := o.readContract(o.contract, o.out)
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
	list := append(problemFindings(o.contract, problems), deprecationNotes(o.contract, c, time.Now(), o.strictSunset)...)
	rules := append(contractRules(), finding.Rule{ID: ruleSunset, Purpose: "what is deprecated goes when its time is over"})
	if err := o.printFindings(o.out, rules, list); err != nil {
		return err
	}
	faults := len(problems)
	for _, f := range list[len(problems):] {
		if f.Severity == finding.Error {
			faults++
		}
	}
	if faults > 0 {
		o.say("%s in %s", count(faults, "finding"), o.contract)
		return findings()
	}
	o.say("%s: %s, %s", o.contract, count(len(c.Events()), "event type"), noFindings(list))
	return nil
}

// ruleGenerate is lint's rule of what no generator can do.
const ruleGenerate = "generate"

// ungenerated is what generate would refuse, and lint does not know.
func ungenerated(dir string, c *contract.Contract) contract.Problems {
	var problems contract.Problems
	if _, err := gen.Targets(c, dir); err != nil && !errors.As(err, &problems) {
		problems = contract.Problems{{Pos: contract.Pos{File: catalogFile, Line: 1}, Rule: ruleGenerate, Message: err.Error()}}
	}
	return problems
}

// noFindings says that there is none, beneath warnings and notes if there are some.
func noFindings(list []finding.Finding) string {
	if len(list) == 0 {
		return "nothing to object to"
	}
	warnings := 0
	for _, f := range list {
		if f.Severity == finding.Warning {
			warnings++
		}
	}
	text := "no findings"
	if warnings > 0 {
		text += ", " + count(warnings, "warning")
	}
	if notes := len(list) - warnings; notes > 0 {
		text += ", " + count(notes, "note")
	}
	return text
}
