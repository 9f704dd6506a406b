package topics

import (
	"math"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
	"github.com/spf13/cobra"
)

// reading is what consume and replay share: the contract, the topics, which events are
// printed, and how.
type reading struct {
	*console.App
	flags.Cluster
	selection
	contract string
	topics   []string
	types    []string
	count    int
	template string
	report   bool

	registry  *events.Registry
	formatter *kafka.Format // nil unless there is a template
	printed   int
	refused   int
	passed    int // without a value
}

func (o *reading) add(cmd *cobra.Command) {
	flags.AddContract(cmd, &o.contract)
	o.Cluster.Add(cmd)
	o.selection.add(cmd)
	console.ListVarP(cmd.Flags(), &o.topics, "topic", "t", nil, "`TOPIC` to read, or several, separated by commas; may be given more than once (default those of the types)")
	console.ListVarP(cmd.Flags(), &o.types, "type", "", nil, "event `TYPE` to print; may be given more than once (default all)")
	cmd.Flags().IntVarP(&o.count, "count", "n", 0, "end after `N` events (default no limit)")
	cmd.Flags().StringVar(&o.template, "template", "", "print each record by `FORMAT`, in the syntax of kcl and rpk: '%t/%p/%o %k %v\\n'; see mediamesh help template")
	cmd.Flags().BoolVar(&o.report, "report", false, "print violations on standard output instead of events")
	console.Exclusive(cmd, "report", "template")
	flags.CompleteTypes(o.App, cmd, &o.contract)
	flags.CompleteWith(o.App, cmd, "topic", &o.contract, func(reg *events.Registry, _ string) []string {
		all := reading{Cluster: o.Cluster, registry: reg}
		topics, _ := all.wantedTopics()
		return topics
	})
	flags.CompleteWith(o.App, cmd, "filter", &o.contract, completeFilter)
}

// namingFlags name the topics of types. --topic names topics directly.
var namingFlags = []string{"topic-prefix", "topic-scheme"}

// wholeTopics refuses flags that would have no effect with --topic.
func (o *reading) wholeTopics(given func(flag string) bool) error {
	for _, flag := range namingFlags {
		if len(o.topics) > 0 && given(flag) {
			return console.Usage("leave out --"+flag, "--topic names whole topics: it cannot be combined with --%s", flag)
		}
	}
	return nil
}

// begin checks the flags, and reads the contract.
func (o *reading) begin() error {
	if err := o.CheckCount(o.count); err != nil {
		return err
	}
	if err := o.selection.read(); err != nil {
		return err
	}
	if o.template != "" {
		var err error
		if o.formatter, err = kafka.ParseFormat(o.template); err != nil {
			return console.Usage("mediamesh help template", "--template: %s", strings.TrimPrefix(err.Error(), "kafka: format: "))
		}
	}
	var err error
	if o.registry, err = flags.EventTypes(o.App, o.contract); err != nil {
		return err
	}
	o.types, err = o.chosen()
	return err
}

// chosen lists the wire names selected by --type, each once.
func (o *reading) chosen() (types []string, err error) {
	names, seen := flags.WireNames(o.registry), make(map[string]bool)
	for _, arg := range o.types {
		if !seen[arg] {
			types = append(types, arg)
		}
		seen[arg] = true
	}
	for _, arg := range append(types, o.values["type"]...) {
		if !slices.Contains(names, arg) {
			return nil, console.Usage("mediamesh list", "unknown event type %q%s", arg, console.DidYouMean(arg, names))
		}
	}
	if len(types) > 0 {
		o.values["type"] = append(o.values["type"], types...)
	}
	return types, nil
}

// event prints a record with a valid event, if it is selected.
func (o *reading) event(r records.Record, m *events.Metadata) error {
	if !o.admits(r, m) {
		return nil
	}
	o.printed++
	if o.report {
		return nil
	}
	return o.printRecord(r)
}

// refuse reports a record without a valid event, if it is selected: on standard error, or
// with --report on standard output.
func (o *reading) refuse(r records.Record, err error) error {
	if !o.admits(r, nil) {
		return nil
	}
	o.refused++
	v := verdict.Verdict{Source: cluster.Position{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset}.String(), Violations: []verdict.Violation{}}
	v.Fail(o.registry, err)
	if v.EventType == "" {
		v.EventType, _ = headerOf(r, kafka.HeaderEventType)
	}
	if v.EventID == "" {
		v.EventID, _ = headerOf(r, kafka.HeaderEventID)
	}
	if !o.report {
		return v.Print(o.App, o.Err, o.ErrTerminal)
	}
	if err := v.Print(o.App, o.Out, o.OutTerminal); err != nil {
		return err
	}
	return o.Out.Flush()
}

// enough reports whether the requested number of events has been printed.
func (o *reading) enough() bool { return o.count > 0 && o.printed >= o.count }

// summary says what was read. fate says what happened to invalid records.
func (o *reading) summary(verb, fate string) string {
	text := console.Count(o.printed, "event") + " " + verb
	if o.refused > 0 {
		text += ", " + console.Thousands(o.refused) + " refused" + fate
	}
	if o.passed > 0 {
		text += ", " + console.Thousands(o.passed) + " without a value"
	}
	return text
}

// ended ends the command: records that break the contract are findings.
func (o *reading) ended() error {
	if o.refused > 0 {
		return console.Findings()
	}
	return nil
}

// partitionsOf checks partition numbers.
func partitionsOf(list []int) (out []int32, err error) {
	for _, p := range list {
		switch {
		case p < 0:
			return nil, console.Usage("use --partition 0", "--partition is %d, want 0 or more", p)
		case p > math.MaxInt32:
			return nil, console.Usage("use --partition 0", "--partition is %d, want at most %d", p, math.MaxInt32)
		}
		out = append(out, int32(p))
	}
	return out, nil
}
