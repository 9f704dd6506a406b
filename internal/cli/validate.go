package cli

import (
	"context"
	"errors"

	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/spf13/cobra"
)

type validateOptions struct {
	*app
	contract string
}

func newValidate(a *app) *cobra.Command {
	o := &validateOptions{app: a}
	cmd := &cobra.Command{
		Use:   "validate [FILE…|-]",
		Short: "Check events against the contract, every violation named",
		Long: `validate checks events against the contract. It prints each violation with the
file, the line where the event begins, and a JSON Pointer, but never a field's
value. It exits 100 if any event is invalid.

` + inputHelp,
		Example: `  mediamesh validate events.ndjson
  kcat -C -b localhost -t content.events -e | mediamesh validate
  mediamesh validate --format json *.json | jq -r 'select(.valid | not) | .source'
  mediamesh validate --contract ../orders/contract orders.ndjson`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), filesOf(args)) },
	}
	contractFlag(cmd, &o.contract)
	o.findingsFlag(cmd)
	return cmd
}

func (o *validateOptions) run(ctx context.Context, files []string) error {
	reg, err := o.registryOf(o.contract)
	if err != nil {
		return err
	}
	out := o.verdictsTo(o.out)
	var seen tally
	var unread error
	for _, file := range files {
		err := o.eachDocument(ctx, file, func(d documents.Document) error {
			_, v := judge(reg, file, d)
			seen.add(v)
			return out.add(v)
		})
		var f *failure
		if errors.As(err, &f) && len(files) > 1 {
			printError(o.Err, o.format, err) // and on with the other files
			unread = &failure{code: f.code}
			continue
		}
		if err != nil {
			return err
		}
	}
	if err := errors.Join(out.Close(), o.out.Flush()); err != nil {
		return err
	}
	o.say("%s", seen)
	switch {
	case unread != nil:
		return unread
	case seen.invalid > 0:
		return findings()
	}
	return nil
}
