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

type listOptions struct {
	*console.App
	contract string
}

func newList(a *console.App) *cobra.Command {
	o := &listOptions{App: a}
	cmd := &cobra.Command{
		Use:        "list",
		SuggestFor: []string{"ls"},
		Short:      "List the event types of a contract",
		Example: `  mediamesh list
  mediamesh list --format json | jq -r .type
  mediamesh list --contract ../orders/contract`,
		Args: console.Arguments(0, 0),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	flags.AddContract(cmd, &o.contract)
	return cmd
}

func (o *listOptions) run() error {
	c, err := flags.ReadContract(o.App, o.contract, o.Err)
	if err != nil {
		return err
	}
	if o.JSON() {
		for _, e := range c.Events() {
			line, err := json.Marshal(headOf(e))
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(o.Out, "%s\n", line); err != nil {
				return err
			}
		}
		return nil
	}
	table := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "TYPE\tVERSION\tKEY\tOWNER\tSUMMARY")
	for _, e := range c.Events() {
		summary := e.Summary
		if e.Deprecated != nil {
			summary = "[deprecated] " + summary
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", e.Type, e.Version, console.OrDash(strings.Join(keyNames(e), ", ")), console.OrDash(console.OnOneLine(e.Owner)), console.OnOneLine(summary))
	}
	return table.Flush()
}

// eventHead is what is printed about an event type before its fields.
type eventHead struct {
	Type     string   `json:"type"`
	Version  string   `json:"version"`
	Constant string   `json:"constant"`
	Go       string   `json:"go"`
	Domain   string   `json:"domain"`
	Topic    string   `json:"topic"`
	Key      []string `json:"key"` // the first one that is set becomes the record's key
	Owner    string   `json:"owner"`
	Summary  string   `json:"summary"`

	Deprecated *deprecatedHead `json:"deprecated,omitempty"`
}

// deprecatedHead describes the deprecation of an event or a field.
type deprecatedHead struct {
	Since  string `json:"since"`
	Sunset string `json:"sunset,omitempty"`
	Use    string `json:"use,omitempty"`
	Reason string `json:"reason,omitempty"`
}

func deprecatedOf(d *contract.Deprecation) *deprecatedHead {
	if d == nil {
		return nil
	}
	return &deprecatedHead{d.Since, d.Sunset, d.Use, d.Reason}
}

func headOf(e *contract.Event) eventHead {
	return eventHead{
		Type: e.Type, Version: e.Version, Constant: e.Constant, Go: e.Domain.Name + "." + e.Name,
		Domain: e.Domain.Name, Topic: e.Domain.Name + ".events", Key: keyNames(e), Owner: e.Owner, Summary: e.Summary,
		Deprecated: deprecatedOf(e.Deprecated),
	}
}

func keyNames(e *contract.Event) []string {
	names := []string{}
	for _, f := range e.Key {
		names = append(names, f.Name)
	}
	return names
}
