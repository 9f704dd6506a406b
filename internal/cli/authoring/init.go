package authoring

import (
	"path/filepath"

	"github.com/mediamesh/events/internal/cli/authoring/starter"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/spf13/cobra"
)

type initOptions struct {
	*console.App
	event  string
	module string
}

func newInit(a *console.App) *cobra.Command {
	o := &initOptions{App: a}
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Create a contract of your own, with one event to start from",
		Long: `init writes a contract with one event into the folder DIR, "contract" if none is
given. The folder must be empty or not exist yet; nothing is ever overwritten.

Inside a Go module, the code that "mediamesh generate" will write becomes a
package of that module, in the folder catalog. Elsewhere --module names the
module that you will create.`,
		Example: `  mediamesh init
  mediamesh init --event payment.received
  mediamesh init services/orders/contract --module example.com/shop`,
		Args: console.Arguments(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{flags.StandardContract}
			}
			return o.run(args[0])
		},
	}
	cmd.Flags().StringVar(&o.event, "event", "order.placed", "wire name of the first event, a `TYPE`")
	cmd.Flags().StringVar(&o.module, "module", "", "`PATH` of the Go module, if there is no go.mod yet")
	return cmd
}

func (o *initOptions) run(dir string) error {
	if err := flags.Vacant(dir); err != nil {
		return err
	}
	target, err := o.target(dir)
	if err != nil {
		return err
	}
	files, err := starter.Files(starter.Options{Event: o.event, Name: target.name, Dir: target.dir, Package: target.pkg})
	if err != nil {
		return console.Usage("mediamesh init --event payment.received", "%w", err)
	}
	if err := writeNew(dir, files); err != nil {
		return console.Failed(err, "use a folder that you may write to: mediamesh init DIR")
	}
	for _, f := range files {
		name := filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if o.JSON() {
			if err := o.Encode(map[string]string{"kind": "created", "path": name}); err != nil {
				return err
			}
			continue
		}
		o.Say("created %s", name)
	}
	o.sayNext(dir, target)
	return nil
}

// sayNext prints what to do with the contract next.
func (o *initOptions) sayNext(dir string, t goTarget) {
	where := " --contract " + dir
	standard := where
	if filepath.Clean(dir) == flags.StandardContract {
		standard = ""
	}
	o.Say("")
	o.Say("Without a compiler:")
	o.Say("  mediamesh example %s%s", o.event, where)
	o.Say("  mediamesh validate%s events.ndjson", where)
	o.Say("After a change, and for the next event, a file beside this one:")
	o.Say("  mediamesh lint%s", standard)
	o.Say("As Go code, package %s:", t.pkg)
	if !t.there {
		o.Say("  go mod init %s    # there is no go.mod yet; if you choose another name, change %s too", t.module, flags.CatalogFile)
	}
	o.Say("  mediamesh generate%s", standard)
	if !t.uses {
		o.Say("  go mod tidy    # fetches %s", libraryModule)
	}
}
