package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/mediamesh/events/bench/internal/delivery"
)

// measure measures the picked cases. Figures go to stdout as they come, progress
// to stderr.
func measure(ctx context.Context, o options, stdout, stderr io.Writer) (err error) {
	b := &delivery.Bench{Brokers: o.brokers, Sizes: o.sizes, Profiles: o.profiles}
	if b.Profiles != "" {
		if err := os.MkdirAll(b.Profiles, 0o755); err != nil {
			return err
		}
	}
	if len(b.Brokers) == 0 {
		addrs, stop, failed := delivery.StartBroker()
		if failed != nil {
			return failed
		}
		defer func() { err = errors.Join(err, stop()) }()
		b.Brokers = addrs
	}
	for i, c := range o.cases {
		name := o.name(c)
		fmt.Fprintf(stderr, "%d/%d %s\n", i+1, len(o.cases), name)
		list, err := b.Run(ctx, c)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if o.json {
			err = delivery.JSON(stdout, name, list)
		} else {
			err = delivery.Table(stdout, name, c.About, list)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
