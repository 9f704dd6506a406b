package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

type versionOptions struct{ *console.App }

func newVersion(a *console.App) *cobra.Command {
	o := &versionOptions{a}
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the program and of its contract",
		Example: "  mediamesh version --format json",
		Args:    console.Arguments(0, 0),
		RunE:    func(*cobra.Command, []string) error { return o.run() },
	}
}

// version describes how the program was built.
type version struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
	Contract string `json:"contract"`
	Types    int    `json:"types"`
}

func versionOf() version {
	v := version{"(devel)", "", runtime.Version(), events.CurrentVersion, len(catalog.Types())}
	if info, ok := debug.ReadBuildInfo(); ok {
		v.Version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v.Revision = s.Value
			}
		}
	}
	return v
}

// versionLine is what --version and the command print.
func versionLine() string {
	v := versionOf()
	return fmt.Sprintf("mediamesh %s, contract %s with %d event types, %s", v.Version, v.Contract, v.Types, v.Go)
}

func (o *versionOptions) run() error {
	if o.JSON() {
		return o.Encode(versionOf())
	}
	fmt.Fprintln(o.Out, versionLine())
	return nil
}
