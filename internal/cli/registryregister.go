package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/mediamesh/events/internal/compat"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/internal/subjects"
	"github.com/spf13/cobra"
)

const (
	levelNone = "none"
	levelKeep = "keep"
)

type registerOptions struct {
	registryFlags
	contract string
	level    string
	dryRun   bool
}

func newRegistryRegister(a *app) *cobra.Command {
	o := &registerOptions{registryFlags: registryFlags{app: a}}
	cmd := &cobra.Command{
		Use:   "register",
		Short: "Register the schemas of a contract that the registry does not have",
		Long: `register registers the schema of each event, unless the registry has it already.

First the contract is judged against what the registry holds, as by mediamesh
breaking: if an event declares less than its change asks for, nothing is registered,
and it exits 100. That is why it sets the level of its own subjects to NONE. Any other
level has the registry judge as well, and by its rule a new optional field is
incompatible, since a writer might have sent that name before with any value; so is a
new major under the same subject. --compatibility keep leaves levels as they are.`,
		Example: `  mediamesh registry register --registry https://registry.example.com:8081 --dry-run
  mediamesh registry register --registry https://registry.example.com:8081 --registry-user ada
  mediamesh registry register --registry http://localhost:8081 --subjects topic-record --format json`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.registryFlags.add(cmd)
	filesFlag(cmd, &o.contract)
	cmd.Flags().StringVar(&o.level, "compatibility", levelNone, "what the registry is to check subjects by: `none|keep`")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "tell what would be registered, and register nothing")
	complete(cmd, "compatibility", levelNone, levelKeep)
	return cmd
}

func (o *registerOptions) run(ctx context.Context) error {
	if o.level != levelNone && o.level != levelKeep {
		return usage("use --compatibility none or --compatibility keep", "there is no --compatibility %q%s", o.level, didYouMean(o.level, []string{levelNone, levelKeep}))
	}
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
	list, err := registrar.Plan(ctx, c)
	if err != nil {
		return registryFailed(err)
	}
	if err := o.gate(ctx, config, c); err != nil {
		return err
	}
	return o.registerAll(ctx, registrar, list)
}

// gate judges the contract against what the registry holds.
func (o *registerOptions) gate(ctx context.Context, config subjects.Config, c *contract.Contract) error {
	held, err := subjects.Read(ctx, config, c)
	if err != nil {
		return registryFailed(err)
	}
	report, err := compat.Compare(held, c, compat.Options{Published: true})
	if err != nil || report.Legal() {
		return err
	}
	out := &breakingOptions{app: o.app, contract: o.contract}
	found := &comparisons{}
	found.add(endpoint.Redact(o.url), report)
	if err := out.print(found); err != nil {
		return err
	}
	o.say("nothing was registered: %s\nNext: %s", found.verdict(), illegalNext)
	return findings()
}

func (o *registerOptions) registerAll(ctx context.Context, registrar *subjects.Registrar, list []*subjects.Registration) error {
	made := 0
	for _, one := range list {
		action, before := "unchanged", one.Level
		if !one.Held {
			made++
			if action = "to register"; !o.dryRun {
				action = "registered"
				if err := registrar.Register(ctx, one, o.level == levelNone); err != nil {
					return o.notRegistered(err)
				}
			}
		}
		if err := o.print(one, action, before); err != nil {
			return err
		}
	}
	if o.dryRun {
		o.say("%s of %s to register", count(made, "schema"), count(len(list), "event"))
		return nil
	}
	o.say("%s registered, %d unchanged", count(made, "schema"), len(list)-made)
	return nil
}

func (o *registerOptions) notRegistered(err error) error {
	next := "register again when that is mended: what was registered stays, and is not registered twice"
	if o.level == levelNone {
		next += "; if you may not set levels, --compatibility keep"
	} else {
		next += "; if the registry calls a legal change incompatible, --compatibility none"
	}
	return failed(err, next)
}

// schemaLine is a line of JSON about an event's schema.
type schemaLine struct {
	EventType     string `json:"eventType"`
	Version       string `json:"version"`
	Subject       string `json:"subject"`
	Action        string `json:"action"`
	ID            int    `json:"id,omitempty"`
	SchemaVersion int    `json:"schemaVersion,omitempty"`
	Level         string `json:"level,omitempty"`
}

func (o *registerOptions) print(one *subjects.Registration, action, before string) error {
	if o.json() {
		line, err := json.Marshal(schemaLine{one.Event.Type, one.Event.Version, one.Subject, action, one.ID, one.Version, one.Level})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(o.out, "%s\n", line)
		return err
	}
	text := fmt.Sprintf("%s: %s %s %s", one.Subject, one.Event.Type, one.Event.Version, action)
	if one.Held {
		text += fmt.Sprintf(", version %d, id %d", one.Version, one.ID)
	}
	if one.Level != before {
		text += ", its level is now " + one.Level
	}
	_, err := fmt.Fprintln(o.out, printable(text))
	return err
}
