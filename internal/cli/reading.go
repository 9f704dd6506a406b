package cli

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/spf13/cobra"
)

// reading is what consume and replay share: which contract and topics, which events are
// printed, and how.
type reading struct {
	*app
	clusterFlags
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
	contractFlag(cmd, &o.contract)
	o.clusterFlags.add(cmd)
	o.selection.add(cmd)
	listVarP(cmd.Flags(), &o.topics, "topic", "t", nil, "`TOPIC` to read, or several, separated by commas; may be given more than once (default those of the types)")
	listVarP(cmd.Flags(), &o.types, "type", "", nil, "event `TYPE` to print; may be given more than once (default all)")
	cmd.Flags().IntVarP(&o.count, "count", "n", 0, "end after `N` events (default no end)")
	cmd.Flags().StringVar(&o.template, "template", "", "print each record as `FORMAT` says, as kcl and rpk do: '%t/%p/%o %k %v\\n'; see mediamesh help template")
	cmd.Flags().BoolVar(&o.report, "report", false, "print on standard output what records break, in place of events")
	exclusive(cmd, "report", "template")
	completeRegistered(o.app, cmd, &o.contract)
	completeWith(o.app, cmd, "topic", &o.contract, func(reg *events.Registry, _ string) []string {
		all := reading{clusterFlags: o.clusterFlags, registry: reg}
		topics, _ := all.wanted()
		return topics
	})
	completeWith(o.app, cmd, "filter", &o.contract, completeFilter)
}

// namingFlags name the topics of types. --topic names whole ones.
var namingFlags = []string{"topic-prefix", "topic-scheme"}

// wholeTopics refuses flags that would do nothing to the topics that are named.
func (o *reading) wholeTopics(given func(flag string) bool) error {
	for _, flag := range namingFlags {
		if len(o.topics) > 0 && given(flag) {
			return usage("leave out --"+flag, "--topic names whole topics: it does not go together with --%s", flag)
		}
	}
	return nil
}

// begin checks the flags, and reads the contract.
func (o *reading) begin() error {
	if err := o.checkCount(o.count); err != nil {
		return err
	}
	if err := o.selection.read(); err != nil {
		return err
	}
	if o.template != "" {
		var err error
		if o.formatter, err = kafka.ParseFormat(o.template); err != nil {
			return usage("mediamesh help template", "--template: %s", strings.TrimPrefix(err.Error(), "kafka: format: "))
		}
	}
	var err error
	if o.registry, err = o.registryOf(o.contract); err != nil {
		return err
	}
	o.types, err = o.chosen()
	return err
}

// chosen are the wire names that --type asks for, each once.
func (o *reading) chosen() (types []string, err error) {
	names, seen := registered(o.registry), make(map[string]bool)
	for _, arg := range o.types {
		if !seen[arg] {
			types = append(types, arg)
		}
		seen[arg] = true
	}
	for _, arg := range append(types, o.values["type"]...) {
		if !slices.Contains(names, arg) {
			return nil, usage("mediamesh list", "there is no event type %q%s", arg, didYouMean(arg, names))
		}
	}
	if len(types) > 0 {
		o.values["type"] = append(o.values["type"], types...)
	}
	return types, nil
}

// event prints a record whose event is sound, if it is chosen.
func (o *reading) event(r kafka.Record, m *events.Metadata) error {
	if !o.admits(r, m) {
		return nil
	}
	o.printed++
	if o.report {
		return nil
	}
	return o.printRecord(r)
}

// refuse notes a record that is no sound event, if it is chosen: on standard error, or
// with --report on standard output.
func (o *reading) refuse(r kafka.Record, err error) error {
	if !o.admits(r, nil) {
		return nil
	}
	o.refused++
	v := verdict{Source: cluster.Position{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset}.String(), Violations: []violation{}}
	v.blame(o.registry, err)
	if v.EventType == "" {
		v.EventType, _ = headerOf(r, kafka.HeaderEventType)
	}
	if v.EventID == "" {
		v.EventID, _ = headerOf(r, kafka.HeaderEventID)
	}
	if !o.report {
		return o.printVerdict(o.Err, o.ErrTerminal, v)
	}
	if err := o.printVerdict(o.out, o.OutTerminal, v); err != nil {
		return err
	}
	return o.out.Flush()
}

// enough tells whether as many events were printed as asked for.
func (o *reading) enough() bool { return o.count > 0 && o.printed >= o.count }

// summary says what was read. The fate is of what was refused.
func (o *reading) summary(verb, fate string) string {
	text := count(o.printed, "event") + " " + verb
	if o.refused > 0 {
		text += ", " + thousands(o.refused) + " refused" + fate
	}
	if o.passed > 0 {
		text += ", " + thousands(o.passed) + " without a value"
	}
	return text
}

// ended is the command's end: records that break the contract are findings.
func (o *reading) ended() error {
	if o.refused > 0 {
		return findings()
	}
	return nil
}

// tail reads topics as no member of a group.
type tail struct {
	*reading
	offsets    kafka.Offsets
	partitions []int32
	follow     bool
}

func (t *tail) run(ctx context.Context) error {
	target, err := t.connection(t.app)
	if err != nil {
		return err
	}
	topics, err := t.reading.there(ctx, target, t.follow)
	if err != nil {
		return err
	}
	config := kafka.RecordsConfig{
		Cluster: target, Topics: topics, Partitions: t.partitions,
		Offsets: t.offsets, Follow: t.follow, Logger: t.warnings(),
	}
	for r, err := range kafka.Records(ctx, config) {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return readFailed(err)
		}
		if err := t.record(r); err != nil {
			return err
		}
		if t.enough() {
			break
		}
	}
	return ctx.Err()
}

func (t *tail) record(r kafka.Record) error {
	e, err := kafka.Decode(t.registry, r)
	switch {
	case errors.Is(err, kafka.ErrNoValue):
		if t.admits(r, nil) {
			t.passed++
		}
		return nil
	case err != nil:
		return t.refuse(r, err)
	}
	return t.event(r, &e.Metadata)
}

func readFailed(err error) error {
	var topic *cluster.TopicError
	if errors.As(err, &topic) {
		return failed(err, "check --topic, --partition and --brokers")
	}
	return clusterFailed(err)
}

// partitionsOf checks the numbers of partitions.
func partitionsOf(list []int) (out []int32, err error) {
	for _, p := range list {
		switch {
		case p < 0:
			return nil, usage("use --partition 0", "--partition is %d, want 0 or more", p)
		case p > math.MaxInt32:
			return nil, usage("use --partition 0", "--partition is %d, want at most %d", p, math.MaxInt32)
		}
		out = append(out, int32(p))
	}
	return out, nil
}
