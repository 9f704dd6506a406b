package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/mediamesh/events/bench/internal/delivery"
)

const usage = `Usage: go -C bench run ./delivery [flags]

Measures publishing and consuming, and what others do of the same, in turns on one
cluster, and prints a table for each case. Without -brokers it starts the embedded
broker, in a process of its own, with its data in a folder that is removed again.

A ratio is taken within a round; "low" and "high" are its quartiles over the
rounds. Above each table stands what it is a ratio of. A claim that is missed says
so, and is not a failure: machines differ.

With -json it prints a line for each figure instead:
  {"case","peer","ratio","low","high","ns","mbps","perSecond","cpu","heap","resident","atLeast","atMost","met"}

Flags:
`

// options is what the flags say.
type options struct {
	json     bool
	brokers  []string // none: the embedded one
	profiles string
	sizes    delivery.Sizes
	cases    []delivery.Case
}

// parse reads the flags. It has said what is wrong with them.
func parse(args []string, stdout, stderr io.Writer) (options, error) {
	var o options
	var brokers, pick string
	var quick bool
	var rounds int
	f := flag.NewFlagSet("delivery", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.BoolVar(&o.json, "json", false, "print a JSON line for each figure")
	f.BoolVar(&quick, "quick", false, "take under a minute: short turns, few rounds, a tenth of the backlog")
	f.StringVar(&pick, "run", "", "only cases that match `REGEX`, such as delivery/publish")
	f.StringVar(&brokers, "brokers", "", "a cluster's addresses, a `LIST` of host:port (default: start the embedded broker)")
	f.IntVar(&rounds, "rounds", 0, "how often each side takes its turn (default 11, with -quick 3)")
	f.StringVar(&o.profiles, "cpuprofile", "", "write a CPU profile of each side to `DIR`")
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
	switch {
	case err != nil:
	case f.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", f.Arg(0))
	case rounds < 0:
		err = fmt.Errorf("-rounds %d: want at least 1", rounds)
	default:
		err = o.complete(brokers, pick, quick, rounds)
	}
	if err != nil {
		fmt.Fprintf(stderr, "delivery: %v\n\n", err)
		help(stderr)
	}
	return o, err
}

// complete settles what follows from several flags.
func (o *options) complete(brokers, pick string, quick bool, rounds int) error {
	if o.sizes = delivery.Full; quick {
		o.sizes = delivery.Quick
	}
	if rounds > 0 {
		o.sizes.Rounds = rounds
	}
	if brokers != "" {
		o.brokers = strings.Split(brokers, ",")
	}
	wanted, err := regexp.Compile(pick)
	if err != nil {
		return fmt.Errorf("-run: %w", err)
	}
	for _, c := range delivery.Cases() {
		if wanted.MatchString(o.name(c)) {
			o.cases = append(o.cases, c)
		}
	}
	if len(o.cases) == 0 {
		return fmt.Errorf("-run %q matches no case", pick)
	}
	return nil
}

// name is a case's name with the broker that it runs on,
// "delivery/publish/async/broker=embedded".
func (o *options) name(c delivery.Case) string {
	broker := "embedded"
	if len(o.brokers) > 0 {
		broker = "given"
	}
	return fmt.Sprintf("delivery/%s/broker=%s", c.Name, broker)
}
