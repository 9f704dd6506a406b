package registry

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/mediamesh/events/internal/cli/changes"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
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
	flags.Registry
	contract string
	level    string
	dryRun   bool
}

func newRegister(a *console.App) *cobra.Command {
	o := &registerOptions{Registry: flags.Registry{App: a}}
	cmd := &cobra.Command{
		Use:   "register",
		Short: "Register the schemas of a contract that the registry does not have",
		Long: `register registers the schema of each event, unless the registry has it already.

First it compares the contract with what the registry has, as mediamesh breaking does:
if an event declares a lower version than its change requires, it registers nothing and
exits 100. That is why it sets the level of its own subjects to NONE. With any other
level, the registry checks too, and by its rules a new optional field is incompatible,
since a writer might have sent that name before with any value; so is a new major under
the same subject. --compatibility keep leaves levels as they are.`,
		Example: `  mediamesh registry register --registry https://registry.example.com:8081 --dry-run
  mediamesh registry register --registry https://registry.example.com:8081 --registry-user ada
  mediamesh registry register --registry http://localhost:8081 --subjects topic-record --format json`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Registry.Add(cmd)
	flags.AddContractFiles(cmd, &o.contract)
	cmd.Flags().StringVar(&o.level, "compatibility", levelNone, "compatibility level to set for the subjects: `none|keep`")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "print what would be registered, and register nothing")
	console.Complete(cmd, "compatibility", levelNone, levelKeep)
	return cmd
}

func (o *registerOptions) run(ctx context.Context) error {
	if o.level != levelNone && o.level != levelKeep {
		return console.Usage("use --compatibility none or --compatibility keep", "unknown --compatibility %q%s", o.level, console.DidYouMean(o.level, []string{levelNone, levelKeep}))
	}
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
	list, err := registrar.Plan(ctx, c)
	if err != nil {
		return flags.RegistryFailed(err)
	}
	if err := o.gate(ctx, config, c); err != nil {
		return err
	}
	return o.registerAll(ctx, registrar, list)
}

// gate compares the contract with what the registry holds, and fails if a change is not
// legal.
func (o *registerOptions) gate(ctx context.Context, config subjects.Config, c *contract.Contract) error {
	held, err := subjects.Read(ctx, config, c)
	if err != nil {
		return flags.RegistryFailed(err)
	}
	report, err := compat.Compare(held, c, compat.Options{Published: true})
	if err != nil || report.Legal() {
		return err
	}
	found := &changes.Comparisons{}
	found.Add(endpoint.Redact(o.URL), report)
	if err := found.Print(o.App, o.contract); err != nil {
		return err
	}
	o.Say("nothing was registered: %s\nNext: %s", found.Outcome(), changes.IllegalNext)
	return console.Findings()
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
		o.Say("%s of %s to register", console.Count(made, "schema"), console.Count(len(list), "event"))
		return nil
	}
	o.Say("%s registered, %d unchanged", console.Count(made, "schema"), len(list)-made)
	return nil
}

func (o *registerOptions) notRegistered(err error) error {
	next := "fix that and register again: what was registered stays, and is not registered twice"
	if o.level == levelNone {
		next += "; if you may not set levels, --compatibility keep"
	} else {
		next += "; if the registry calls a legal change incompatible, --compatibility none"
	}
	return console.Failed(err, next)
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
	if o.JSON() {
		line, err := json.Marshal(schemaLine{one.Event.Type, one.Event.Version, one.Subject, action, one.ID, one.Version, one.Level})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(o.Out, "%s\n", line)
		return err
	}
	text := fmt.Sprintf("%s: %s %s %s", one.Subject, one.Event.Type, one.Event.Version, action)
	if one.Held {
		text += fmt.Sprintf(", version %d, id %d", one.Version, one.ID)
	}
	if one.Level != before {
		text += ", its level is now " + one.Level
	}
	_, err := fmt.Fprintln(o.Out, console.Printable(text))
	return err
}
