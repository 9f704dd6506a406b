package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/examples/movies"
	"github.com/mediamesh/events/kafka"
	"github.com/spf13/cobra"
)

type demoOptions struct {
	*app
	brokers []string
}

func newDemo(a *app) *cobra.Command {
	o := &demoOptions{app: a}
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Send 3,201 films through a broker and index them",
		Long: `demo turns 3,201 real films into content.created events and publishes them. A
search indexer consumes them and publishes search.indexed for each. Ten films
have titles that are no strings; the contract refuses them.

The broker is embedded and in memory, unless --brokers names a cluster. Topics
there begin with demo- and the time, and are left behind.`,
		Example: `  mediamesh demo
  mediamesh demo --format json
  mediamesh demo --brokers localhost:9092`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.Flags().StringSliceVarP(&o.brokers, "brokers", "b", nil, "`host:port` of a cluster to use in place of the embedded broker")
	return cmd
}

// demoSummary is what the demo prints. It adds up: read is published and
// rejected, consumed is published, and indexed is consumed.
type demoSummary struct {
	CorrelationID string      `json:"correlationId"`
	Read          int         `json:"read"`
	Published     int         `json:"published"`
	Rejected      int         `json:"rejected"`
	Consumed      int         `json:"consumed"`
	Indexed       int         `json:"indexed"`
	Rejections    []rejection `json:"rejections"`
	DurationMs    int64       `json:"durationMs"`
}

type rejection struct {
	Film       int                `json:"film"` // from 1, in the order of the file
	EventID    string             `json:"eventId"`
	Violations []events.Violation `json:"violations"`
}

func (o *demoOptions) run(ctx context.Context) error {
	began := time.Now()
	if len(o.brokers) == 0 {
		b, err := broker.Start(broker.Config{})
		if err != nil {
			return failed(err, "")
		}
		defer b.Close()
		o.brokers = b.Addrs()
	}
	d := &demo{
		demoOptions: o,
		naming:      kafka.Prefixed("demo-"+began.UTC().Format("20060102t150405.000")+"-", kafka.PerDomain),
		summary:     demoSummary{CorrelationID: "demo-" + began.UTC().Format(time.RFC3339), Rejections: []rejection{}},
	}
	var err error
	if d.publisher, err = kafka.NewPublisher(kafka.PublisherConfig{Brokers: o.brokers, Topics: d.naming}); err != nil {
		return failed(err, "")
	}
	defer d.publisher.Close()
	for _, step := range []func(context.Context) error{d.publish, d.index, d.count} {
		err := step(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return failed(err, "")
		}
	}
	d.summary.DurationMs = time.Since(began).Milliseconds()
	return d.print()
}

// demo is one run.
type demo struct {
	*demoOptions
	naming    kafka.Naming
	publisher *kafka.Publisher
	summary   demoSummary
}

// publish makes an event of each film, and publishes those that the contract
// lets pass.
func (d *demo) publish(ctx context.Context) error {
	films, err := movies.Read()
	if err != nil {
		return err
	}
	p := d.progress("publishing", len(films))
	defer p.end()
	const most = 500
	var batch []events.Message
	for i, f := range films {
		d.summary.Read++
		e, err := d.event(i+1, f)
		if err != nil {
			return err
		}
		if e != nil {
			batch = append(batch, e)
		}
		if len(batch) == most || i == len(films)-1 {
			if err := d.publisher.Publish(ctx, batch...); err != nil {
				return err
			}
			d.summary.Published += len(batch)
			batch = nil
			p.at(i + 1)
		}
	}
	return nil
}

// event returns a film's event, nil if the contract refuses it.
func (d *demo) event(number int, f movies.Film) (events.Message, error) {
	document, err := f.Document(number, d.summary.CorrelationID, time.Now())
	if err != nil {
		return nil, err
	}
	e, err := events.Unmarshal[content.Created](document)
	var invalid *events.InvalidError
	switch {
	case errors.As(err, &invalid):
		d.summary.Rejected++
		d.summary.Rejections = append(d.summary.Rejections, rejection{Film: number, EventID: invalid.EventID, Violations: invalid.Violations})
		return nil, nil
	case err != nil:
		return nil, err
	}
	return e, nil
}

// index consumes what was published, and publishes search.indexed for each.
func (d *demo) index(ctx context.Context) error {
	p := d.progress("indexing", d.summary.Published)
	defer p.end()
	return d.consume(ctx, "indexer", func(c *kafka.Consumer) error {
		return kafka.Handle(c, func(ctx context.Context, e events.Event[content.Created]) error {
			err := d.publisher.Publish(ctx, events.New("search-indexer", search.Indexed{
				ContentID: e.Payload.ContentID, ContentType: e.Payload.ContentType, Title: e.Payload.Title,
				IndexedAt: time.Now().UTC().Truncate(time.Millisecond), IndexVersion: "1",
			}, events.CorrelationID(e.Metadata.CorrelationID)))
			if err == nil && e.Metadata.CorrelationID == d.summary.CorrelationID {
				d.summary.Consumed++
				p.at(d.summary.Consumed)
			}
			return err
		})
	})
}

// count consumes what the indexer published.
func (d *demo) count(ctx context.Context) error {
	p := d.progress("counting", d.summary.Consumed)
	defer p.end()
	return d.consume(ctx, "counter", func(c *kafka.Consumer) error {
		return kafka.Handle(c, func(_ context.Context, e events.Event[search.Indexed]) error {
			if e.Metadata.CorrelationID == d.summary.CorrelationID {
				d.summary.Indexed++
				p.at(d.summary.Indexed)
			}
			return nil
		})
	})
}

// consume runs a consumer to the end of its topic.
func (d *demo) consume(ctx context.Context, role string, handle func(*kafka.Consumer) error) error {
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Brokers: d.brokers, Group: d.summary.CorrelationID + "-" + role, Registry: catalog.Registry(),
		Naming: d.naming, ExitAtEnd: true, Logger: slog.New(slog.NewTextHandler(d.Err, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		return err
	}
	if err := handle(c); err != nil {
		return err
	}
	return c.Run(ctx)
}

// print prints the summary. Numbers that do not add up are a failure.
func (d *demo) print() error {
	s := d.summary
	if d.json() {
		enc := json.NewEncoder(d.out)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(d.out, "read       %6s films\n", thousands(s.Read))
		fmt.Fprintf(d.out, "published  %6s content.created\n", thousands(s.Published))
		fmt.Fprintf(d.out, "rejected   %6s\n", thousands(s.Rejected))
		for _, r := range s.Rejections {
			for _, v := range r.Violations {
				fmt.Fprintf(d.out, "             film %d: %s\n", r.Film, v)
			}
		}
		fmt.Fprintf(d.out, "consumed   %6s content.created\n", thousands(s.Consumed))
		fmt.Fprintf(d.out, "indexed    %6s search.indexed\n", thousands(s.Indexed))
		fmt.Fprintf(d.out, "in %.1f s, all with the correlation id %s\n", float64(s.DurationMs)/1000, s.CorrelationID)
	}
	if s.Read != s.Published+s.Rejected || s.Consumed != s.Published || s.Indexed != s.Consumed {
		return failed(errors.New("the numbers do not add up: events were lost, or came more than once"), "run it again; if it stays so, please report it")
	}
	return nil
}
