package clients

import (
	"errors"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// shell runs Kafka's shell tools, once a test has needed them.
var shell *shellTools

var openShell = sync.OnceValues(func() (reason string, err error) {
	jars, err := exec.Command("../kafka/kafka", "jars").Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return string(exit.Stderr), err
	}
	if err == nil {
		shell, err = startShellTools(strings.TrimSpace(string(jars)))
	}
	return "", err
})

func requireShell(t *testing.T) {
	t.Helper()
	require(t, java("javac"), "install a JDK of Java 17 or later (Debian's package openjdk-17-jdk-headless)")
	if out, err := openShell(); err != nil {
		missing(t, "Kafka's shell tools: "+err.Error()+"\n"+out)
	}
}

func stopShell() {
	if shell != nil {
		shell.stop()
	}
}

// sh runs a command line such as "kafka-topics --list" and returns its output.
// The tool must succeed.
func sh(t *testing.T, command string) string {
	t.Helper()
	return shWith(t, "", command)
}

// shWith is sh for a tool that reads an input.
func shWith(t *testing.T, input, command string) string {
	t.Helper()
	output, failed := shTry(t, input, command)
	if failed {
		t.Fatalf("%s fails:\n%s", command, output)
	}
	return output
}

// shUntil repeats a command line until its output has a text: a cluster takes a
// moment to tell all of its nodes what has changed.
func shUntil(t *testing.T, want, command string) {
	t.Helper()
	ctx := deadline(t)
	for {
		out := sh(t, command)
		if strings.Contains(out, want) {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("%s: no %q in:\n%s", command, want, out)
		}
	}
}

// deletedMeanwhile is what a tool that asks for everything ends with when a group
// or topic is deleted after it was listed.
var deletedMeanwhile = regexp.MustCompile(`GroupIdNotFoundException|UnknownTopicOrPartitionException`)

// shAll is sh for a tool that asks for all groups or topics of a cluster. Other
// suites delete theirs meanwhile: the tool runs again then.
func shAll(t *testing.T, command string) string {
	t.Helper()
	ctx := deadline(t)
	for {
		output, failed := shTry(t, "", command)
		if !failed {
			return output
		}
		if !deletedMeanwhile.MatchString(output) || ctx.Err() != nil {
			t.Fatalf("%s fails:\n%s", command, output)
		}
	}
}

// shFails runs a command line that must fail, and returns its output.
func shFails(t *testing.T, command string) string {
	t.Helper()
	output, failed := shTry(t, "", command)
	if !failed {
		t.Fatalf("%s succeeds, want an error:\n%s", command, output)
	}
	return output
}

// Some tools print an error and exit with 0.
var printedError = regexp.MustCompile(`(?m)^Error: |STATUS[^$]*Error: `)

// A response that Java cannot read ends here. Some tools only log it.
var unreadable = regexp.MustCompile(`NullPointerException|was serialized as null|because .* is null|Unexpected error caught`)

func shTry(t *testing.T, input, command string) (output string, failed bool) {
	t.Helper()
	requireShell(t)
	class, args := commandLine(t, command)
	code, output, err := shell.run(class, input, args)
	log := shell.log.take()
	if err != nil {
		t.Fatalf("%s: the process of the tools ended: %v\n%s", command, err, log)
	}
	if code < 0 {
		t.Fatalf("%s does not end:\n%s%s", command, output, log)
	}
	if unreadable.MatchString(output + log) {
		t.Fatalf("%s cannot read a response:\n%s%s", command, output, log)
	}
	return output, code != 0 || printedError.MatchString(output)
}

// commandLine returns the class of a tool and its arguments, with the addresses
// of the brokers.
func commandLine(t *testing.T, command string) (class string, args []string) {
	t.Helper()
	fields := strings.Fields(command)
	class, args = shellClasses[fields[0]], fields[1:]
	if class == "" {
		t.Fatalf("no tool %s", fields[0])
	}
	at := 0
	if fields[0] == "kafka-cluster" {
		at = 1 // behind the subcommand
	}
	return class, slices.Insert(slices.Clone(args), at, "--bootstrap-server", strings.Join(brokers, ","))
}

// rows returns the lines of a table that begin with the given columns, each
// split at white space.
func rows(output string, columns ...string) [][]string {
	var found [][]string
	for line := range strings.Lines(output) {
		if fields := strings.Fields(line); len(fields) >= len(columns) && slices.Equal(fields[:len(columns)], columns) {
			found = append(found, fields)
		}
	}
	return found
}

// wantLines fails the test unless an output has each of the lines, without the
// space around them.
func wantLines(t *testing.T, output string, lines ...string) {
	t.Helper()
	for _, want := range lines {
		if len(rows(output, strings.Fields(want)...)) == 0 {
			t.Errorf("no line %q in:\n%s", want, output)
		}
	}
}
