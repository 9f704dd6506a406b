package cli

import (
	"context"
	"fmt"
	"path"
	"path/filepath"

	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/subjects"
	"github.com/spf13/cobra"
)

const (
	ruleNotRegistered = "SCHEMA_NOT_REGISTERED"
	ruleRefused       = "SCHEMA_REFUSED"
	ruleLevel         = "SUBJECT_LEVEL"
)

var registryRules = []finding.Rule{
	{ID: ruleNotRegistered, Purpose: "publishers that name the schema of an event find it in the registry"},
	{ID: ruleRefused, Purpose: "a schema can be registered where the registry checks its subject"},
	{ID: ruleLevel, Purpose: "a legal change of a contract is not refused by the registry"},
}

type registryCheckOptions struct {
	registryFlags
	contract string
}

func newRegistryCheck(a *app) *cobra.Command {
	o := &registryCheckOptions{registryFlags: registryFlags{app: a}}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Tell which schemas of a contract the registry does not have, or would refuse",
		Long: `check looks for the schema of each event in the registry. It exits 100 if one is not
there. Where the registry checks new schemas of a subject itself, check asks it what it
would say, and warns of its level: see mediamesh registry register --help.

What a change of the contract breaks, mediamesh breaking --against URL tells.`,
		Example: `  mediamesh registry check --registry https://registry.example.com:8081
  mediamesh registry check --registry http://localhost:8081 --format sarif > registry.sarif`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.registryFlags.add(cmd)
	o.findingsFlag(cmd)
	filesFlag(cmd, &o.contract)
	return cmd
}

func (o *registryCheckOptions) run(ctx context.Context) error {
	c, err := o.readContract(o.contract, o.Err)
	if err != nil {
		return err
	}
	config, err := o.config(c)
	if err != nil {
		return err
	}
	registrar, err := subjects.NewRegistrar(config)
	if err != nil {
		return registryFailed(err)
	}
	plan, err := registrar.Plan(ctx, c)
	if err != nil {
		return registryFailed(err)
	}
	var list []finding.Finding
	faults := 0
	for _, one := range plan {
		found, err := o.judge(ctx, registrar, one)
		if err != nil {
			return registryFailed(err)
		}
		list = append(list, found...)
		if !one.Held {
			faults++
		}
	}
	if err := o.printFindings(o.out, registryRules, list); err != nil {
		return err
	}
	if faults > 0 {
		o.say("%s of %s not in the registry: mediamesh registry register", count(faults, "schema"), count(len(plan), "event"))
		return findings()
	}
	o.say("the registry has the schemas of all %s", count(len(plan), "event"))
	return nil
}

// judge says what there is to say about an event's schema.
func (o *registryCheckOptions) judge(ctx context.Context, registrar *subjects.Registrar, one *subjects.Registration) ([]finding.Finding, error) {
	var list []finding.Finding
	add := func(severity finding.Severity, rule, message string) {
		list = append(list, finding.Finding{
			File: path.Join(filepath.ToSlash(o.contract), one.Event.Pos.File), Line: one.Event.Pos.Line,
			Rule: rule, Severity: severity, Message: printable(eventName(one.Event) + " " + message),
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
