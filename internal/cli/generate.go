package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/mediamesh/events/internal/contract"
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
		Short: "Write the Go code and the schemas of a contract",
		Long: `generate writes all that is derived from a contract into the folder that its
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
	files, err := gen.Files(c)
	var problems contract.Problems
	if errors.As(err, &problems) {
		o.printProblems(problemsTo, o.contract, problems)
		return findings()
	}
	if err != nil {
		return err
	}
	o.sayDeprecations(o.contract, c)
	dir := filepath.Join(o.contract, filepath.FromSlash(c.Go.Dir))
	if o.check {
		return o.compare(dir, files)
	}
	return o.write(dir, files)
}

func (o *generateOptions) compare(dir string, files []gen.File) error {
	diffs, err := gen.Check(dir, files)
	if err != nil {
		return err
	}
	if o.forBuilds() {
		err = o.printFindings(o.out, differenceRules, differences(dir, diffs))
	} else {
		for _, d := range diffs {
			o.printDifference(o.out, d.Kind, dir, d.Path)
		}
	}
	if err != nil {
		return err
	}
	if len(diffs) == 0 {
		o.say("%s: %s, all as the contract wants them", filepath.ToSlash(dir), count(len(files), "file"))
		return nil
	}
	return &failure{
		code: exitFindings,
		err:  fmt.Errorf("%s in %s not as the contract wants them", count(len(diffs), "file"), filepath.ToSlash(dir)),
		next: "run: go generate ./...",
	}
}

// written says what became of a file that was not as it should be.
var written = map[string]string{"missing": "created", "different": "updated", "orphaned": "removed"}

func (o *generateOptions) write(dir string, files []gen.File) error {
	diffs, err := gen.Write(dir, files)
	for _, d := range diffs {
		o.printDifference(o.Err, written[d.Kind], dir, d.Path)
	}
	if err == nil && len(diffs) == 0 {
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
