package authoring

import (
	"bytes"
	"encoding/json"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
)

type schemaOptions struct {
	*console.App
	contract string
}

func newSchema(a *console.App) *cobra.Command {
	o := &schemaOptions{App: a}
	cmd := &cobra.Command{
		Use:   "schema TYPE",
		Short: "Print the JSON Schema of an event type, draft-07",
		Long: `schema prints the JSON Schema of an event type: draft-07, self-contained. It is
indented, or one line with --format json.

` + typeHelp,
		Example: `  mediamesh schema content.created > content.created.json
  mediamesh schema order.placed --contract ../orders/contract`,
		Args: console.Arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return o.run(args[0]) },
	}
	flags.AddContract(cmd, &o.contract)
	cmd.ValidArgsFunction = completeType(a, &o.contract)
	return cmd
}

func (o *schemaOptions) run(name string) error {
	c, err := flags.ReadContract(o.App, o.contract, o.Err)
	if err != nil {
		return err
	}
	e, err := findType(c, name)
	if err != nil {
		return err
	}
	schema, err := contract.JSONSchema(e)
	if err != nil {
		return err
	}
	if o.JSON() {
		var line bytes.Buffer
		if err := json.Compact(&line, schema); err != nil {
			return err
		}
		schema = append(line.Bytes(), '\n')
	}
	_, err = o.Out.Write(schema)
	return err
}
