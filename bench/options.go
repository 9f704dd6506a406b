package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/bench/internal/bout"
	"github.com/mediamesh/events/bench/internal/report"
)

const usage = `Usage: go -C bench run . [flags]

Measures the codec and its peers in turns and prints a table on stdout: first the
geometric means over the full examples of all events, then each case.

A ratio is the peer's time over our time in the same round, so above 1 ours is
faster; "low" and "high" are its quartiles over the rounds (in a geometric mean,
the lowest and highest ratio of a single event). Ratios of scale/… are of the time
for one byte, to that of the smallest. Those of hostile/… are of one byte's time and
one byte's allocated memory, to those of a normal event.

With -json it prints a line for each figure instead:
  {"case","peer","ratio","low","high","ns","mbps","allocs","bytes","memory"}

Flags:
`

// options is what the flags say.
type options struct {
	json    bool
	quick   bool
	pick    *regexp.Regexp // nil: all cases
	gogc    []int
	profile string
	cases   []bout.Bout // those picked at any GOGC
}

// parse reads the flags. It has said what is wrong with them.
func parse(args []string, stdout, stderr io.Writer) (options, error) {
	var o options
	var pick, gogc string
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.BoolVar(&o.json, "json", false, "print a JSON line for each figure")
	f.BoolVar(&o.quick, "quick", false, "take under a minute: short turns, few rounds, and unless -run or -gogc say otherwise no minimal examples, few hostile shapes encoded, and GOGC=100 alone")
	f.StringVar(&pick, "run", "", "only cases that match `REGEX`, such as decode/.*/full/gogc=100")
	f.StringVar(&gogc, "gogc", "", "the GOGC settings to measure at, a `LIST` (default 100,400)")
	f.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile to `FILE`; its label peer tells contenders apart")
	help := func(w io.Writer) {
		fmt.Fprint(w, usage)
		f.SetOutput(w)
		f.PrintDefaults()
	}
	err := f.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		help(stdout)
		return o, err
	}
	if err == nil && f.NArg() > 0 {
		err = fmt.Errorf("unexpected argument %q", f.Arg(0))
	}
	if err == nil {
		err = o.complete(pick, gogc)
	}
	if err != nil {
		fmt.Fprintf(stderr, "bench: %v\n\n", err)
		help(stderr)
	}
	return o, err
}

// complete settles what follows from several flags.
func (o *options) complete(pick, gogc string) (err error) {
	if gogc == "" {
		gogc = "100,400"
		if o.quick {
			gogc = "100"
		}
	}
	for _, text := range strings.Split(gogc, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("-gogc %q: want positive numbers such as 100,400", gogc)
		}
		o.gogc = append(o.gogc, n)
	}
	if pick != "" {
		if o.pick, err = regexp.Compile(pick); err != nil {
			return fmt.Errorf("-run: %w", err)
		}
	}
	all, err := bout.All()
	if err != nil {
		return err
	}
	o.cases = slices.DeleteFunc(all, func(b bout.Bout) bool {
		return !slices.ContainsFunc(o.gogc, func(gogc int) bool { return o.picks(b, gogc) })
	})
	if len(o.cases) == 0 {
		return fmt.Errorf("-run %q matches no case", pick)
	}
	return nil
}

// picks reports whether a case is to be measured.
func (o *options) picks(b bout.Bout, gogc int) bool {
	if o.pick != nil {
		return o.pick.MatchString(report.Case(b.Name(), gogc))
	}
	return !o.quick || !b.Minor
}
