package cli

import (
	"context"
	"io"
	"slices"

	"github.com/mediamesh/events/internal/subjects"
	"github.com/spf13/cobra"
)

type breakingOptions struct {
	*app
	clusterFlags
	contract string
	against  []string
	strict   bool
	events   string
	offset   string
	subjects string
	user     string
	insecure bool // credentials over http
}

func newBreaking(a *app) *cobra.Command {
	o := &breakingOptions{app: a}
	cmd := &cobra.Command{
		Use:   "breaking --against REF | --events FILE|TOPIC",
		Short: "Tell what a change of the contract breaks, and for whom",
		Long: `breaking compares a contract with what was published before. It lists each
change, says whom it breaks, shows an event that one side accepts and the other
refuses, and prints the smallest legal version of each event that changed. It
exits 100 if an event declares a lower one.

--against may be given several times, and the contract must hold against each.
What is legal step by step need not be legal in all: a field that went and came
back with another type is refused by those who know the first. So compare with
all versions whose events lie in the topics still.

REF is what was published:

  ../released/contract        a contract's folder
  catalog/schemas             a folder of JSON Schemas, content.created.v1.json
  git#tag=v1.2.0              the contract as git has it: tag=, branch= or
  git#branch=main,path=DIR    commit=; path= if it was elsewhere in the repository
  git#tags=v1.*               each tag that matches
  https://registry:8081       a schema registry, with a subject for each event

Writers are closed: an event carries what its version declares. Readers are open:
they accept more. So adding an optional field breaks nobody. --strict reads it as
schema registries do: a writer may have sent that field before, with any value.

With --events, the contract judges events that were recorded, in a file or in a
topic, and breaking reports what would fail: by field, version and producer. It
prints no values of fields. It exits 100 if any would.`,
		Example: `  mediamesh breaking --against git#branch=main
  mediamesh breaking --against git#tag=v1.4.0 --format github-actions
  mediamesh breaking --against git#branch=main --against 'git#tags=v1.*'
  mediamesh breaking --against https://registry.example.com:8081 --subjects topic-record
  mediamesh breaking --events recorded.ndjson --contract proposed
  mediamesh breaking --events content.events -b kafka-1:9092 --offset -1d`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.idle(onCommandLine(cmd)); err != nil {
				return err
			}
			return o.run(cmd.Context())
		},
	}
	o.clusterFlags.add(cmd)
	o.findingsFlag(cmd)
	filesFlag(cmd, &o.contract)
	cmd.Flags().StringArrayVar(&o.against, "against", nil, "compare with `REF`: a folder, git#tag=NAME, git#tags=PATTERN, git#branch=NAME, or a registry's URL; may be given several times")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "take writers to send fields that they do not declare")
	cmd.Flags().StringVar(&o.events, "events", "", "judge the events in `FILE|TOPIC`; - is standard input")
	cmd.Flags().StringVarP(&o.offset, "offset", "o", "start", "`RANGE` of the topic's offsets, as for mediamesh replay")
	cmd.Flags().StringVar(&o.subjects, "subjects", string(subjects.ByRecord), "the registry's subjects are named by `record|topic|topic-record`")
	cmd.Flags().StringVar(&o.user, "registry-user", "", "`USER` at the registry; its password: "+envRegistryPassword)
	insecureHTTPFlag(cmd, &o.insecure)
	complete(cmd, "subjects", string(subjects.ByRecord), string(subjects.ByTopic), string(subjects.ByTopicRecord))
	completeRef(cmd, "against")
	return cmd
}

// completeRef offers how a REF may begin, besides files.
func completeRef(cmd *cobra.Command, flag string) {
	begin := []string{gitPrefix + "tag=", gitPrefix + "tags=", gitPrefix + "branch=", "https://"}
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(begin, cobra.ShellCompDirectiveNoSpace)); err != nil {
		panic(err) // there is no such flag
	}
}

// idle says of a flag that was given and would do nothing: whoever gave it
// expects something of it.
func (o *breakingOptions) idle(given func(flag string) bool) error {
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
			return usage("leave it out", "--%s says nothing without %s", f.name, f.of)
		}
	}
	return nil
}

func (o *breakingOptions) run(ctx context.Context) error {
	switch {
	case len(o.against) == 0 && o.events == "":
		return usage("mediamesh breaking --against git#branch=main", "breaking needs --against REF or --events FILE|TOPIC")
	case len(o.against) > 0 && o.events != "":
		return usage("leave out one of them", "--against compares contracts and --events judges events; both at once is neither")
	case o.events != "":
		return o.judgeEvents(ctx)
	}
	return o.compare(ctx)
}

// problemsTo is where problems of the contract go: with the findings, if a
// build server reads those.
func (o *breakingOptions) problemsTo() io.Writer {
	if o.forBuilds() {
		return o.out
	}
	return o.Err
}
