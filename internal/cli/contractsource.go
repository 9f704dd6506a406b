package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	finding "github.com/mediamesh/events/internal/findings"
	"github.com/spf13/cobra"
)

// catalogFile is what makes a folder a contract.
const catalogFile = "catalog.yaml"

const (
	// standardContract is the folder that commands take if none is named.
	standardContract = "contract"
	// builtinContract is what --contract calls the contract that was compiled in.
	builtinContract = "builtin"
)

// contractFlag adds --contract for a command that can do with the built-in contract:
// dir is "" for that one when the command runs. Without the flag it is ./contract if
// there is one.
func contractFlag(cmd *cobra.Command, dir *string) {
	addContractFlag(cmd, dir, "", "`DIR` of the contract, or builtin (default ./"+standardContract+" if it is one, else builtin)")
}

// filesFlag adds --contract for a command that reads or writes a contract's files.
func filesFlag(cmd *cobra.Command, dir *string) {
	addContractFlag(cmd, dir, standardContract, "the contract's `DIR`")
}

func addContractFlag(cmd *cobra.Command, dir *string, standard, help string) {
	cmd.Flags().StringVar(dir, contractName, standard, help)
	if err := cmd.MarkFlagDirname(contractName); err != nil {
		panic(err) // there is no such flag
	}
}

const contractName = "contract"

// chooseContract sets the flag to the contract that the command takes, and says which
// that is.
func (a *app) chooseContract(cmd *cobra.Command) error {
	f := cmd.Flags().Lookup(contractName)
	if f == nil {
		return nil
	}
	named := f.Value.String()
	if f.DefValue != "" { // it needs files
		if named == builtinContract {
			return usage("name a folder: --contract DIR; ./"+builtinContract+" if it is called so", "%s needs a contract's files, and the built-in one has none", wordsOf(cmd))
		}
		return nil
	}
	dir := contractNamed(named)
	switch {
	case dir == "":
	case named == "":
		a.say("contract: ./%s (--contract %s takes the built-in one)", dir, builtinContract)
	default:
		a.say("contract: %s", dir)
	}
	return f.Value.Set(dir)
}

// contractNamed is the folder that a value of --contract means, "" for the built-in
// contract.
func contractNamed(name string) (dir string) {
	switch {
	case name == builtinContract:
		return ""
	case name == "" && isContract(standardContract):
		return standardContract
	}
	return name
}

// readContract reads the contract in dir, the built-in one if dir is "". What
// is wrong with it goes to w, in the format asked for.
func (a *app) readContract(dir string, w io.Writer) (*contract.Contract, error) {
	if dir == "" {
		return contract.ReadFS(builtin.FS)
	}
	if next, err := contractIn(dir); err != nil {
		return nil, failed(fmt.Errorf("the contract cannot be read: %w", err), next)
	}
	c, err := contract.Read(dir)
	var problems contract.Problems
	if errors.As(err, &problems) {
		a.printProblems(w, dir, problems)
		return nil, findings()
	}
	return c, err
}

// registryOf returns the registry of the contract in dir: made of its files at
// run time, and if dir is "" the one that was compiled in. Whatever a command
// decodes or encodes, it takes the types from here.
func (a *app) registryOf(dir string) (*events.Registry, error) {
	if dir == "" {
		return catalog.Registry(), nil
	}
	c, err := a.readContract(dir, a.Err)
	if err != nil {
		return nil, err
	}
	reg, err := dynamic.Registry(c)
	var problems contract.Problems
	if errors.As(err, &problems) {
		a.printProblems(a.Err, dir, problems)
		return nil, findings()
	}
	return reg, err
}

// contractIn tells why no contract can be read in dir, and what to do.
func contractIn(dir string) (next string, err error) {
	next = "name its folder, the one with " + catalogFile + ", by --contract DIR"
	begin := next
	if vacant(dir) == nil {
		begin += ", or begin one: mediamesh init " + shellWord(dir)
	}
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return begin, err
	case !info.IsDir():
		return next, fmt.Errorf("%s is no folder", dir)
	}
	f, err := os.Open(filepath.Join(dir, catalogFile))
	if err == nil {
		return "", f.Close()
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return next, err
	}
	if inside := filepath.Join(dir, "contract"); isContract(inside) {
		return "use --contract " + shellWord(inside), fmt.Errorf("%s has no %s, and %s has one", dir, catalogFile, inside)
	}
	return begin, fmt.Errorf("%s has no %s", dir, catalogFile)
}

func isContract(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, catalogFile))
	return err == nil
}

// printProblems prints a finding for each problem, with a path that can be
// opened from here.
func (a *app) printProblems(w io.Writer, dir string, problems contract.Problems) {
	// What cannot be written, flushing tells.
	_ = a.printFindings(w, contractRules(), problemFindings(dir, problems))
}

func contractRules() (rules []finding.Rule) {
	for _, r := range contract.Rules() {
		rules = append(rules, finding.Rule{ID: r.ID, Purpose: r.Purpose})
	}
	return rules
}

func problemFindings(dir string, problems contract.Problems) (list []finding.Finding) {
	for _, p := range problems {
		list = append(list, finding.Finding{File: path.Join(filepath.ToSlash(dir), p.Pos.File), Line: p.Pos.Line, Rule: p.Rule, Message: p.Message})
	}
	return list
}
