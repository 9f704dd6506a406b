package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/gen"
	"github.com/spf13/cobra"
)

type generateOptions struct {
	*app
	contract string
	check    bool
	outside  bool
}

func newGenerate(a *app) *cobra.Command {
	o := &generateOptions{app: a}
	cmd := &cobra.Command{
		Use:        "generate",
		SuggestFor: []string{"gen"},
		Short:      "Write the code and the schemas of a contract",
		Long: `generate writes all that is derived from a contract into the folders that its
catalog.yaml names, and removes generated files that nothing asks for any more.
Those folders must be in the repository that the contract is in, or without one
beside the contract; --outside allows others. Files that were not generated are
never written over, and links not followed.

With --check it writes nothing: it lists each file that is missing, different
or orphaned, and exits 100 if there are any.`,
		Example: `  mediamesh generate
  mediamesh generate --check
  mediamesh generate --check --format github-actions
  mediamesh generate --contract ../orders/contract`,
		Args: arguments(0, 0),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	filesFlag(cmd, &o.contract)
	o.findingsFlag(cmd)
	cmd.Flags().BoolVar(&o.check, "check", false, "write nothing, list what is not as the contract wants it")
	cmd.Flags().BoolVar(&o.outside, "outside", false, "allow folders outside of the contract's repository")
	return cmd
}

func (o *generateOptions) run() error {
	problemsTo := io.Writer(o.Err)
	if o.forBuilds() {
		if !o.check {
			return usage("mediamesh generate --check --format "+o.format, "generate prints findings only with --check, so it has no format %s without", o.format)
		}
		problemsTo = o.out
	}
	c, err := o.readContract(o.contract, problemsTo)
	if err != nil {
		return err
	}
	targets, err := gen.Targets(c, o.contract)
	var problems contract.Problems
	if errors.As(err, &problems) {
		o.printProblems(problemsTo, o.contract, problems)
		return findings()
	}
	if err != nil {
		return err
	}
	o.sayDeprecations(o.contract, c)
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

// output opens a target's folder, if it is where the contract may put files.
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
		return gen.Output{}, failed(fmt.Errorf("finding where %s may put files: %w", o.contract, err), "")
	}
	out, err := gen.NewOutput(within, dir, keep...)
	var outside *gen.OutsideError
	if errors.As(err, &outside) {
		return out, failed(fmt.Errorf("the contract puts files into %s, which is outside of %s", filepath.ToSlash(dir), filepath.ToSlash(within)),
			"change the folder in "+catalogFile+", or allow it by --outside")
	}
	return out, err
}

// outputsOf is the folder that all of a contract's output is in: the working tree
// of its repository, or else the folder around the contract's.
func outputsOf(contract string) (string, error) {
	within, err := absolute(contract)
	if err != nil {
		return "", err
	}
	around := filepath.Dir(within)
	if top, _ := topAround(around, within); top != "" {
		return top, nil
	}
	return around, nil
}

// existing is the nearest folder around a path that is there.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// generateFailed says what to do about a file that is in the way.
func generateFailed(err error) error {
	var foreign *gen.ForeignError
	if errors.As(err, &foreign) {
		return failed(err, "")
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
			if !o.forBuilds() {
				o.printDifference(o.out, d.Kind, dir, d.Path)
			}
			if d.How != "" {
				next += "; then, in " + filepath.ToSlash(dir) + ": " + d.How
			}
		}
		if len(diffs) > 0 {
			wrong = append(wrong, count(len(diffs), "file")+" in "+filepath.ToSlash(dir))
		} else {
			o.say("%s: %s, all as the contract wants them", filepath.ToSlash(dir), count(len(t.Files), "file"))
		}
	}
	if o.forBuilds() {
		if err := o.printFindings(o.out, differenceRules, found); err != nil {
			return err
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return &failure{
		code: exitFindings,
		err:  fmt.Errorf("%s not as the contract wants them", strings.Join(wrong, " and ")),
		next: next,
	}
}

// written says what became of a file that was not as it should be.
var written = map[string]string{"missing": "created", "different": "updated", "orphaned": "removed"}

func (o *generateOptions) write(t gen.Target) error {
	dir, files := o.folder(t.Dir), t.Files
	out, err := o.output(t)
	if err != nil {
		return err
	}
	diffs, err := out.Write(files)
	for _, d := range diffs {
		if !o.quiet {
			o.printDifference(o.Err, written[d.Kind], dir, d.Path)
		}
	}
	if err != nil {
		return generateFailed(err)
	}
	left, err := out.Check(files)
	for _, d := range left {
		o.printDifference(o.Err, d.Kind, dir, d.Path)
		o.say("to make it, in %s: %s", filepath.ToSlash(dir), d.How)
	}
	if err == nil && len(diffs) == 0 && len(left) == 0 {
		o.say("%s: %s, nothing to change", filepath.ToSlash(dir), count(len(files), "file"))
	}
	return err
}

func (o *generateOptions) printDifference(w io.Writer, kind, dir, path string) {
	path = filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(path)))
	if o.json() {
		line, _ := json.Marshal(struct {
			Kind string `json:"kind"`
			Path string `json:"path"`
		}{kind, path})
		fmt.Fprintf(w, "%s\n", line)
		return
	}
	fmt.Fprintf(w, "%s %s\n", kind, path)
}

// generateCommand is what writes a contract's code.
func generateCommand(contract string) string {
	command := "mediamesh generate"
	if filepath.Clean(contract) != standardContract {
		command += " --contract " + shellWord(contract)
	}
	return command
}
