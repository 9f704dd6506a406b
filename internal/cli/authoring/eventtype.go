package authoring

import (
	"io"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
)

// typeHelp describes TYPE in the help of commands that take one.
const typeHelp = `TYPE is a wire name such as content.created, or the constant CONTENT_CREATED.
If a type has several major versions, that is the newest one; content.created@1
is another.`

// findType finds the event type that an argument names.
func findType(c *contract.Contract, arg string) (*contract.Event, error) {
	name, major, hasMajor := strings.Cut(arg, "@")
	var found *contract.Event
	var majors []string
	for _, e := range c.Events() {
		if e.Type != name && e.Constant != name {
			continue
		}
		majors = append(majors, strconv.Itoa(e.Major))
		if hasMajor && strconv.Itoa(e.Major) != major {
			continue
		}
		if found == nil || e.Major > found.Major {
			found = e
		}
	}
	if found == nil && len(majors) > 0 {
		return nil, console.Usage("leave out the @, or use "+name+"@"+majors[len(majors)-1], "%s has no major version %q; it has %s", name, major, strings.Join(majors, ", "))
	}
	if found == nil {
		return nil, console.Usage("mediamesh list", "unknown event type %q%s", arg, console.DidYouMean(arg, typeNames(c)))
	}
	return found, nil
}

// typeNames lists each type once, and with its majors if there are several.
func typeNames(c *contract.Contract) []string {
	majors := map[string]int{}
	for _, e := range c.Events() {
		majors[e.Type]++
	}
	var names []string
	for _, e := range c.Events() {
		if majors[e.Type] == 1 {
			names = append(names, e.Type)
			continue
		}
		names = append(names, e.Type+"@"+strconv.Itoa(e.Major))
	}
	return names
}

// completeType completes the types of the contract in a shell. It is called before the
// command runs.
func completeType(a *console.App, dir *string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if cmd.Args != nil && cmd.Args(cmd, append(args, "")) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp // there is an argument already
		}
		return describedTypes(a, flags.ContractDir(a, cmd, *dir)), cobra.ShellCompDirectiveNoFileComp
	}
}

// describedTypes lists the types with their summaries, in the form that shells show.
func describedTypes(a *console.App, dir string) []string {
	c, err := flags.ReadContract(a.Silent(), dir, io.Discard)
	if err != nil {
		return nil
	}
	var all []string
	for i, name := range typeNames(c) {
		all = append(all, cobra.CompletionWithDesc(name, c.Events()[i].Summary))
	}
	return all
}
