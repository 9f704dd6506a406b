//go:build unix

// Command chaos publishes and consumes events by the library while it kills,
// pauses and cuts off all that takes part, and has an independent checker judge
// whether an event was lost, or handled out of order. With -control it has the
// checker judge broken consumers and publishers as well, which it must find out.
// See docs/reliability.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/mediamesh/events/test/chaos/broken"
	"github.com/mediamesh/events/test/chaos/campaign"
	"github.com/mediamesh/events/test/chaos/cluster"
	"github.com/mediamesh/events/test/chaos/load"
)

func main() {
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		os.Exit(part(os.Args[1], os.Args[2:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// part runs one of a campaign's processes.
func part(role string, args []string) int {
	var err error
	switch {
	case role == cluster.Role && len(args) == 2:
		err = cluster.Serve(args[0], args[1])
	case role == campaign.ConsumerRole && len(args) == 3:
		var group int
		if group, err = strconv.Atoi(args[1]); err == nil {
			err = load.Consume(args[0], group, args[2])
		}
	case role == campaign.ReplayRole && len(args) == 2:
		var group int
		if group, err = strconv.Atoi(args[1]); err == nil {
			err = load.Replay(args[0], group)
		}
	case role == campaign.RedriveRole && len(args) >= 2:
		err = load.Redrive(args[0], args[1], len(args) > 2)
	case role == campaign.PublisherRole && len(args) == 2:
		var number int
		if number, err = strconv.Atoi(args[1]); err == nil {
			err = load.Publish(args[0], number)
		}
	case role == broken.ConsumerRole && len(args) == 2:
		err = broken.Consume(args[0], args[1])
	case role == broken.RedriveRole && len(args) == 1:
		err = broken.Redrive(args[0])
	case role == broken.ReplayRole && len(args) == 1:
		err = broken.Replay(args[0])
	case role == broken.PublisherRole && len(args) == 1:
		err = broken.Publish(args[0])
	default:
		fmt.Fprintf(os.Stderr, "chaos: no part %q: want only flags\n", role)
		return usageCode
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		return failureCode
	}
	return 0
}

// The exit codes.
const (
	failureCode = 1
	usageCode   = 2
)

type options struct {
	seed     uint64
	duration time.Duration
	every    time.Duration
	events   int
	brokers  string
	control  string
	format   string
	dir      string
	quiet    bool
}

const help = `Usage: go run ./test/chaos [flags]

Publishes and consumes events while processes are killed and paused, connections
cut and answers lost, and judges the outcome. Exit code 0 if nothing was lost or
out of order, and each control was caught; 1 otherwise; 2 for wrong usage.

  go run ./test/chaos -seed 7 -duration 1m -control all
  go run ./test/chaos -seed 7 -duration 30m -events 1500000 -brokers real
  go run ./test/chaos -duration 0 -control drop-on-revoke

`

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("chaos", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, help)
		flags.PrintDefaults()
	}
	flags.Uint64Var(&o.seed, "seed", 1, "`N` stands for one plan of faults and one mix of events")
	flags.DurationVar(&o.duration, "duration", time.Minute, "how long events are sent and things are broken; 0 for controls alone")
	flags.DurationVar(&o.every, "every", 1200*time.Millisecond, "between two faults, on average")
	flags.IntVar(&o.events, "events", 150_000, "how many events are sent at most")
	flags.StringVar(&o.brokers, "brokers", "embedded", "embedded; real, which starts three nodes by test/kafka/kafka; or `host:port,…`, whose nodes are left alone")
	flags.StringVar(&o.control, "control", "", "`NAME` of a broken variant that the checker must catch, or all")
	flags.StringVar(&o.format, "format", "text", "text or json")
	flags.StringVar(&o.dir, "dir", "", "where journals and logs are kept; a directory that is removed unless something is found, if empty")
	flags.BoolVar(&o.quiet, "q", false, "say nothing on the way")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	problem := ""
	switch {
	case flags.NArg() > 0:
		problem = fmt.Sprintf("there are only flags, no argument %q", flags.Arg(0))
	case o.format != "text" && o.format != "json":
		problem = fmt.Sprintf("-format %s: want text or json", o.format)
	case o.duration < 0 || o.every <= 0 || o.events < 0:
		problem = "-duration, -every and -events cannot be negative"
	case o.duration == 0 && o.control == "":
		problem = "-duration 0 wants -control"
	case o.control != "" && o.control != "all" && broken.Find(o.control) == nil:
		problem = fmt.Sprintf("-control %s: want all, or one of %s", o.control, strings.Join(broken.Names(), ", "))
	}
	if problem != "" {
		fmt.Fprintln(stderr, "chaos:", problem)
		return o, errors.New(problem)
	}
	return o, nil
}

// run runs what the arguments ask for, and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return usageCode
	}
	s := &summary{Seed: o.seed, Brokers: o.brokers}
	dir, remove, err := directory(o.dir)
	if err == nil {
		err = all(ctx, o, dir, s, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "chaos:", err)
		return failureCode
	}
	if err := s.write(stdout, o.format); err != nil {
		fmt.Fprintln(stderr, "chaos:", err)
		return failureCode
	}
	if !s.ok() {
		fmt.Fprintln(stderr, "chaos: journals and logs are in", dir)
		return failureCode
	}
	if remove {
		os.RemoveAll(dir)
	}
	return 0
}

// directory makes the directory that is asked for, or one to be removed.
func directory(dir string) (string, bool, error) {
	if dir == "" {
		dir, err := os.MkdirTemp("", "chaos-")
		return dir, true, err
	}
	return dir, false, os.MkdirAll(dir, 0o700)
}

// all runs the campaign and the controls.
func all(ctx context.Context, o options, dir string, s *summary, stderr io.Writer) error {
	var progress io.Writer
	if !o.quiet {
		progress = &shared{to: stderr}
	}
	if o.duration > 0 {
		on, err := start(o.brokers, dir)
		if err != nil {
			return err
		}
		result, err := campaign.Run(ctx, campaign.Config{
			Seed: o.seed, Duration: o.duration, Every: o.every, Events: o.events, Dir: dir, Progress: progress,
		}, on)
		if err := errors.Join(err, on.Close()); err != nil {
			return err
		}
		s.add(result)
	}
	if o.control == "" {
		return nil
	}
	controls, err := campaign.Controls(ctx, dir, o.control, progress)
	s.controls(controls)
	return err
}

// shared is written to by several at once.
type shared struct {
	mu sync.Mutex
	to io.Writer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.to.Write(p)
}

func start(brokers, dir string) (cluster.Cluster, error) {
	switch brokers {
	case "embedded":
		return cluster.StartEmbedded(dir)
	case "real":
		return cluster.StartReal()
	}
	return cluster.Foreign{Brokers: strings.Split(brokers, ",")}, nil
}
