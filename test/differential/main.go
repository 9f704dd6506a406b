// Differential has four judges judge documents that are nearly events, and says
// where they disagree. See README.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/mediamesh/events/test/differential/internal/campaign"
	"github.com/mediamesh/events/test/differential/internal/judge"
	"github.com/mediamesh/events/test/differential/internal/mutate"
)

// Where things are, from the folder that this is run in.
const (
	ajvFolder = "../ajv"
	seedsFile = "testdata/seeds.txt"
)

type options struct {
	n, seed uint64
	at      int64
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run returns the exit code: 1 for a disagreement or if nothing could be
// judged, 2 for wrong usage.
func run(args []string, stdout, stderr io.Writer) int {
	var o options
	flags := flag.NewFlagSet("differential", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Uint64Var(&o.n, "n", 100_000, "judge `N` documents")
	flags.Uint64Var(&o.seed, "seed", 1, "the documents of seed `S`; the same seed is the same documents")
	flags.Int64Var(&o.at, "at", -1, "print document `N` of the seed and judge no others")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "differential: unexpected argument %q\n", flags.Arg(0))
		return 2
	}
	disagreements, err := judgeAll(o, stdout, stderr)
	if err != nil {
		fmt.Fprintln(stderr, "differential:", err)
		return 1
	}
	if disagreements > 0 {
		return 1
	}
	return 0
}

func judgeAll(o options, stdout, stderr io.Writer) (disagreements int, err error) {
	schemas, err := campaign.Published(nil)
	if err != nil {
		return 0, err
	}
	if err := judge.InstallAjv(ajvFolder); err != nil {
		return 0, err
	}
	if o.at >= 0 {
		return judgeOne(o, schemas, stdout, stderr)
	}
	var replayed, report campaign.Report
	if err := campaign.Replay(seedsFile, schemas, ajvFolder, &replayed); err != nil {
		return 0, err
	}
	fmt.Fprintln(stdout, seedsFile+":", replayed.Summary())
	known, disagreements := replayed.Disagreements()
	show(stdout, known)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	defer progress(stderr, &report)()
	c := campaign.Campaign{Seed: o.seed, Count: o.n, Schemas: schemas, Ajv: ajvFolder}
	start := time.Now()
	if err := c.Run(ctx, &report); err != nil {
		return 0, err
	}
	took := time.Since(start)
	report.WriteKinds(stdout)
	found, n := report.Disagreements()
	show(stdout, found)
	fmt.Fprintf(stdout, "seed %d, %v, %.0f a second: %s\n", o.seed, took.Round(time.Second), float64(report.Tried())/took.Seconds(), report.Summary())
	return disagreements + n, campaign.Remember(seedsFile, found)
}

func show(w io.Writer, list []campaign.Disagreement) {
	for _, d := range list {
		fmt.Fprintln(w, d)
	}
}

// judgeOne prints a document to stdout, and what the judges say to stderr.
func judgeOne(o options, schemas []campaign.Schema, stdout, stderr io.Writer) (disagreements int, err error) {
	source, err := mutate.NewSource(o.seed)
	if err != nil {
		return 0, err
	}
	bench, err := campaign.NewBench(schemas, ajvFolder)
	if err != nil {
		return 0, err
	}
	bench.Add(uint64(o.at), source.Document(uint64(o.at)))
	cases, err := bench.Judge()
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(stdout, "%s\n", cases[0].Data)
	fmt.Fprintln(stderr, cases[0].String())
	return len(cases[0].Disagreements), bench.Close()
}

// progress says now and then how far the campaign is, until it is stopped.
func progress(w io.Writer, r *campaign.Report) (stop func()) {
	ticker, done := time.NewTicker(30*time.Second), make(chan bool)
	go func() {
		for {
			select {
			case <-ticker.C:
				fmt.Fprintln(w, r.Summary())
			case <-done:
				return
			}
		}
	}()
	return func() { ticker.Stop(); close(done) }
}
