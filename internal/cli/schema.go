package cli

import (
	"bytes"
	"encoding/json"

	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
)

type schemaOptions struct {
	*app
	contract string
}

func newSchema(a *app) *cobra.Command {
	o := &schemaOptions{app: a}
	cmd := &cobra.Command{
		Use:   "schema TYPE",
		Short: "Print the JSON Schema of an event type, draft-07",
		Long: `schema prints the JSON Schema of an event type: draft-07, complete in itself. It is
indented, or one line with --format json.

` + typeHelp,
		Example: `  mediamesh schema content.created > content.created.json
  mediamesh schema order.placed --contract ../orders/contract`,
		Args: arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return o.run(args[0]) },
	}
	contractFlag(cmd, &o.contract)
	cmd.ValidArgsFunction = completeType(a, &o.contract)
	return cmd
}

func (o *schemaOptions) run(name string) error {
	c, err := o.readContract(o.contract, o.Err)
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
	if o.json() {
		var line bytes.Buffer
		if err := json.Compact(&line, schema); err != nil {
			return err
		}
		schema = append(line.Bytes(), '\n')
	}
	_, err = o.out.Write(schema)
	return err
}
