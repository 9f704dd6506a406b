package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

const referenceFile = "../../docs/cli.md"

var update = flag.Bool("update", false, "write docs/cli.md; review the difference before you commit it")

// TestReference_IsUpToDate compares docs/cli.md with the commands. To write it, run
//
//	go test ./internal/cli -run TestReference -update
func TestReference_IsUpToDate(t *testing.T) {
	root := newRoot(console.NewApp(console.Streams{Env: func(string) string { return "" }}))
	root.InitDefaultCompletionCmd()
	refuseUnknown(root)
	want := reference(root)
	if *update {
		if err := os.WriteFile(referenceFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(referenceFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/cli.md is out of date; run: go test ./internal/cli -run TestReference -update")
	}
}

// reference returns docs/cli.md.
func reference(root *cobra.Command) []byte {
	var b bytes.Buffer
	commands := commandsOf(root)
	fmt.Fprintf(&b, "# Command line reference\n\n"+
		"<!-- Written by go test ./internal/cli -run TestReference -update; do not edit. -->\n\n"+
		"`mediamesh COMMAND --help` prints the section of a command. All commands have the [flags of every\n"+
		"command](#flags-of-every-command); those that connect to a cluster also have the [TLS and SASL\n"+
		"flags](#tls-and-sasl-flags).\n\n| command | |\n| --- | --- |\n")
	for _, cmd := range commands {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s |\n", cmd.CommandPath(), strings.ReplaceAll(cmd.CommandPath(), " ", "-"), prose(cmd.Short))
	}
	fmt.Fprintf(&b, "\n%s", markdown(root.Long))
	shared := map[string]string{}
	for _, cmd := range commands {
		cmd.InitDefaultHelpFlag()
		for _, g := range flagGroups(cmd) {
			if usages, ok := shared[g.Title]; !ok || len(g.Usages) > len(usages) {
				shared[g.Title] = g.Usages
			}
		}
	}
	for _, title := range []string{"Flags of every command", "TLS and SASL flags"} {
		usages := shared[title]
		if title == "Flags of every command" {
			root.InitDefaultHelpFlag()
			for _, g := range flagGroups(root) {
				if g.Title == title {
					usages = strings.Replace(g.Usages, "help for mediamesh", "help for the command", 1)
				}
			}
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s", title, block(usages))
	}
	for _, cmd := range commands {
		fmt.Fprintf(&b, "\n## %s\n\n%s", cmd.CommandPath(), section(cmd))
	}
	return b.Bytes()
}

// commandsOf returns the commands and help topics below one, in the order of help. Shells are
// not listed one by one.
func commandsOf(cmd *cobra.Command) (all []*cobra.Command) {
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() || c.Name() == "help" {
			all = append(all, c)
			if c.Name() != "completion" {
				all = append(all, commandsOf(c)...)
			}
		}
	}
	return all
}

// section returns what a command does, its usage line, examples and own flags.
func section(cmd *cobra.Command) string {
	var b strings.Builder
	text := cmd.Long
	if text == "" {
		text = cmd.Short + "."
	}
	b.WriteString(markdown(text))
	if cmd.IsAdditionalHelpTopicCommand() && !cmd.HasSubCommands() {
		return b.String()
	}
	usage := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		usage = cmd.CommandPath() + " " + strings.Join(commandNames(cmd), "|")
	}
	b.WriteString("\n" + block(usage))
	if cmd.HasExample() {
		b.WriteString("\nExamples:\n\n" + block(unindented(cmd.Example)))
	}
	for _, g := range flagGroups(cmd) {
		switch g.Title {
		case "Flags":
			b.WriteString("\nFlags:\n\n" + block(g.Usages))
		case "TLS and SASL flags":
			b.WriteString("\nIt also has the [TLS and SASL flags](#tls-and-sasl-flags).\n")
		}
	}
	return b.String()
}

func block(text string) string {
	return "```\n" + strings.TrimRight(text, "\n") + "\n```\n"
}

func unindented(text string) string {
	return strings.ReplaceAll("\n"+text, "\n  ", "\n")[1:]
}

// markdown renders a help text: paragraphs are wrapped at 100 characters, and paragraphs of
// indented lines are code.
func markdown(text string) string {
	var parts []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		lead, code, _ := strings.Cut("\n"+paragraph, "\n  ")
		if lead = strings.TrimSpace(lead); lead != "" {
			parts = append(parts, wrap(prose(lead)))
		}
		if code != "" {
			parts = append(parts, block(unindented("  "+code)))
		}
	}
	return strings.Join(parts, "\n")
}

// wrap fills lines of at most 100 characters.
func wrap(text string) string {
	var b strings.Builder
	column := 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
		case column+1+n > 100:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String() + "\n"
}

// prose marks flags, variables and words with characters of Markdown as code.
func prose(text string) string {
	words := strings.Fields(text)
	for i, word := range words {
		head := word[:len(word)-len(strings.TrimLeft(word, `("'`))]
		core := strings.TrimRight(word[len(head):], `.,;:)"'`)
		if core == "" || core == "-" || core == "–" || !strings.HasPrefix(core, "-") && !strings.ContainsAny(core, "*_<>[]\\|`~#") {
			continue
		}
		words[i] = head + "`" + core + "`" + word[len(head)+len(core):]
	}
	return strings.Join(words, " ")
}
