package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"time"

	"github.com/mediamesh/events/bench/internal/ajv"
	"github.com/mediamesh/events/bench/internal/bout"
	"github.com/mediamesh/events/bench/internal/pair"
	"github.com/mediamesh/events/bench/internal/report"
)

// measure measures the picked cases. Figures go to stdout, JSON as they come;
// progress goes to stderr.
func measure(o options, stdout, stderr io.Writer) (err error) {
	node, err := ajv.Start("node")
	if err != nil {
		fmt.Fprintf(stderr, "without Node: %v\n", err)
	} else {
		defer node.Close()
	}
	stop, err := profile(o.profile)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, stop()) }()

	unpaired, err := bout.Unpaired()
	if err != nil {
		return err
	}
	for _, event := range unpaired {
		fmt.Fprintf(stderr, "without %s, which has no peers yet: go -C bench generate ./...\n", event)
	}
	machine := describe(node)
	fmt.Fprintln(stderr, machine)
	var results []report.Result
	for _, gogc := range o.gogc {
		debug.SetGCPercent(gogc)
		for i, b := range o.cases {
			if !o.picks(b, gogc) {
				continue
			}
			fmt.Fprintf(stderr, "%d/%d %s\n", i+1, len(o.cases), report.Case(b.Name(), gogc))
			r, err := one(o, b, gogc, node)
			if err != nil {
				return err
			}
			results = append(results, r)
			if o.json {
				if err := report.JSON(stdout, r); err != nil {
					return err
				}
			}
		}
	}
	if o.json {
		return report.SummaryJSON(stdout, results)
	}
	return report.Table(stdout, machine, results)
}

func one(o options, b bout.Bout, gogc int, node *ajv.Node) (report.Result, error) {
	contenders, err := b.Contenders(node)
	if err != nil {
		return report.Result{}, err
	}
	figures, err := meter(o, b.Kind).Run(contenders)
	if err != nil {
		return report.Result{}, fmt.Errorf("%s: %w", b.Name(), err)
	}
	return report.Result{Kind: b.Kind, Event: b.Event, Example: b.Example, Name: b.Name(), GOGC: gogc, Figures: figures}, nil
}

// meter has turns that are long beside a garbage collection, which each
// contender pays for itself then.
//
// Of hostile shapes there are very many, and what is asked is whether they are
// far from the normal event, not by how many percent.
func meter(o options, kind string) *pair.Meter {
	m := &pair.Meter{Rounds: 21, Slice: 10 * time.Millisecond, Now: time.Now, Allocated: allocated}
	switch {
	case kind == "hostile" && o.quick:
		m.Rounds, m.Slice = 5, time.Millisecond/2
	case kind == "hostile":
		m.Rounds, m.Slice = 11, 5*time.Millisecond
	case o.quick:
		m.Rounds, m.Slice = 9, 3*time.Millisecond
	}
	return m
}

func allocated() (mallocs, bytes uint64) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.Mallocs, stats.TotalAlloc
}

// profile starts a CPU profile, if there is a file for it, and returns what
// ends it.
func profile(file string) (stop func() error, err error) {
	if file == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, firstError(err, f.Close())
	}
	return func() error {
		pprof.StopCPUProfile()
		return f.Close()
	}, nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
