package authoring

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/cli/gitrepo"
	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/gen"
	"github.com/spf13/cobra"
)

type generateOptions struct {
	*console.App
	contract string
	check    bool
	outside  bool
}

func newGenerate(a *console.App) *cobra.Command {
	o := &generateOptions{App: a}
	cmd := &cobra.Command{
		Use:        "generate",
		SuggestFor: []string{"gen"},
		Short:      "Write the code and the schemas of a contract",
		Long: `generate writes everything that is derived from a contract into the folders that its
catalog.yaml names, and removes generated files that are no longer needed. The
folders must be in the same repository as the contract or, without a repository,
beside the contract; --outside allows others. It never overwrites a file that was
not generated, and never follows links.

With --check it writes nothing: it lists each file that is missing, different
or orphaned, and exits 100 if there are any.`,
		Example: `  mediamesh generate
  mediamesh generate --check
  mediamesh generate --check --format github-actions
  mediamesh generate --contract ../orders/contract`,
		Args: console.Arguments(0, 0),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	flags.AddContractFiles(cmd, &o.contract)
	o.FindingsFlag(cmd)
	cmd.Flags().BoolVar(&o.check, "check", false, "write nothing, list the files that are not up to date")
	cmd.Flags().BoolVar(&o.outside, "outside", false, "allow folders outside the contract's repository")
	return cmd
}

func (o *generateOptions) run() error {
	problemsTo := o.Err
	if o.ForBuilds() {
		if !o.check {
			return console.Usage("mediamesh generate --check --format "+o.Format, "generate prints findings only with --check, so it has no format %s without it", o.Format)
		}
		problemsTo = o.Out
	}
	c, err := flags.ReadContract(o.App, o.contract, problemsTo)
	if err != nil {
		return err
	}
	targets, err := gen.Targets(c, o.contract)
	var problems contract.Problems
	if errors.As(err, &problems) {
		flags.PrintProblems(o.App, problemsTo, o.contract, problems)
		return console.Findings()
	}
	if err != nil {
		return err
	}
	sayDeprecations(o.App, o.contract, c)
	if o.check {
		return o.compare(targets)
	}
	for _, t := range targets {
		if err := o.write(t); err != nil {
			return err
		}
	}
	return nil
}

// folder is a path of the contract.
func (o *generateOptions) folder(dir string) string {
	return filepath.Join(o.contract, filepath.FromSlash(dir))
}

// output opens a target's folder, if the contract may write there.
func (o *generateOptions) output(t gen.Target) (gen.Output, error) {
	dir := o.folder(t.Dir)
	var keep []string
	for _, k := range t.Keep {
		keep = append(keep, o.folder(k))
	}
	within, err := outputsOf(o.contract)
	if o.outside {
		within, err = existing(dir), nil
	}
	if err != nil {
		return gen.Output{}, console.Failed(fmt.Errorf("finding where %s may put files: %w", o.contract, err), "")
	}
	out, err := gen.NewOutput(within, dir, keep...)
	var outside *gen.OutsideError
	if errors.As(err, &outside) {
		return out, console.Failed(fmt.Errorf("the contract puts files into %s, which is outside %s", filepath.ToSlash(dir), filepath.ToSlash(within)),
			"change the folder in "+flags.CatalogFile+", or allow it with --outside")
	}
	return out, err
}

// outputsOf returns the folder that must contain all of a contract's output: the working
// tree of its repository, or else the parent of the contract's folder.
func outputsOf(contract string) (string, error) {
	within, err := gitrepo.Absolute(contract)
	if err != nil {
		return "", err
	}
	around := filepath.Dir(within)
	if top, _ := gitrepo.TopAround(around, within); top != "" {
		return top, nil
	}
	return around, nil
}

// existing returns the innermost existing folder of a path.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// generateFailed adds what to do about a file that is in the way.
func generateFailed(err error) error {
	var foreign *gen.ForeignError
	if errors.As(err, &foreign) {
		return console.Failed(err, "")
	}
	return err
}

func (o *generateOptions) compare(targets []gen.Target) error {
	var found []finding.Finding
	var wrong []string
	next := "run: " + generateCommand(o.contract)
	for _, t := range targets {
		dir := o.folder(t.Dir)
		out, err := o.output(t)
		if err != nil {
			return err
		}
		diffs, err := out.Check(t.Files)
		if err != nil {
			return generateFailed(err)
		}
		found = append(found, differences(dir, generateCommand(o.contract), diffs)...)
		for _, d := range diffs {
			if !o.ForBuilds() {
				o.printDifference(o.Out, d.Kind, dir, d.Path)
			}
			if d.How != "" {
				next += "; then, in " + filepath.ToSlash(dir) + ": " + d.How
			}
		}
		if len(diffs) > 0 {
			wrong = append(wrong, console.Count(len(diffs), "file")+" in "+filepath.ToSlash(dir))
		} else {
			o.Say("%s: %s, all up to date", filepath.ToSlash(dir), console.Count(len(t.Files), "file"))
		}
	}
	if o.ForBuilds() {
		if err := o.PrintFindings(o.Out, differenceRules, found); err != nil {
			return err
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return &console.Failure{
		Code: console.ExitFindings,
		Err:  fmt.Errorf("%s not up to date", strings.Join(wrong, " and ")),
		Next: next,
	}
}

// written describes what was done about a file that was not up to date.
var written = map[string]string{"missing": "created", "different": "updated", "orphaned": "removed"}

func (o *generateOptions) write(t gen.Target) error {
	dir, files := o.folder(t.Dir), t.Files
	out, err := o.output(t)
	if err != nil {
		return err
	}
	diffs, err := out.Write(files)
	for _, d := range diffs {
		if !o.Quiet {
			o.printDifference(o.Err, written[d.Kind], dir, d.Path)
		}
	}
	if err != nil {
		return generateFailed(err)
	}
	left, err := out.Check(files)
	for _, d := range left {
		o.printDifference(o.Err, d.Kind, dir, d.Path)
		o.Say("to build it, run in %s: %s", filepath.ToSlash(dir), d.How)
	}
	if err == nil && len(diffs) == 0 && len(left) == 0 {
		o.Say("%s: %s, all up to date", filepath.ToSlash(dir), console.Count(len(files), "file"))
	}
	return err
}

func (o *generateOptions) printDifference(w io.Writer, kind, dir, path string) {
	path = filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(path)))
	if o.JSON() {
		line, _ := json.Marshal(struct {
			Kind string `json:"kind"`
			Path string `json:"path"`
		}{kind, path})
		fmt.Fprintf(w, "%s\n", line)
		return
	}
	fmt.Fprintf(w, "%s %s\n", kind, path)
}

// generateCommand is the command that generates a contract's code.
func generateCommand(contract string) string {
	command := "mediamesh generate"
	if filepath.Clean(contract) != flags.StandardContract {
		command += " --contract " + console.ShellWord(contract)
	}
	return command
}
