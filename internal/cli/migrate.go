package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/wire"
	"github.com/spf13/cobra"
)

type migrateOptions struct {
	*app
	contract string
	registry *events.Registry
	to       string
	proves   bool
	count    int
	seed     uint64
}

func newMigrate(a *app) *cobra.Command {
	o := &migrateOptions{app: a}
	cmd := &cobra.Command{
		Use:   "migrate --to VERSION [FILE…|-] | --check",
		Short: "Lead events to another version of the contract, or prove its migrations",
		Long: `migrate leads events to another version of the contract and prints them, one a
line. Events that are invalid or cannot be migrated are named on standard error
and left out; then it exits 100.

With --check it proves the migrations that the contract declares. Events of each
version are made up, led to the neighbouring one, which must find them valid, and
back, where they must be what they were, byte for byte; what may be lost, the
contract declares. Fields that no version declares are among them. Each fault is
shown by the smallest event that has it; then it exits 100.

` + inputHelp,
		Example: `  mediamesh migrate --to 1.0.0 events.ndjson > migrated.ndjson
  mediamesh migrate --to 1.0.0 < events.ndjson | mediamesh publish
  mediamesh migrate --to 2.0.0 --contract ../orders/contract orders.ndjson
  mediamesh migrate --check --contract ../orders/contract --count 10000 --seed 7`,
		RunE: func(cmd *cobra.Command, args []string) error {
			given := onCommandLine(cmd)
			for _, flag := range []string{"count", "seed"} {
				if !o.proves && given(flag) {
					return usage("leave it out, or add --check", "--%s says nothing without --check", flag)
				}
			}
			return o.run(cmd.Context(), args)
		},
	}
	contractFlag(cmd, &o.contract)
	o.findingsFlag(cmd)
	cmd.Flags().BoolVar(&o.proves, "check", false, "prove the contract's migrations by events that are made up")
	cmd.Flags().IntVarP(&o.count, "count", "n", 1_000, "with --check, make up `N` events of each version")
	cmd.Flags().Uint64Var(&o.seed, "seed", 1, "with --check, the `NUMBER` that they follow from")
	cmd.Flags().StringVar(&o.to, "to", "", "the `VERSION` to lead them to, such as 1.0.0")
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
		return usage(next, "migrate needs --to VERSION, or --check")
	}
	if _, err := events.ParseVersion(o.to); err != nil {
		return usage(next, "--to: %w", err)
	}
	var err error
	if o.registry, err = o.registryOf(o.contract); err != nil {
		return err
	}
	var seen tally
	files := filesOf(args)
	if err := canRead(files); err != nil {
		return err
	}
	for _, file := range files {
		err := o.eachDocument(ctx, file, func(d documents.Document) error {
			e, v := judge(o.registry, file, d)
			var data []byte
			if v.Valid {
				data = o.migrate(e, &v)
			}
			seen.add(v)
			if !v.Valid {
				return o.printVerdict(o.Err, o.ErrTerminal, v)
			}
			_, err := o.out.Write(append(data, '\n'))
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := o.out.Flush(); err != nil {
		return err
	}
	o.say("%s: %s led to %s, %s not", count(seen.valid+seen.invalid, "event"), thousands(seen.valid), o.to, thousands(seen.invalid))
	if seen.invalid > 0 {
		return findings()
	}
	return nil
}

// migrate returns the event's new document, or says in the verdict why there
// is none.
func (o *migrateOptions) migrate(e events.Any, v *verdict) []byte {
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
	v.Violations = append(v.Violations, violation{"/metadata/eventVersion", wire.RulePattern, message})
	return nil
}

// missing says what there is, and what there would have to be.
func (o *migrateOptions) missing(e *events.UnsupportedVersionError) string {
	if e.Missing != "" {
		return fmt.Sprintf("cannot be migrated to %s: there is no migration from %s, the contract has %s", o.to, e.Missing, e.Supported)
	}
	return fmt.Sprintf("cannot be migrated to %s: the contract has %s; add that version to it, and a migration", o.to, e.Supported)
}
