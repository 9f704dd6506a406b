package registry

import (
	"context"
	"fmt"
	"path"
	"path/filepath"

	"github.com/mediamesh/events/internal/cli/changes"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/subjects"
	"github.com/spf13/cobra"
)

const (
	ruleNotRegistered = "SCHEMA_NOT_REGISTERED"
	ruleRefused       = "SCHEMA_REFUSED"
	ruleLevel         = "SUBJECT_LEVEL"
)

var rules = []finding.Rule{
	{ID: ruleNotRegistered, Purpose: "publishers that name the schema of an event find it in the registry"},
	{ID: ruleRefused, Purpose: "a schema can be registered where the registry checks its subject"},
	{ID: ruleLevel, Purpose: "a legal change of a contract is not refused by the registry"},
}

type checkOptions struct {
	flags.Registry
	contract string
}

func newCheck(a *console.App) *cobra.Command {
	o := &checkOptions{Registry: flags.Registry{App: a}}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report which schemas of a contract the registry lacks or would refuse",
		Long: `check looks up the schema of each event in the registry. It exits 100 if one is
missing. If the registry itself checks new schemas of a subject, check asks whether it
would refuse this one, and warns of its level: see mediamesh registry register --help.

mediamesh breaking --against URL reports what a change of the contract breaks.`,
		Example: `  mediamesh registry check --registry https://registry.example.com:8081
  mediamesh registry check --registry http://localhost:8081 --format sarif > registry.sarif`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Registry.Add(cmd)
	o.FindingsFlag(cmd)
	flags.AddContractFiles(cmd, &o.contract)
	return cmd
}

func (o *checkOptions) run(ctx context.Context) error {
	c, err := flags.ReadContract(o.App, o.contract, o.Err)
	if err != nil {
		return err
	}
	config, err := o.Config(c)
	if err != nil {
		return err
	}
	registrar, err := subjects.NewRegistrar(config)
	if err != nil {
		return flags.RegistryFailed(err)
	}
	plan, err := registrar.Plan(ctx, c)
	if err != nil {
		return flags.RegistryFailed(err)
	}
	var list []finding.Finding
	faults := 0
	for _, one := range plan {
		found, err := o.findingsOf(ctx, registrar, one)
		if err != nil {
			return flags.RegistryFailed(err)
		}
		list = append(list, found...)
		if !one.Held {
			faults++
		}
	}
	if err := o.PrintFindings(o.Out, rules, list); err != nil {
		return err
	}
	if faults > 0 {
		o.Say("%s of %s not in the registry: mediamesh registry register", console.Count(faults, "schema"), console.Count(len(plan), "event"))
		return console.Findings()
	}
	o.Say("the registry has the schemas of all %s", console.Count(len(plan), "event"))
	return nil
}

// findingsOf returns what is wrong with an event's schema in the registry.
func (o *checkOptions) findingsOf(ctx context.Context, registrar *subjects.Registrar, one *subjects.Registration) ([]finding.Finding, error) {
	var list []finding.Finding
	add := func(severity finding.Severity, rule, message string) {
		list = append(list, finding.Finding{
			File: path.Join(filepath.ToSlash(o.contract), one.Event.Pos.File), Line: one.Event.Pos.Line,
			Rule: rule, Severity: severity, Message: console.Printable(changes.EventName(one.Event) + " " + message),
			Properties: map[string]any{"subject": one.Subject, "level": one.Level},
		})
	}
	if !one.Held {
		add(finding.Error, ruleNotRegistered, fmt.Sprintf("%s is not in the registry, under %s", one.Event.Version, one.Subject))
		objection, err := registrar.Objection(ctx, one)
		if err != nil {
			return nil, err
		}
		if objection != "" {
			add(finding.Error, ruleRefused, fmt.Sprintf("%s would be refused by the registry: %s", one.Event.Version, objection))
		}
	}
	if one.Level != "" && one.Level != "NONE" {
		add(finding.Warning, ruleLevel, fmt.Sprintf("is checked by the registry itself, level %s of %s: it will refuse a new optional field", one.Level, one.Subject))
	}
	return list, nil
}
