package topics

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/kafka"
	"github.com/spf13/cobra"
)

type publishOptions struct {
	*console.App
	flags.Cluster
	contract     string
	mode         string
	dryRun       bool
	allOrNothing bool
}

// recordModes are the formats of events in records, by the names that --mode has for them.
var recordModes = map[string]kafka.Mode{
	"envelope": kafka.ModeEnvelope, "binary": kafka.ModeCloudEventsBinary, "structured": kafka.ModeCloudEventsStructured,
}

func newPublish(a *console.App) *cobra.Command {
	o := &publishOptions{App: a}
	cmd := &cobra.Command{
		Use:        "publish [FILE…|-]",
		SuggestFor: []string{"produce", "pub"},
		Short:      "Validate events and publish them",
		Long: `publish validates events and publishes each to its type's topic, under its key.
It waits for the cluster's acknowledgement. Invalid events are listed on standard
error and left out; then it exits 100. With --all-or-nothing it publishes none if
one is invalid.

Publishing an event again makes a duplicate with the same id: leave out of a second
run what the first published.

` + console.InputHelp,
		Example: `  mediamesh publish events.ndjson --brokers localhost:9092
  mediamesh example content.created --count 10 | mediamesh publish
  mediamesh publish *.ndjson --dry-run
  mediamesh publish events.ndjson --all-or-nothing
  mediamesh publish events.ndjson --mode structured     # as CloudEvents
  mediamesh publish --contract ../orders/contract orders.ndjson`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), console.FilesOf(args)) },
	}
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "publish nothing, print how many events would go to which topic")
	cmd.Flags().BoolVar(&o.allOrNothing, "all-or-nothing", false, "validate all events first, and publish none if one is invalid")
	cmd.Flags().StringVar(&o.mode, "mode", "envelope", "records hold `envelope|binary|structured`: events as they are, or CloudEvents")
	console.Complete(cmd, "mode", slices.Sorted(maps.Keys(recordModes))...)
	flags.AddContract(cmd, &o.contract)
	o.Cluster.Add(cmd)
	return cmd
}

func (o *publishOptions) run(ctx context.Context, files []string) error {
	naming, err := o.Naming()
	if err != nil {
		return err
	}
	mode, ok := recordModes[o.mode]
	if !ok {
		names := slices.Sorted(maps.Keys(recordModes))
		return console.Usage("use --mode envelope, binary or structured", "unknown mode %q%s", o.mode, console.DidYouMean(o.mode, names))
	}
	if err := console.CanRead(files); err != nil {
		return err
	}
	reg, err := flags.EventTypes(o.App, o.contract)
	if err != nil {
		return err
	}
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	run := &publishRun{publishOptions: o, registry: reg, files: files, paths: slices.Clone(files)}
	if o.dryRun {
		return run.validateAll(ctx, naming)
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
		if err := run.validateAll(ctx, naming); err != nil {
			return err
		}
		run.seen = verdict.Tally{}
	}
	publisher, err := kafka.NewPublisher(kafka.PublisherConfig{
		Cluster: target, Topics: naming, DeliveryTimeout: o.Timeout, Mode: mode,
	})
	if err != nil {
		return flags.ClusterFailed(err)
	}
	// After Ctrl-C, Close does not wait for acknowledgements. Events without one have been
	// reported above.
	defer func() { _ = publisher.Close(ctx) }()
	return run.publish(ctx, publisher)
}

// publishRun is one run of the command.
type publishRun struct {
	*publishOptions
	registry *events.Registry
	files    []string // as named on the command line
	paths    []string // the files that are read instead
	seen     verdict.Tally
}

// each validates each document, and calls visit for valid events.
func (r *publishRun) each(ctx context.Context, visit func(events.Any, verdict.Verdict) error, idle func() error) error {
	for i, file := range r.files {
		err := r.EachDocumentOr(ctx, r.paths[i], func(d documents.Document) error {
			e, v := verdict.Validate(r.registry, file, d)
			r.seen.Add(v)
			if !v.Valid {
				return v.Print(r.App, r.Err, r.ErrTerminal)
			}
			return visit(e, v)
		}, idle)
		if err != nil {
			return err
		}
	}
	return nil
}

// validateAll publishes nothing. It prints what a dry run prints.
func (r *publishRun) validateAll(ctx context.Context, naming kafka.Naming) error {
	topics := make(map[string]int)
	err := r.each(ctx, func(e events.Any, _ verdict.Verdict) error {
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
		r.Say("%s, %s invalid; nothing was published", console.Count(r.seen.Valid, "valid event"), console.Thousands(r.seen.Invalid))
	case r.seen.Invalid > 0:
		r.Say("nothing was published: %s invalid, %s valid", console.Thousands(r.seen.Invalid), console.Thousands(r.seen.Valid))
		if err := r.printCounts(&batch{}); err != nil {
			return err
		}
	}
	if r.seen.Invalid > 0 {
		return console.Findings()
	}
	return nil
}

// printTopics prints how many events would go to each topic.
func (r *publishRun) printTopics(topics map[string]int) error {
	for _, topic := range slices.Sorted(maps.Keys(topics)) {
		if r.JSON() {
			if err := r.Encode(wouldPublish{topic, topics[topic]}); err != nil {
				return err
			}
			continue
		}
		if _, err := fmt.Fprintf(r.Out, "%s: %s\n", topic, console.Count(topics[topic], "event")); err != nil {
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
	sending := &batch{publisher: publisher, refused: func(v verdict.Verdict) error {
		r.seen.Valid--
		r.seen.Add(v)
		return v.Print(r.App, r.Err, r.ErrTerminal)
	}}
	send := func() error { return sending.send(ctx) }
	err := r.each(ctx, func(e events.Any, v verdict.Verdict) error { return sending.add(ctx, e, v) }, send)
	if err == nil {
		err = send()
	}
	if err == nil || r.seen != (verdict.Tally{}) {
		text := console.Count(sending.published, "event") + " published"
		if sending.unsure > 0 {
			text += ", " + console.Thousands(sending.unsure) + " more possibly"
		}
		r.Say("%s, %s invalid", text, console.Thousands(r.seen.Invalid))
	}
	if (err != nil || r.seen.Invalid > 0) && sending.published+sending.unsure > 0 {
		r.Say("note: publishing them again makes duplicates with the same ids: leave them out of the next run")
	}
	if written := r.printCounts(sending); err == nil {
		err = written
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return flags.ClusterFailed(err)
	case r.seen.Invalid > 0:
		return console.Findings()
	}
	return nil
}

// printCounts prints the last line in JSON format.
func (r *publishRun) printCounts(sending *batch) error {
	if !r.JSON() {
		return nil
	}
	return r.Encode(struct {
		Read      int `json:"read"`
		Published int `json:"published"`
		Unsure    int `json:"unsure,omitempty"` // may have been published
		Invalid   int `json:"invalid"`
	}{r.seen.Valid + r.seen.Invalid, sending.published, sending.unsure, r.seen.Invalid})
}
