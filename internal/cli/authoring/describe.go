package authoring

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
)

type describeOptions struct {
	*console.App
	contract string
}

func newDescribe(a *console.App) *cobra.Command {
	o := &describeOptions{App: a}
	cmd := &cobra.Command{
		Use:   "describe TYPE",
		Short: "Explain an event type: its key, its topic, its fields and their limits",
		Long: `describe explains an event type: its meaning, its owner, its key and topic, and
each field with its type, limits and meaning.

` + typeHelp,
		Example: `  mediamesh describe content.created
  mediamesh describe CONTENT_CREATED --format json | jq '.fields[] | select(.personal)'`,
		Args: console.Arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return o.run(args[0]) },
	}
	flags.AddContract(cmd, &o.contract)
	cmd.ValidArgsFunction = completeType(a, &o.contract)
	return cmd
}

func (o *describeOptions) run(name string) error {
	c, err := flags.ReadContract(o.App, o.contract, o.Err)
	if err != nil {
		return err
	}
	e, err := findType(c, name)
	if err != nil {
		return err
	}
	fields := fieldRows(nil, "/payload", e.Payload)
	if !o.JSON() {
		return o.text(e, fields)
	}
	line, err := json.Marshal(struct {
		eventHead
		Fields   []fieldRow        `json:"fields"`
		Examples []json.RawMessage `json:"examples"`
	}{headOf(e), fields, exampleDocuments(e)})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(o.Out, "%s\n", line)
	return err
}

func exampleDocuments(e *contract.Event) []json.RawMessage {
	list := []json.RawMessage{}
	for _, x := range e.Examples {
		list = append(list, x.JSON)
	}
	return list
}

func (o *describeOptions) text(e *contract.Event, fields []fieldRow) error {
	paint := console.Painter(o.Colour(o.OutTerminal))
	head := headOf(e)
	fmt.Fprintf(o.Out, "%s %s: %s\n\n", paint.Bold(e.Type), e.Version, console.OnOneLine(e.Summary))
	for _, row := range [][2]string{
		{"Constant", head.Constant},
		{"Go type", head.Go},
		{"Owner", console.OrDash(head.Owner)},
		{"Key", console.OrDash(strings.Join(head.Key, ", else "))},
		{"Topic", head.Topic + ", or " + e.Type + " with --topic-scheme type"},
		{"Deprecated", deprecatedText(e)},
	} {
		if row[1] == "" {
			continue
		}
		fmt.Fprintf(o.Out, "%-9s %s\n", row[0], console.OnOneLine(row[1]))
	}
	fmt.Fprintln(o.Out)
	table := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "FIELD\tTYPE\tLIMITS\tMEANING")
	for _, f := range fields {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", console.OnOneLine(f.name()), console.OnOneLine(f.typeName()), console.OrDash(console.OnOneLine(f.Limits)), console.OnOneLine(f.meaning()))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, x := range e.Examples {
		fmt.Fprintf(o.Out, "\nExample, %s:\n%s\n", console.OnOneLine(x.Name), x.JSON)
	}
	return nil
}

// deprecatedText describes an event's deprecation, "" if it has none.
func deprecatedText(e *contract.Event) string {
	if e.Deprecated == nil {
		return ""
	}
	return e.Deprecated.Text()
}
