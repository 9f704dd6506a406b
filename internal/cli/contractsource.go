package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
)

// contractFlag adds --contract. Without a default the built-in contract is read.
func contractFlag(cmd *cobra.Command, dir *string, standard string) {
	help := "read the contract in `DIR` instead of the built-in one"
	if standard != "" {
		help = "the contract's `DIR`"
	}
	cmd.Flags().StringVar(dir, "contract", standard, help)
	if err := cmd.MarkFlagDirname("contract"); err != nil {
		panic(err) // there is no such flag
	}
}

// readContract reads the contract in dir, the built-in one if dir is "". What
// is wrong with it goes to w, in the format asked for.
func (a *app) readContract(dir string, w io.Writer) (*contract.Contract, error) {
	if dir == "" {
		return contract.ReadFS(builtin.FS)
	}
	if err := isFolder(dir); err != nil {
		return nil, failed(fmt.Errorf("the contract cannot be read: %w", err), "name its folder, the one with catalog.yaml, by --contract DIR")
	}
	c, err := contract.Read(dir)
	var problems contract.Problems
	if errors.As(err, &problems) {
		a.printProblems(w, dir, problems)
		return nil, findings()
	}
	return c, err
}

func isFolder(dir string) error {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is no folder", dir)
	}
	return err
}

// printProblems prints one line a problem, each with a path that can be opened
// from here.
func (a *app) printProblems(w io.Writer, dir string, problems contract.Problems) {
	paint := painter(a.colour(a.OutTerminal && w == io.Writer(a.out) || a.ErrTerminal && w == a.Err))
	for _, p := range problems {
		file := path.Join(filepath.ToSlash(dir), p.Pos.File)
		if a.json() {
			line, _ := json.Marshal(struct {
				File    string `json:"file"`
				Line    int    `json:"line"`
				Rule    string `json:"rule"`
				Message string `json:"message"`
			}{file, p.Pos.Line, p.Rule, p.Message})
			fmt.Fprintf(w, "%s\n", line)
			continue
		}
		fmt.Fprintf(w, "%s: %s: %s\n", paint.bold(fmt.Sprintf("%s:%d", file, p.Pos.Line)), paint.red(p.Rule), p.Message)
	}
}
