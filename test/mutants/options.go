package main

import (
	"flag"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"
)

// defaultPackages are the packages that are measured unless others are named.
const defaultPackages = "./wire,./internal/compat,./internal/migration,./internal/gen,./registry,./eventstest,./kafka/..."

// options are the command line.
type options struct {
	packages    []string
	seed        string
	count       int
	jobs        int
	budget      time.Duration
	min         float64
	memory      int64 // bytes
	equivalents string
	list        bool
	check       bool
	fresh       bool
	run         string

	cache   string        // directory for what is kept between runs; "" is the user's
	suites  []rule        // which suites run on which packages
	timeout time.Duration // what a portion of tests may take, besides five times as long as usual
}

// sampleSize is the number of mutants from which on a score is compared with
// scoreOfSample. In a smaller sample no mutant may survive.
const (
	sampleSize    = 200
	scoreOfSample = 95
)

func parse(args []string, stderr io.Writer) (options, error) {
	o := options{suites: alsoTestedBy, timeout: 10 * time.Second}
	f := flag.NewFlagSet("mutants", flag.ContinueOnError)
	f.SetOutput(stderr)
	packages := f.String("packages", defaultPackages, "patterns of the packages to change, as in go list, with commas between them")
	f.StringVar(&o.seed, "seed", "1", "any text; the same seed chooses the same mutants, and most of them after an edit")
	f.IntVar(&o.count, "count", 0, "number of mutants to choose; 0 is all")
	f.IntVar(&o.jobs, "jobs", max(1, runtime.NumCPU()/2), "number of mutants that run in parallel")
	f.DurationVar(&o.budget, "budget", 0, "time after which to stop, with the results so far; 0 is no limit")
	f.Float64Var(&o.min, "min", -1, fmt.Sprintf("lowest score in percent; %d for %d mutants and more unless given, otherwise 100", scoreOfSample, sampleSize))
	memory := f.Int64("memory", 3072, "memory in MiB that a test binary may use")
	f.StringVar(&o.equivalents, "equivalents", "", "file of declared equivalents (default test/mutants/equivalent.txt in the module)")
	f.BoolVar(&o.list, "list", false, "print the chosen mutants and do not run them")
	f.BoolVar(&o.check, "check-equivalents", false, "run the declared equivalents instead, and fail if a test notices one")
	f.BoolVar(&o.fresh, "fresh", false, "find again which tests reach which code, as after changes of other packages")
	f.StringVar(&o.run, "run", "", "run the mutant with this `ID` only, and show its diff")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q; name packages with -packages", f.Arg(0))
	}
	if o.jobs < 1 || o.count < 0 {
		return o, fmt.Errorf("-jobs has to be positive and -count must not be negative")
	}
	o.packages = strings.Split(*packages, ",")
	o.memory = *memory << 20
	return o, nil
}

// minimum returns the lowest score for a number of mutants.
func (o options) minimum(mutants int) float64 {
	switch {
	case o.min >= 0:
		return o.min
	case mutants >= sampleSize:
		return scoreOfSample
	default:
		return 100
	}
}
