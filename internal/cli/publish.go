package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/kafka"
	"github.com/spf13/cobra"
)

type publishOptions struct {
	*app
	clusterFlags
	contract     string
	mode         string
	dryRun       bool
	allOrNothing bool
}

// recordModes are the ways in which records may hold events, by the names that
// --mode has for them.
var recordModes = map[string]kafka.Mode{
	"envelope": kafka.ModeEnvelope, "binary": kafka.ModeCloudEventsBinary, "structured": kafka.ModeCloudEventsStructured,
}

func newPublish(a *app) *cobra.Command {
	o := &publishOptions{app: a}
	cmd := &cobra.Command{
		Use:        "publish [FILE…|-]",
		SuggestFor: []string{"produce", "pub"},
		Short:      "Validate events and publish them",
		Long: `publish validates events and publishes each to its type's topic, under its key.
It waits for the cluster's acknowledgement. Invalid events are named on standard
error and left out; then it exits 100. With --all-or-nothing it publishes none if
one is invalid.

What is published again is a duplicate, with the same id: leave out of a second run
what the first published.

` + inputHelp,
		Example: `  mediamesh publish events.ndjson --brokers localhost:9092
  mediamesh example content.created --count 10 | mediamesh publish
  mediamesh publish *.ndjson --dry-run
  mediamesh publish events.ndjson --all-or-nothing
  mediamesh publish events.ndjson --mode structured     # as CloudEvents
  mediamesh publish --contract ../orders/contract orders.ndjson`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), filesOf(args)) },
	}
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "publish nothing, print how many events would go to which topic")
	cmd.Flags().BoolVar(&o.allOrNothing, "all-or-nothing", false, "validate all events first, and publish none if one is invalid")
	cmd.Flags().StringVar(&o.mode, "mode", "envelope", "records hold `envelope|binary|structured`: events as they are, or CloudEvents")
	complete(cmd, "mode", slices.Sorted(maps.Keys(recordModes))...)
	contractFlag(cmd, &o.contract)
	o.clusterFlags.add(cmd)
	return cmd
}

func (o *publishOptions) run(ctx context.Context, files []string) error {
	naming, err := o.naming()
	if err != nil {
		return err
	}
	mode, ok := recordModes[o.mode]
	if !ok {
		names := slices.Sorted(maps.Keys(recordModes))
		return usage("use --mode envelope, binary or structured", "there is no mode %q%s", o.mode, didYouMean(o.mode, names))
	}
	if err := canRead(files); err != nil {
		return err
	}
	reg, err := o.registryOf(o.contract)
	if err != nil {
		return err
	}
	cluster, err := o.connection(o.app)
	if err != nil {
		return err
	}
	run := &publishRun{publishOptions: o, registry: reg, files: files, paths: slices.Clone(files)}
	if o.dryRun {
		return run.judgeAll(ctx, naming)
	}
	if o.allOrNothing {
		for i, file := range files {
			kept, err := o.keep(ctx, file)
			if err != nil {
				return err
			}
			defer kept.remove()
			run.paths[i] = kept.path
		}
		if err := run.judgeAll(ctx, naming); err != nil {
			return err
		}
		run.seen = tally{}
	}
	publisher, err := kafka.NewPublisher(kafka.PublisherConfig{
		Cluster: cluster, Topics: naming, DeliveryTimeout: o.timeout, Mode: mode,
	})
	if err != nil {
		return clusterFailed(err)
	}
	// After Ctrl-C nobody waits for what the cluster may never acknowledge. What
	// it did not has been told already.
	defer func() { _ = publisher.Close(ctx) }()
	return run.publish(ctx, publisher)
}

// publishRun is one run of the command.
type publishRun struct {
	*publishOptions
	registry *events.Registry
	files    []string // as they were named
	paths    []string // what is read in their place
	seen     tally
}

// each judges each document, and visits the valid events.
func (r *publishRun) each(ctx context.Context, visit func(events.Any, verdict) error, idle func() error) error {
	for i, file := range r.files {
		err := r.eachDocumentOr(ctx, r.paths[i], func(d documents.Document) error {
			e, v := judge(r.registry, file, d)
			r.seen.add(v)
			if !v.Valid {
				return r.printVerdict(r.Err, r.ErrTerminal, v)
			}
			return visit(e, v)
		}, idle)
		if err != nil {
			return err
		}
	}
	return nil
}

// judgeAll publishes nothing. It prints what a dry run would publish.
func (r *publishRun) judgeAll(ctx context.Context, naming kafka.Naming) error {
	topics := make(map[string]int)
	err := r.each(ctx, func(e events.Any, _ verdict) error {
		topics[naming(e.Descriptor())]++
		return nil
	}, func() error { return nil })
	switch {
	case err != nil:
		return err
	case r.dryRun:
		if err := r.printTopics(topics); err != nil {
			return err
		}
		r.say("%s, %s invalid; nothing was published", count(r.seen.valid, "valid event"), thousands(r.seen.invalid))
	case r.seen.invalid > 0:
		r.say("nothing was published: %s invalid, %s valid", thousands(r.seen.invalid), thousands(r.seen.valid))
		if err := r.printCounts(&batch{}); err != nil {
			return err
		}
	}
	if r.seen.invalid > 0 {
		return findings()
	}
	return nil
}

// printTopics says how many events would go where.
func (r *publishRun) printTopics(topics map[string]int) error {
	for _, topic := range slices.Sorted(maps.Keys(topics)) {
		if r.json() {
			if err := r.encode(wouldPublish{topic, topics[topic]}); err != nil {
				return err
			}
			continue
		}
		if _, err := fmt.Fprintf(r.out, "%s: %s\n", topic, count(topics[topic], "event")); err != nil {
			return err
		}
	}
	return nil
}

// wouldPublish is a line of a dry run's JSON.
type wouldPublish struct {
	Topic  string `json:"topic"`
	Events int    `json:"events"`
}

func (r *publishRun) publish(ctx context.Context, publisher *kafka.Publisher) error {
	sending := &batch{publisher: publisher, refused: func(v verdict) error {
		r.seen.valid--
		r.seen.add(v)
		return r.printVerdict(r.Err, r.ErrTerminal, v)
	}}
	send := func() error { return sending.send(ctx) }
	err := r.each(ctx, func(e events.Any, v verdict) error { return sending.add(ctx, e, v) }, send)
	if err == nil {
		err = send()
	}
	if err == nil || r.seen != (tally{}) {
		text := count(sending.published, "event") + " published"
		if sending.unsure > 0 {
			text += ", " + thousands(sending.unsure) + " more perhaps"
		}
		r.say("%s, %s invalid", text, thousands(r.seen.invalid))
	}
	if (err != nil || r.seen.invalid > 0) && sending.published+sending.unsure > 0 {
		r.say("note: published again they would be duplicates, with the same ids: leave them out of what you publish next")
	}
	if written := r.printCounts(sending); err == nil {
		err = written
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return clusterFailed(err)
	case r.seen.invalid > 0:
		return findings()
	}
	return nil
}

// printCounts is the last line for programs.
func (r *publishRun) printCounts(sending *batch) error {
	if !r.json() {
		return nil
	}
	return r.encode(struct {
		Read      int `json:"read"`
		Published int `json:"published"`
		Unsure    int `json:"unsure,omitempty"` // may have been published
		Invalid   int `json:"invalid"`
	}{r.seen.valid + r.seen.invalid, sending.published, sending.unsure, r.seen.invalid})
}
