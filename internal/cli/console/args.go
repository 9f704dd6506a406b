package console

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// Arguments checks the number of arguments, and names what is missing.
func Arguments(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		next := cmd.CommandPath() + " --help"
		switch {
		case len(args) < least:
			_, want, _ := strings.Cut(cmd.Use, " ")
			return Usage(next, "%s needs %s", WordsOf(cmd), want)
		case len(args) > most && most == 0:
			if flag := flagFor(cmd, args[0]); flag != "" {
				next = cmd.CommandPath() + " --" + flag + " " + ShellWord(args[0])
			}
			return Usage(next, "%s takes no arguments, got %q", WordsOf(cmd), args[0])
		case len(args) > most:
			return Usage(next, "%s takes %d argument, and %q is one more", WordsOf(cmd), most, args[most])
		}
		return nil
	}
}

// noEmptyArgument refuses an empty argument, such as from validate "$UNSET". Commands that
// only have subcommands report it themselves; for cobra's completion commands, an empty
// argument is a word to complete.
func noEmptyArgument(cmd *cobra.Command, args []string) error {
	if cmd.HasSubCommands() || cmd.Hidden || !slices.ContainsFunc(args, func(arg string) bool { return strings.TrimSpace(arg) == "" }) {
		return nil
	}
	name, before := "an argument", ""
	for _, word := range strings.Fields(cmd.Use)[1:] {
		word = strings.TrimPrefix(word, "[")
		end := strings.IndexFunc(word, func(r rune) bool { return (r < 'A' || r > 'Z') && r != '/' })
		if end < 0 {
			end = len(word)
		}
		if end > 0 && !strings.HasPrefix(before, "--") {
			name = word[:end]
			break
		}
		before = word
	}
	return Usage("give it a value, or leave it out", "%s is empty", name)
}

// flagFor names the flag that an argument was probably meant for, "" if there is none.
func flagFor(cmd *cobra.Command, arg string) string {
	for _, name := range []string{"topic", "events"} {
		f := cmd.Flags().Lookup(name)
		if f != nil && !f.Changed && arg != "" && (name == "events" || !strings.ContainsFunc(arg, NotInTopic)) {
			return name
		}
	}
	return ""
}

// WordsOf is the command without the program's name, as errors begin: "dlq list".
func WordsOf(cmd *cobra.Command) string {
	_, words, _ := strings.Cut(cmd.CommandPath(), " ")
	return words
}

// ShellWord quotes s so that it can be copied into a command line.
func ShellWord(s string) string {
	plain := strings.IndexFunc(s, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:@%", r)
	}) < 0
	if plain && s != "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// NotInTopic reports whether a character cannot be part of a topic's name.
func NotInTopic(r rune) bool {
	return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", r)
}
