package cli

import (
	"path/filepath"

	"github.com/mediamesh/events/internal/cli/starter"
	"github.com/spf13/cobra"
)

type initOptions struct {
	*app
	event  string
	module string
}

func newInit(a *app) *cobra.Command {
	o := &initOptions{app: a}
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin a contract of your own, with one event to go on from",
		Long: `init writes a contract with one event into the folder DIR, "contract" if none is
given. The folder must be empty, or not there yet; nothing is ever overwritten.

Inside a Go module, the code that "mediamesh generate" will write becomes a
package of that module, in the folder catalog. Elsewhere --module names the
module that there will be.`,
		Example: `  mediamesh init
  mediamesh init --event payment.received
  mediamesh init services/orders/contract --module example.com/shop`,
		Args: arguments(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{standardContract}
			}
			return o.run(args[0])
		},
	}
	cmd.Flags().StringVar(&o.event, "event", "order.placed", "wire name of the event to begin with, a `TYPE`")
	cmd.Flags().StringVar(&o.module, "module", "", "`PATH` of the Go module, where there is no go.mod yet")
	return cmd
}

func (o *initOptions) run(dir string) error {
	if err := vacant(dir); err != nil {
		return err
	}
	target, err := o.target(dir)
	if err != nil {
		return err
	}
	files, err := starter.Files(starter.Options{Event: o.event, Name: target.name, Dir: target.dir, Package: target.pkg})
	if err != nil {
		return usage("mediamesh init --event payment.received", "%w", err)
	}
	if err := writeNew(dir, files); err != nil {
		return failed(err, "name a folder that you may write to: mediamesh init DIR")
	}
	for _, f := range files {
		name := filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if o.json() {
			if err := o.encode(map[string]string{"kind": "created", "path": name}); err != nil {
				return err
			}
			continue
		}
		o.say("created %s", name)
	}
	o.sayNext(dir, target)
	return nil
}

// sayNext says what can be done with the contract now.
func (o *initOptions) sayNext(dir string, t goTarget) {
	where := " --contract " + dir
	standard := where
	if filepath.Clean(dir) == standardContract {
		standard = ""
	}
	o.say("")
	o.say("Without a compiler:")
	o.say("  mediamesh example %s%s", o.event, where)
	o.say("  mediamesh validate%s events.ndjson", where)
	o.say("After a change, and for the next event, a file beside this one:")
	o.say("  mediamesh lint%s", standard)
	o.say("As Go code, package %s:", t.pkg)
	if !t.there {
		o.say("  go mod init %s    # there is no go.mod yet; another name goes into %s, too", t.module, catalogFile)
	}
	o.say("  mediamesh generate%s", standard)
	if !t.uses {
		o.say("  go mod tidy    # fetches %s", libraryModule)
	}
}
