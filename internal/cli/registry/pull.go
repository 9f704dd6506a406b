package registry

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/subjects"
	"github.com/spf13/cobra"
)

type pullOptions struct {
	flags.Registry
	contract string
	dir      string
	dryRun   bool
}

func newPull(a *console.App) *cobra.Command {
	o := &pullOptions{Registry: flags.Registry{App: a}}
	cmd := &cobra.Command{
		Use:   "pull DIR",
		Short: "Write the schemas that the registry has of a contract's events to files",
		Long: `pull writes the newest schema of each major of each event of the contract's domains
to a file in DIR, content.created.v1.json, as the registry has it. Compare with
it using mediamesh breaking --against DIR.`,
		Example: `  mediamesh registry pull released --registry https://registry.example.com:8081
  mediamesh registry pull released --registry https://registry.example.com:8081 --dry-run`,
		Args: console.Arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.dir = args[0]
			return o.run(cmd.Context())
		},
	}
	o.Registry.Add(cmd)
	flags.AddContractFiles(cmd, &o.contract)
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "print what would be written, and write nothing")
	return cmd
}

func (o *pullOptions) run(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(o.dir, "catalog.yaml")); err == nil {
		return console.Usage("mediamesh registry pull released", "%s is a contract: it has a catalog.yaml; pull into another folder", o.dir)
	}
	c, err := flags.ReadContract(o.App, o.contract, o.Err)
	if err != nil {
		return err
	}
	config, err := o.Config(c)
	if err != nil {
		return err
	}
	_, list, err := subjects.Pull(ctx, config, c)
	if err != nil {
		return flags.RegistryFailed(err)
	}
	if len(list) == 0 {
		return console.Failed(errors.New("the schema registry has no subject of this contract's events"), "check --subjects, --topic-scheme and --topic-prefix")
	}
	for _, s := range list {
		action, err := o.write(filepath.Join(o.dir, contract.SchemaFile(s.Event)), s.Text)
		if err != nil {
			return console.Failed(err, "use a folder that can be written to")
		}
		if err := o.print(s, action); err != nil {
			return err
		}
	}
	o.Say("%s in %s", console.Count(len(list), "schema"), o.dir)
	return nil
}

// write writes a file unless it is up to date.
func (o *pullOptions) write(file, text string) (action string, err error) {
	data := append(bytes.TrimSpace([]byte(text)), '\n')
	old, err := os.ReadFile(file)
	switch {
	case err == nil && bytes.Equal(old, data):
		return "unchanged", nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", err
	case o.dryRun:
		return "to write", nil
	}
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return "", err
	}
	return "written", os.WriteFile(file, data, 0o644)
}

func (o *pullOptions) print(s subjects.Schema, action string) error {
	file := filepath.Join(o.dir, contract.SchemaFile(s.Event))
	if o.JSON() {
		line, err := json.Marshal(struct {
			schemaLine
			File string `json:"file"`
		}{schemaLine{EventType: s.Event.Type, Version: s.Event.Version, Subject: s.Subject, Action: action, ID: s.ID, SchemaVersion: s.Version}, file})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(o.Out, "%s\n", line)
		return err
	}
	_, err := fmt.Fprintln(o.Out, console.Printable(fmt.Sprintf("%s: %s %s %s, version %d, id %d", file, s.Event.Type, s.Event.Version, action, s.Version, s.ID)))
	return err
}
