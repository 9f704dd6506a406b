// Package breaking owns the command breaking: reading what --against names (folders, git,
// schema registries), and validating the recorded events of --events.
//
// It does not decide what a change breaks; internal/compat does. It never prints values of
// events.
package breaking

import (
	"context"
	"io"
	"slices"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/subjects"
	"github.com/spf13/cobra"
)

type options struct {
	*console.App
	flags.Cluster
	contract string
	against  []string
	strict   bool
	events   string
	offset   string
	subjects string
	user     string
	insecure bool // credentials over http
}

// Command returns the command breaking.
func Command(a *console.App) *cobra.Command {
	o := &options{App: a}
	cmd := &cobra.Command{
		Use:   "breaking --against REF | --events FILE|TOPIC",
		Short: "Report which readers and writers a change of the contract breaks",
		Long: `breaking compares a contract with what was published before. It lists each
change and whether it breaks old or new readers, shows an event that one side accepts
and the other refuses, and prints the smallest legal version of each event that
changed. It exits 100 if an event declares a lower one.

--against may be given several times; the contract must be compatible with each.
Changes that are compatible one by one can be incompatible across several releases:
a field that was removed and came back with another type breaks readers of the first.
So compare with all versions whose events are still in the topics.

REF is what was published:

  ../released/contract        a contract's folder
  catalog/schemas             a folder of JSON Schemas, content.created.v1.json
  git#tag=v1.2.0              the contract as it is in git: tag=, branch= or
  git#branch=main,path=DIR    commit=; path= if it was elsewhere in the repository
  git#tags=v1.*               each tag that matches
  https://registry:8081       a schema registry, with a subject for each event

Writers are closed: an event has only what its version declares. Readers are open:
they accept more. So adding an optional field breaks no reader. --strict assumes, as
schema registries do, that a writer may have sent that field before, with any value.

With --events, breaking validates recorded events, in a file or in a topic, and
reports what would fail: by field, version and producer. It prints no values of
fields. It exits 100 if any event would fail.`,
		Example: `  mediamesh breaking --against git#branch=main
  mediamesh breaking --against git#tag=v1.4.0 --format github-actions
  mediamesh breaking --against git#branch=main --against 'git#tags=v1.*'
  mediamesh breaking --against https://registry.example.com:8081 --subjects topic-record
  mediamesh breaking --events recorded.ndjson --contract proposed
  mediamesh breaking --events content.events -b kafka-1:9092 --offset -1d`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.checkUnused(console.OnCommandLine(cmd)); err != nil {
				return err
			}
			return o.run(cmd.Context())
		},
	}
	o.Cluster.Add(cmd)
	o.FindingsFlag(cmd)
	flags.AddContractFiles(cmd, &o.contract)
	cmd.Flags().StringArrayVar(&o.against, "against", nil, "compare with `REF`: a folder, git#tag=NAME, git#tags=PATTERN, git#branch=NAME, or a registry's URL; may be given several times")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "assume that writers send fields that they do not declare")
	cmd.Flags().StringVar(&o.events, "events", "", "validate the events in `FILE|TOPIC`; - is standard input")
	cmd.Flags().StringVarP(&o.offset, "offset", "o", "start", "`RANGE` of the topic's offsets, as for mediamesh replay")
	cmd.Flags().StringVar(&o.subjects, "subjects", string(subjects.ByRecord), "the registry names subjects by `record|topic|topic-record`")
	cmd.Flags().StringVar(&o.user, "registry-user", "", "`USER` at the registry; its password: "+flags.EnvRegistryPassword)
	flags.AddInsecureHTTP(cmd, &o.insecure)
	console.Complete(cmd, "subjects", string(subjects.ByRecord), string(subjects.ByTopic), string(subjects.ByTopicRecord))
	completeRef(cmd, "against")
	return cmd
}

// completeRef completes the prefixes of a REF, besides files.
func completeRef(cmd *cobra.Command, flag string) {
	begin := []string{gitPrefix + "tag=", gitPrefix + "tags=", gitPrefix + "branch=", "https://"}
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(begin, cobra.ShellCompDirectiveNoSpace)); err != nil {
		panic(err) // there is no such flag
	}
}

// checkUnused refuses flags that would have no effect.
func (o *options) checkUnused(given func(flag string) bool) error {
	registry := slices.ContainsFunc(o.against, isRegistry)
	for _, f := range []struct {
		name  string
		of    string
		works bool
	}{
		{"strict", "--against", len(o.against) > 0},
		{"offset", "--events TOPIC", o.events != "" && o.isTopic()},
		{"subjects", "--against URL", registry},
		{"registry-user", "--against URL", registry},
		{"insecure-http", "--against URL", registry},
	} {
		if given(f.name) && !f.works {
			return console.Usage("leave it out", "--%s has no effect without %s", f.name, f.of)
		}
	}
	return nil
}

func (o *options) run(ctx context.Context) error {
	switch {
	case len(o.against) == 0 && o.events == "":
		return console.Usage("mediamesh breaking --against git#branch=main", "breaking needs --against REF or --events FILE|TOPIC")
	case len(o.against) > 0 && o.events != "":
		return console.Usage("leave out one of them", "--against and --events cannot be combined")
	case o.events != "":
		return o.validateEvents(ctx)
	}
	return o.compare(ctx)
}

// problemsTo is where problems of the contract are printed: with the findings, if a build
// server reads those.
func (o *options) problemsTo() io.Writer {
	if o.ForBuilds() {
		return o.Out
	}
	return o.Err
}
