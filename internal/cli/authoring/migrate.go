package authoring

import (
	"context"
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/wire"
	"github.com/spf13/cobra"
)

type migrateOptions struct {
	*console.App
	contract string
	registry *events.Registry
	to       string
	proves   bool
	count    int
	seed     uint64
}

func newMigrate(a *console.App) *cobra.Command {
	o := &migrateOptions{App: a}
	cmd := &cobra.Command{
		Use:   "migrate --to VERSION [FILE…|-] | --check",
		Short: "Migrate events to another version of the contract, or check its migrations",
		Long: `migrate migrates events to another version of the contract and prints them, one per
line. Events that are invalid or cannot be migrated are listed on standard error
and left out; then it exits 100.

With --check it checks the migrations that the contract declares. It generates events
of each version, migrates them to the neighbouring version, where they must be valid,
and back, where they must be unchanged, byte for byte, except for the losses that the
contract declares. Some events have fields that no version declares. Each fault is
shown with the smallest event that has it; then it exits 100.

` + console.InputHelp,
		Example: `  mediamesh migrate --to 1.0.0 events.ndjson > migrated.ndjson
  mediamesh migrate --to 1.0.0 < events.ndjson | mediamesh publish
  mediamesh migrate --to 2.0.0 --contract ../orders/contract orders.ndjson
  mediamesh migrate --check --contract ../orders/contract --count 10000 --seed 7`,
		RunE: func(cmd *cobra.Command, args []string) error {
			given := console.OnCommandLine(cmd)
			for _, flag := range []string{"count", "seed"} {
				if !o.proves && given(flag) {
					return console.Usage("leave it out, or add --check", "--%s has no effect without --check", flag)
				}
			}
			return o.run(cmd.Context(), args)
		},
	}
	flags.AddContract(cmd, &o.contract)
	o.FindingsFlag(cmd)
	cmd.Flags().BoolVar(&o.proves, "check", false, "check the contract's migrations with generated events")
	cmd.Flags().IntVarP(&o.count, "count", "n", 1_000, "with --check, generate `N` events of each version")
	cmd.Flags().Uint64Var(&o.seed, "seed", 1, "with --check, `NUMBER` that seeds the generator")
	cmd.Flags().StringVar(&o.to, "to", "", "the `VERSION` to migrate to, such as 1.0.0")
	return cmd
}

func (o *migrateOptions) run(ctx context.Context, args []string) error {
	next := "mediamesh migrate --help"
	if err := o.checkFlags(args); err != nil {
		return err
	}
	switch {
	case o.proves:
		return o.check(ctx)
	case o.to == "":
		return console.Usage(next, "migrate needs --to VERSION, or --check")
	}
	if _, err := events.ParseVersion(o.to); err != nil {
		return console.Usage(next, "--to: %w", err)
	}
	var err error
	if o.registry, err = flags.EventTypes(o.App, o.contract); err != nil {
		return err
	}
	var seen verdict.Tally
	files := console.FilesOf(args)
	if err := console.CanRead(files); err != nil {
		return err
	}
	for _, file := range files {
		err := o.EachDocument(ctx, file, func(d documents.Document) error {
			e, v := verdict.Validate(o.registry, file, d)
			var data []byte
			if v.Valid {
				data = o.migrate(e, &v)
			}
			seen.Add(v)
			if !v.Valid {
				return v.Print(o.App, o.Err, o.ErrTerminal)
			}
			_, err := o.Out.Write(append(data, '\n'))
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := o.Out.Flush(); err != nil {
		return err
	}
	o.Say("%s: %s migrated to %s, %s failed", console.Count(seen.Valid+seen.Invalid, "event"), console.Thousands(seen.Valid), o.to, console.Thousands(seen.Invalid))
	if seen.Invalid > 0 {
		return console.Findings()
	}
	return nil
}

// migrate returns the event's new document, or records in the verdict why there is none.
func (o *migrateOptions) migrate(e events.Any, v *verdict.Verdict) []byte {
	migrated, err := o.registry.Migrate(e, o.to)
	if err == nil {
		var data []byte
		if data, err = events.Marshal(migrated); err == nil {
			return data
		}
	}
	v.Valid = false
	message := "cannot be migrated: " + err.Error()
	var unsupported *events.UnsupportedVersionError
	if errors.As(err, &unsupported) {
		message = o.missing(unsupported)
	}
	v.Violations = append(v.Violations, verdict.Violation{Pointer: "/metadata/eventVersion", Rule: wire.RulePattern, Message: message})
	return nil
}

// missing describes which versions exist and which would be needed.
func (o *migrateOptions) missing(e *events.UnsupportedVersionError) string {
	if e.Missing != "" {
		return fmt.Sprintf("cannot be migrated to %s: there is no migration from %s; the contract has %s", o.to, e.Missing, e.Supported)
	}
	return fmt.Sprintf("cannot be migrated to %s: the contract has %s; add that version to it, and a migration", o.to, e.Supported)
}
