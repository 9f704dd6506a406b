package topics

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/examples/movies"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/spf13/cobra"
)

type demoOptions struct {
	*console.App
	flags.Connection
}

func newDemo(a *console.App) *cobra.Command {
	o := &demoOptions{App: a}
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Send 3,201 films through a broker to a search index",
		Long: `demo turns 3,201 real films into content.created events and publishes them. A
search indexer consumes them and publishes search.indexed for each, which are
consumed in turn. Ten films have titles that are not strings: the contract
rejects them. It ends by itself, with a summary that adds up.

The broker is embedded and in memory, unless --brokers names a cluster. Topics
and groups there begin with demo- and the time, and are not deleted.`,
		Example: `  mediamesh demo
  mediamesh demo --format json | jq .indexed
  mediamesh demo --brokers localhost:9092`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Connection.AddWith(cmd, nil, "`host:port` of a cluster to use instead of an embedded broker")
	return cmd
}

func (o *demoOptions) run(ctx context.Context) error {
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	where := "a cluster"
	if len(target.Brokers) == 0 {
		b, err := broker.Start(broker.Config{})
		if err != nil {
			return console.Failed(err, "")
		}
		defer b.Close()
		// The embedded broker has no security, so connection settings do not apply to it.
		target, where = cluster.Config{Brokers: b.Addrs(), ConnectTimeout: o.Timeout}, "an embedded broker"
	}
	prefix := "demo-" + time.Now().UTC().Format("20060102t150405.000") + "-"
	o.Say("3,201 films by %s on %s, into topics %scontent.events and %ssearch.events", where, strings.Join(target.Brokers, ","), prefix, prefix)

	// Components that fail at the same time would each report it, a hundred times.
	if _, err := kafka.TopicNames(ctx, target); err != nil && ctx.Err() == nil {
		return flags.ClusterFailed(err)
	}
	bar := o.Progress("indexing", movies.Total)
	summary, err := movies.Run(ctx, movies.Config{
		Cluster: target, Prefix: prefix, Timeout: o.Timeout, CorrelationID: strings.TrimSuffix(prefix, "-"), Logger: o.Warnings(),
		Progress: func(c movies.Counts) { bar.At(c.Rejected + c.Indexed) },
	})
	bar.End()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return flags.ClusterFailed(err)
	}
	if err := o.print(summary); err != nil {
		return err
	}
	if !summary.AddUp() {
		return console.Failed(errors.New("the numbers do not add up: events were lost"), "run it again; if it happens again, please report it")
	}
	return nil
}

// demoRejection is a rejection with violations, in the form that validate prints.
type demoRejection struct {
	Film       int                 `json:"film"`
	Line       int                 `json:"line"`
	Violations []verdict.Violation `json:"violations"`
}

func (o *demoOptions) print(s movies.Summary) error {
	rejections := []demoRejection{}
	for _, r := range s.Rejections {
		one := demoRejection{Film: r.Film, Line: r.Line}
		for _, v := range r.Violations {
			one.Violations = append(one.Violations, verdict.Violation{Pointer: v.Pointer, Rule: v.Rule, Message: v.Message})
		}
		rejections = append(rejections, one)
	}
	if o.JSON() {
		enc := json.NewEncoder(o.Out)
		enc.SetEscapeHTML(false)
		return enc.Encode(struct {
			movies.Summary
			Rejections []demoRejection `json:"rejections"`
		}{s, rejections})
	}
	paint := console.Painter(o.Colour(o.OutTerminal))
	for _, row := range []struct {
		name string
		n    int
		what string
	}{
		{"read", s.Read, "films"},
		{"published", s.Published, "content.created"},
		{"rejected", s.Rejected, "by the contract"},
		{"consumed", s.Consumed, "content.created, by the search indexer"},
		{"indexed", s.Indexed, "search.indexed"},
	} {
		fmt.Fprintf(o.Out, "%-10s %s %s\n", row.name, paint.Bold(fmt.Sprintf("%6s", console.Thousands(row.n))), row.what)
	}
	fmt.Fprintf(o.Out, "\nin %.1f s, each with the correlation id %s\n", float64(s.DurationMS)/1000, s.CorrelationID)
	if len(rejections) > 0 {
		fmt.Fprintf(o.Out, "\nrejected films, by their lines in examples/movies/movies.json.gz:\n")
	}
	for _, r := range rejections {
		var broken []string
		for _, v := range r.Violations {
			broken = append(broken, fmt.Sprintf("%s (%s)", v, v.Rule))
		}
		fmt.Fprintf(o.Out, "  line %-5d %s\n", r.Line, paint.Red(strings.Join(broken, "; ")))
	}
	return nil
}
