package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
)

type describeOptions struct {
	*app
	contract string
}

func newDescribe(a *app) *cobra.Command {
	o := &describeOptions{app: a}
	cmd := &cobra.Command{
		Use:   "describe TYPE",
		Short: "Explain an event type: its key, its topic, its fields and their limits",
		Long: `describe explains an event type: what it tells, who answers for it, its key and
topic, and each field with its type, its limits and its meaning.

` + typeHelp,
		Example: `  mediamesh describe content.created
  mediamesh describe CONTENT_CREATED --format json | jq '.fields[] | select(.personal)'`,
		Args: arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return o.run(args[0]) },
	}
	contractFlag(cmd, &o.contract)
	cmd.ValidArgsFunction = completeType(a, &o.contract)
	return cmd
}

func (o *describeOptions) run(name string) error {
	c, err := o.readContract(o.contract, o.Err)
	if err != nil {
		return err
	}
	e, err := findType(c, name)
	if err != nil {
		return err
	}
	fields := fieldRows(nil, "/payload", e.Payload)
	if !o.json() {
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
	_, err = fmt.Fprintf(o.out, "%s\n", line)
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
	paint := painter(o.colour(o.OutTerminal))
	head := headOf(e)
	fmt.Fprintf(o.out, "%s %s: %s\n\n", paint.bold(e.Type), e.Version, onOneLine(e.Summary))
	for _, row := range [][2]string{
		{"Constant", head.Constant},
		{"Go type", head.Go},
		{"Owner", orDash(head.Owner)},
		{"Key", orDash(strings.Join(head.Key, ", else "))},
		{"Topic", head.Topic + ", or " + e.Type + " with --topic-scheme type"},
		{"Deprecated", deprecatedText(e)},
	} {
		if row[1] == "" {
			continue
		}
		fmt.Fprintf(o.out, "%-9s %s\n", row[0], onOneLine(row[1]))
	}
	fmt.Fprintln(o.out)
	table := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "FIELD\tTYPE\tLIMITS\tMEANING")
	for _, f := range fields {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", onOneLine(f.name()), onOneLine(f.typeName()), orDash(onOneLine(f.Limits)), onOneLine(f.meaning()))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, x := range e.Examples {
		fmt.Fprintf(o.out, "\nExample, %s:\n%s\n", onOneLine(x.Name), x.JSON)
	}
	return nil
}

// deprecatedText says that an event is deprecated, "" if it is not.
func deprecatedText(e *contract.Event) string {
	if e.Deprecated == nil {
		return ""
	}
	return e.Deprecated.Text()
}
