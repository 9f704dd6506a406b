package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/mediamesh/events/internal/cli/documents"
	"github.com/mediamesh/events/kafka"
	"github.com/spf13/cobra"
)

type publishOptions struct {
	*app
	clusterFlags
	contract string
	mode     string
}

// recordModes are the ways in which records may hold events, by the names that
// --mode has for them.
var recordModes = map[string]kafka.Mode{
	"envelope": kafka.Envelope, "binary": kafka.CloudEventsBinary, "structured": kafka.CloudEventsStructured,
}

func newPublish(a *app) *cobra.Command {
	o := &publishOptions{app: a}
	cmd := &cobra.Command{
		Use:   "publish [FILE|-]",
		Short: "Validate events and publish them",
		Long: `publish validates events and publishes each to its type's topic, under its key.
It waits for the cluster's acknowledgement. Invalid events are named on standard
error and left out; then it exits 100.

` + inputHelp,
		Example: `  mediamesh publish events.ndjson --brokers localhost:9092
  mediamesh example content.created --count 10 | mediamesh publish
  mediamesh publish events.ndjson --mode structured     # as CloudEvents
  mediamesh publish --contract ../orders/contract orders.ndjson`,
		Args: arguments(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), fileOf(args)) },
	}
	cmd.Flags().StringVar(&o.mode, "mode", "envelope", "records hold `envelope|binary|structured`: events as they are, or CloudEvents")
	complete(cmd, "mode", slices.Sorted(maps.Keys(recordModes))...)
	contractFlag(cmd, &o.contract)
	o.clusterFlags.add(cmd)
	return cmd
}

func (o *publishOptions) run(ctx context.Context, file string) error {
	naming, err := o.naming()
	if err != nil {
		return err
	}
	mode, ok := recordModes[o.mode]
	if !ok {
		names := slices.Sorted(maps.Keys(recordModes))
		return usage("use --mode envelope, binary or structured", "there is no mode %q%s", o.mode, didYouMean(o.mode, names))
	}
	reg, err := o.registryOf(o.contract)
	if err != nil {
		return err
	}
	cluster, err := o.connection(o.app)
	if err != nil {
		return err
	}
	publisher, err := kafka.NewPublisher(kafka.PublisherConfig{
		Brokers: cluster.Brokers, Security: cluster.Security, Topics: naming, DeliveryTimeout: o.timeout, Mode: mode,
	})
	if err != nil {
		return clusterFailed(err)
	}
	// After Ctrl-C nobody waits for what the cluster may never acknowledge. What
	// it did not has been told already.
	defer func() { _ = publisher.Close(ctx) }()

	var seen tally
	sending := &batch{publisher: publisher, refused: func(v verdict) error {
		seen.valid--
		seen.add(v)
		return o.printVerdict(o.Err, o.ErrTerminal, v)
	}}
	send := func() error { return sending.send(ctx) }
	err = o.eachDocumentOr(ctx, file, func(d documents.Document) error {
		e, v := judge(reg, file, d)
		seen.add(v)
		if !v.Valid {
			return o.printVerdict(o.Err, o.ErrTerminal, v)
		}
		return sending.add(ctx, e, v)
	}, send)
	if err == nil {
		err = send()
	}
	o.say("%s published, %s invalid", count(sending.published, "event"), thousands(seen.invalid))
	if o.json() {
		line, _ := json.Marshal(struct {
			Read      int `json:"read"`
			Published int `json:"published"`
			Invalid   int `json:"invalid"`
		}{seen.valid + seen.invalid, sending.published, seen.invalid})
		fmt.Fprintf(o.out, "%s\n", line)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return clusterFailed(err)
	case seen.invalid > 0:
		return findings()
	}
	return nil
}
