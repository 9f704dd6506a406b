package flags

import (
	"errors"
	"fmt"
	"io"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/spf13/cobra"
)

const (
	// StandardContract is the default folder of the contract.
	StandardContract = "contract"
	// builtinContract is the value of --contract for the contract that was compiled in.
	builtinContract = "builtin"
)

// AddContract adds --contract to a command that can use the built-in contract: dir is ""
// for that one when the command runs. Without the flag it is ./contract if it exists.
func AddContract(cmd *cobra.Command, dir *string) {
	addContractFlag(cmd, dir, "", "`DIR` of the contract, or builtin (default ./"+StandardContract+" if it is one, else builtin)")
}

// AddContractFiles adds --contract to a command that reads or writes a contract's files.
func AddContractFiles(cmd *cobra.Command, dir *string) {
	addContractFlag(cmd, dir, StandardContract, "the contract's `DIR`")
}

func addContractFlag(cmd *cobra.Command, dir *string, standard, help string) {
	cmd.Flags().StringVar(dir, contractName, standard, help)
	if err := cmd.MarkFlagDirname(contractName); err != nil {
		panic(err) // there is no such flag
	}
}

const contractName = "contract"

// ChooseContract sets the flag to the contract that the command uses, and says which one
// that is.
func ChooseContract(a *console.App, cmd *cobra.Command) error {
	f := cmd.Flags().Lookup(contractName)
	if f == nil {
		return nil
	}
	named := f.Value.String()
	if f.DefValue != "" { // it needs files
		if named == builtinContract {
			return console.Usage("use a folder: --contract DIR; a folder of that name is ./"+builtinContract, "%s needs the files of a contract, and the built-in one has none", console.WordsOf(cmd))
		}
		return nil
	}
	dir := contractNamed(named)
	switch {
	case dir == "":
	case named == "":
		a.Say("contract: ./%s (--contract %s takes the built-in one)", dir, builtinContract)
	default:
		a.Say("contract: %s", dir)
	}
	return f.Value.Set(dir)
}

// contractNamed is the folder for a value of --contract, "" for the built-in contract.
func contractNamed(name string) (dir string) {
	switch {
	case name == builtinContract:
		return ""
	case name == "" && isContract(StandardContract):
		return StandardContract
	}
	return name
}

// ReadContract reads the contract in dir, the built-in one if dir is "". Its problems are
// printed to w in the requested format.
func ReadContract(a *console.App, dir string, w io.Writer) (*contract.Contract, error) {
	if dir == "" {
		return contract.ReadFS(builtin.FS)
	}
	if next, err := contractIn(dir); err != nil {
		return nil, console.Failed(fmt.Errorf("the contract cannot be read: %w", err), next)
	}
	c, err := contract.Read(dir)
	var problems contract.Problems
	if errors.As(err, &problems) {
		PrintProblems(a, w, dir, problems)
		return nil, console.Findings()
	}
	return c, err
}

// EventTypes returns the event types of the contract in dir: built from its files at run
// time or, if dir is "", those that were compiled in. Commands decode and encode only with
// these.
func EventTypes(a *console.App, dir string) (*events.Registry, error) {
	if dir == "" {
		return catalog.Registry(), nil
	}
	c, err := ReadContract(a, dir, a.Err)
	if err != nil {
		return nil, err
	}
	reg, err := dynamic.Registry(c)
	var problems contract.Problems
	if errors.As(err, &problems) {
		PrintProblems(a, a.Err, dir, problems)
		return nil, console.Findings()
	}
	return reg, err
}
