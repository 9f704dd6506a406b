package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

type versionOptions struct{ *console.App }

func newVersion(a *console.App) *cobra.Command {
	o := &versionOptions{a}
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its contract",
		Long: `version prints the version of the program, the commit and its date, the Go version
and platform it was built for, and the version of the contract that it contains.
A build with uncommitted changes is marked as modified.`,
		Example: "  mediamesh version\n  mediamesh version --format json",
		Args:    console.Arguments(0, 0),
		RunE:    func(*cobra.Command, []string) error { return o.run() },
	}
}

// addVersionFlag adds --version, which refuseUnknown handles. Cobra's own flag of that name
// prints a template; see printUsage.
func addVersionFlag(root *cobra.Command) {
	root.Flags().Bool("version", false, "version for mediamesh")
}

func wantsVersion(cmd *cobra.Command) bool {
	wanted, _ := cmd.Flags().GetBool("version")
	return wanted
}

// Release builds set these with -ldflags "-X github.com/mediamesh/events/internal/cli.releaseVersion=v1.2.3".
// What is empty is read from the build information that Go writes into the binary.
var (
	releaseVersion string // with a leading v
	releaseCommit  string // the full hash
	releaseDate    string // of the commit, RFC 3339
)

// version is what the program was built from.
type version struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Date     string `json:"date,omitempty"` // of the commit
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Contract string `json:"contract"`
	Types    int    `json:"types"`
}

func versionOf() version {
	info, _ := debug.ReadBuildInfo()
	return buildVersion(info, releaseVersion, releaseCommit, releaseDate)
}

// buildVersion combines the build information, which may be nil, with what a release
// build has set. The latter wins.
func buildVersion(info *debug.BuildInfo, release, commit, date string) version {
	v := version{
		Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Contract: events.CurrentVersion, Types: len(catalog.Types()),
	}
	if info != nil {
		if info.Main.Version != "" {
			v.Version = info.Main.Version
		}
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				v.Commit = s.Value
			case "vcs.time":
				v.Date = s.Value
			case "vcs.modified":
				v.Modified = s.Value == "true"
			}
		}
	}
	if release != "" {
		v.Version = release
	}
	if commit != "" {
		v.Commit = commit
	}
	if date != "" {
		v.Date = date
	}
	return v
}

// String is the line that version and --version print.
func (v version) String() string {
	var of []string
	if v.Commit != "" {
		of = append(of, "commit "+v.Commit[:min(12, len(v.Commit))])
	}
	if v.Date != "" {
		of = append(of, v.Date)
	}
	if v.Modified {
		of = append(of, "modified")
	}
	line := "mediamesh " + v.Version
	if len(of) > 0 {
		line += " (" + strings.Join(of, ", ") + ")"
	}
	return fmt.Sprintf("%s, contract %s with %d event types, %s %s", line, v.Contract, v.Types, v.Go, v.Platform)
}

func (o *versionOptions) run() error {
	if o.JSON() {
		return o.Encode(versionOf())
	}
	fmt.Fprintln(o.Out, versionOf())
	return nil
}
