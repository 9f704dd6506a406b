package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
}

func newGenerate(a *app) *cobra.Command {
	o := &generateOptions{app: a}
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write the code and the schemas of a contract",
		Long: `generate writes all that is derived from a contract into the folders that its
catalog.yaml names, and removes generated files that nothing asks for any more.

With --check it writes nothing: it lists each file that is missing, different
or orphaned, and exits 100 if there are any.`,
		Example: `  mediamesh generate
  mediamesh generate --check
  mediamesh generate --check --format github-actions
  mediamesh generate --contract ../orders/contract`,
		Args: arguments(0, 0),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	contractFlag(cmd, &o.contract, "contract")
	o.findingsFlag(cmd)
	cmd.Flags().BoolVar(&o.check, "check", false, "write nothing, list what is not as the contract wants it")
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
	targets, err := gen.Targets(c)
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
		if err := o.write(o.folder(t), t.Files); err != nil {
			return err
		}
	}
	return nil
}

// folder is where a target goes.
func (o *generateOptions) folder(t gen.Target) string {
	return filepath.Join(o.contract, filepath.FromSlash(t.Dir))
}

func (o *generateOptions) compare(targets []gen.Target) error {
	var found []finding.Finding
	var wrong []string
	next := "run: go generate ./..."
	for _, t := range targets {
		dir := o.folder(t)
		diffs, err := gen.Check(dir, t.Files)
		if err != nil {
			return err
		}
		found = append(found, differences(dir, diffs)...)
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

func (o *generateOptions) write(dir string, files []gen.File) error {
	diffs, err := gen.Write(dir, files)
	for _, d := range diffs {
		o.printDifference(o.Err, written[d.Kind], dir, d.Path)
	}
	if err != nil {
		return err
	}
	left, err := gen.Check(dir, files)
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
