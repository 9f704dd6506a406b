package authoring

import (
	"context"
	"errors"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/spf13/cobra"
)

type validateOptions struct {
	*console.App
	contract string
}

func newValidate(a *console.App) *cobra.Command {
	o := &validateOptions{App: a}
	cmd := &cobra.Command{
		Use:   "validate [FILE…|-]",
		Short: "Check events against the contract, and list every violation",
		Long: `validate checks events against the contract. It prints each violation with the
file, the line where the event begins, and a JSON Pointer, but never a field's
value. It exits 100 if any event is invalid.

` + console.InputHelp,
		Example: `  mediamesh validate events.ndjson
  kcat -C -b localhost -t content.events -e | mediamesh validate
  mediamesh validate --format json *.json | jq -r 'select(.valid | not) | .source'
  mediamesh validate --contract ../orders/contract orders.ndjson`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), console.FilesOf(args)) },
	}
	flags.AddContract(cmd, &o.contract)
	o.FindingsFlag(cmd)
	return cmd
}

func (o *validateOptions) run(ctx context.Context, files []string) error {
	reg, err := flags.EventTypes(o.App, o.contract)
	if err != nil {
		return err
	}
	out := verdict.NewWriter(o.App, o.Out)
	var seen verdict.Tally
	var unread error
	for _, file := range files {
		err := o.EachDocument(ctx, file, func(d documents.Document) error {
			_, v := verdict.Validate(reg, file, d)
			seen.Add(v)
			return out.Add(v)
		})
		var f *console.Failure
		if errors.As(err, &f) && len(files) > 1 {
			console.PrintError(o.Err, o.Format, err) // continue with the other files
			unread = &console.Failure{Code: f.Code}
			continue
		}
		if err != nil {
			return err
		}
	}
	if err := errors.Join(out.Close(), o.Out.Flush()); err != nil {
		return err
	}
	o.Say("%s", seen)
	switch {
	case unread != nil:
		return unread
	case seen.Invalid > 0:
		return console.Findings()
	}
	return nil
}
