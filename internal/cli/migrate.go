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
}

func newMigrate(a *app) *cobra.Command {
	o := &migrateOptions{app: a}
	cmd := &cobra.Command{
		Use:   "migrate --to VERSION [FILE|-]",
		Short: "Lead events to another version of the contract",
		Long: `migrate leads events to another version of the contract and prints them, one a
line. Events that are invalid or cannot be migrated are named on standard error
and left out; then it exits 100.

` + inputHelp,
		Example: `  mediamesh migrate --to 1.0.0 events.ndjson > migrated.ndjson
  mediamesh migrate --to 1.0.0 < events.ndjson | mediamesh publish
  mediamesh migrate --to 2.0.0 --contract ../orders/contract orders.ndjson`,
		Args: arguments(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	contractFlag(cmd, &o.contract, "")
	cmd.Flags().StringVar(&o.to, "to", "", "the `VERSION` to lead them to, such as 1.0.0")
	return cmd
}

func (o *migrateOptions) run(ctx context.Context, args []string) error {
	next := "mediamesh migrate --help"
	if o.to == "" {
		return usage(next, "mediamesh migrate needs --to VERSION")
	}
	if _, err := events.ParseVersion(o.to); err != nil {
		return usage(next, "--to: %w", err)
	}
	var err error
	if o.registry, err = o.registryOf(o.contract); err != nil {
		return err
	}
	var seen tally
	file := fileOf(args)
	err = o.eachDocument(ctx, file, func(d documents.Document) error {
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

// fileOf is the one file to read, standard input if none is named.
func fileOf(args []string) string {
	if len(args) == 0 {
		return "-"
	}
	return args[0]
}
