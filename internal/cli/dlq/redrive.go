package dlq

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/spf13/cobra"
)

type redriveOptions struct {
	*console.App
	flags.Connection
	letterFlags
	deadLetterNames
	contract string
	repairs  *repairs // nil for none

	topics    []string
	allTopics bool
	repair    string
	canary    int
	rate      float64
	wait      time.Duration
	dryRun    bool
	yes       bool
	keepGoing bool
	allGroups bool
}

func newRedrive(a *console.App) *cobra.Command {
	o := &redriveOptions{App: a}
	cmd := &cobra.Command{
		Use:   "redrive [TOPIC/PARTITION/OFFSET…] [--topic TOPIC]",
		Short: "Send dead letters back to their original topics",
		Long: `redrive sends dead letters back to their original topics, with their own keys and
headers, for the group that dead-lettered them. It migrates and validates each of
them first. It sends a canary, and the rest after the group has handled the canary.
The first failure ends the redrive: a dead letter that is still invalid, or one that
is dead-lettered again. Dead letters of one key are sent in order.

Select them by position, as mediamesh dlq list shows it, by topic, or from all
dead-letter topics, and with filters. Several topics are redriven one by one.

What was sent is recorded in the topic's ledger, TOPIC.redriven. So a redrive can be
interrupted and run again: nothing is sent twice.

--repair corrects what no migration can, such as events from before the contract. Its
file has repairs, each with the dead letters that it applies to and its steps; see
docs/evolution.md. A repaired event is validated before it is sent; --dry-run shows
what would be done to each dead letter.

It exits 100 if dead letters could not be redriven.`,
		Example: `  mediamesh dlq redrive -t content.events.dlq --dry-run
  mediamesh dlq redrive content.events.dlq/0/17 content.events.dlq/2/4 --yes
  mediamesh dlq redrive --all-topics --reason handler-failed --since -1h --yes
  mediamesh dlq redrive -t content.events.dlq --reason handler-failed --canary 5 --yes
  mediamesh dlq redrive -t content.events.dlq --type content.created --since -1d --rate 50 --yes
  mediamesh dlq redrive -t ingest.events.dlq --repair before-contract.yaml --dry-run`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	flags.AddContract(cmd, &o.contract)
	o.Connection.Add(cmd)
	console.ListVarP(cmd.Flags(), &o.topics, "topic", "t", nil, "dead-letter `TOPIC`; may be given more than once")
	cmd.Flags().BoolVar(&o.allTopics, "all-topics", false, "redrive all dead-letter topics, as mediamesh dlq list shows them")
	o.deadLetterNames.add(cmd)
	o.letterFlags.add(cmd, a, &o.contract)
	o.deadLetterNames.complete(a, cmd, &o.contract)
	cmd.Flags().StringVar(&o.repair, "repair", "", "repair dead letters first, with the repairs in `FILE`")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "check them, and send nothing")
	cmd.Flags().BoolVar(&o.yes, "yes", false, "do not ask before sending")
	cmd.Flags().IntVar(&o.canary, "canary", 1, "send `N` first, and the rest when those are handled")
	cmd.Flags().Float64Var(&o.rate, "rate", 0, "send at most `N` per second (default no limit)")
	cmd.Flags().DurationVar(&o.wait, "handle-timeout", time.Minute, "fail if the group handles nothing of what was sent for this long")
	cmd.Flags().BoolVar(&o.keepGoing, "keep-going", false, "go on after a failure, with other keys")
	cmd.Flags().BoolVar(&o.allGroups, "all-groups", false, "send for all groups of the topic, not only the one that dead-lettered them")
	return cmd
}

func (o *redriveOptions) run(ctx context.Context, args []string) error {
	switch {
	case len(o.topics)+len(args) == 0 && !o.allTopics:
		return console.Usage("mediamesh dlq list shows positions and topics", "dlq redrive needs positions, --topic TOPIC or --all-topics")
	case len(o.topics)+len(args) > 0 && o.allTopics:
		return console.Usage("use one of them", "--all-topics cannot be combined with positions or --topic")
	case o.canary < 1:
		return console.Usage("use --canary 5", "--canary is %d, want 1 or more", o.canary)
	case o.rate < 0, math.IsNaN(o.rate):
		return console.Usage("use --rate 50", "--rate is %v, want records per second, or 0 for no limit", o.rate)
	case o.wait <= 0:
		return console.Usage("use --handle-timeout 1m", "--handle-timeout is %v, want a positive duration", o.wait)
	case !o.dryRun && !o.yes && !o.InTerminal:
		return console.Usage("add --dry-run to look first, or --yes to send", "dlq redrive asks before it sends, and stdin is not a terminal")
	}
	chosen, err := positionsByTopic(args, o.topics)
	if err != nil {
		return err
	}
	for _, c := range chosen {
		if err := o.check(c.topic); err != nil {
			return err
		}
	}
	filter, err := o.filter()
	if err != nil {
		return err
	}
	if o.repairs, err = readRepairs(o.App, o.repair); err != nil {
		return err
	}
	reg, err := flags.EventTypes(o.App, o.contract)
	if err != nil {
		return err
	}
	target, err := o.Resolve(o.App)
	if err != nil {
		return err
	}
	if o.allTopics {
		if chosen, err = o.allDeadLetterTopics(ctx, target); err != nil {
			return err
		}
	}
	var configs []dlq.RedriveConfig
	for _, c := range chosen {
		configs = append(configs, dlq.RedriveConfig{
			Cluster: target, Registry: reg, DeadLetterTopic: c.topic, Positions: c.positions,
			Filter: filter, Repair: o.repairs.function(), Canary: o.canary, Rate: o.rate, HandleTimeout: o.wait,
			KeepGoing: o.keepGoing, AllGroups: o.allGroups, DryRun: o.dryRun,
		})
	}
	if !o.dryRun && !o.yes {
		if yes, err := o.ask(ctx, configs); err != nil || !yes {
			return err
		}
	}
	return o.redriveAll(ctx, configs)
}

// redriveAll redrives one topic after the other. A failure in one ends it, except with
// --keep-going.
func (o *redriveOptions) redriveAll(ctx context.Context, configs []dlq.RedriveConfig) error {
	var first error
	for _, config := range configs {
		if len(configs) > 1 {
			o.Say("%s:", config.DeadLetterTopic)
		}
		err := o.redrive(ctx, config)
		if err != nil && (console.ExitCode(err) != console.ExitFindings || !o.keepGoing && !o.dryRun) {
			return err
		}
		first = cmp.Or(first, err)
	}
	if len(configs) == 0 {
		o.Say("there is no dead-letter topic")
	}
	return first
}

// ask says what would be sent, and asks for confirmation.
func (o *redriveOptions) ask(ctx context.Context, configs []dlq.RedriveConfig) (bool, error) {
	chosen, sendable := 0, 0
	var failures []*dlq.RedriveFailure
	for _, config := range configs {
		config.DryRun = true
		r, err := dlq.NewRedriver(config)
		if err != nil {
			return false, flags.ClusterFailed(err)
		}
		report, err := r.Run(ctx)
		if err != nil {
			return false, lettersFailed(err)
		}
		if report.Chosen == 0 {
			o.Say("there is nothing to redrive in %s", config.DeadLetterTopic)
			continue
		}
		chosen, sendable = chosen+report.Chosen, sendable+report.Sent
		failures = append(failures, report.Failures...)
		fmt.Fprintf(o.Err, "%s of %s: %s.", console.Count(report.Chosen, "dead letter"), config.DeadLetterTopic, wouldBe(report))
		if len(configs) > 1 {
			fmt.Fprintln(o.Err)
		}
	}
	if chosen == 0 {
		return false, nil
	}
	if sendable == 0 {
		if len(configs) == 1 {
			fmt.Fprintln(o.Err)
		}
		o.printFailures(failures)
		o.Say("nothing was sent")
		return false, console.Findings()
	}
	yes, err := o.Confirm(ctx, " Redrive?"[min(1, len(configs)-1):])
	if !yes {
		o.Say("nothing was sent")
	}
	return yes, err
}

func (o *redriveOptions) redrive(ctx context.Context, config dlq.RedriveConfig) error {
	table := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	if o.dryRun && !o.JSON() {
		fmt.Fprintln(table, "POSITION\tOUTCOME\tTYPE\tEVENT\tKEY\tDETAIL")
	}
	var unwritten error
	config.OnLetter = func(s dlq.RedriveStep) {
		if err := o.print(table, s); err != nil && unwritten == nil {
			unwritten = err
		}
	}
	bar := o.Progress("redriving", 0)
	config.OnProgress = func(r dlq.RedriveReport) {
		if !o.dryRun && r.Sent > 0 {
			bar.Total = r.Chosen
			bar.At(min(r.Sent, r.Chosen))
		}
	}
	r, err := dlq.NewRedriver(config)
	if err != nil {
		return flags.ClusterFailed(err)
	}
	report, err := r.Run(ctx)
	bar.End()
	if o.dryRun && !o.JSON() && report.Chosen > 0 {
		unwritten = errors.Join(unwritten, table.Flush())
	}
	if o.JSON() && unwritten == nil {
		unwritten = o.Encode(map[string]any{"summary": summaryLineOf(config.DeadLetterTopic, report, o.dryRun)})
	}
	if unwritten = errors.Join(unwritten, o.Out.Flush()); unwritten != nil {
		return unwritten
	}
	if err == nil || report.Chosen > 0 {
		o.sayReport(report)
	}
	return o.ended(ctx, report, err)
}

// redriveStep is the result for one dead letter, as a line of JSON.
type redriveStep struct {
	letterLine
	Outcome string `json:"outcome"`       // unchanged, migrated, repaired: sent so; held, failed: not sent
	Why     string `json:"why,omitempty"` // of repaired: the names of the repairs
}

func (o *redriveOptions) print(table *tabwriter.Writer, s dlq.RedriveStep) error {
	outcome, why := string(s.Change), ""
	switch {
	case s.Err != nil:
		outcome, why = "failed", strings.TrimPrefix(s.Err.Error(), "kafka: ")
	case s.Change == "":
		outcome, why = "held", "an earlier one of its key was not redriven"
	case s.Change == dlq.ChangeRepaired:
		why = o.repairs.of(s.Letter)
	}
	if o.JSON() {
		if err := o.Encode(redriveStep{lineOf(s.Letter), outcome, why}); err != nil {
			return err
		}
		return o.Out.Flush()
	}
	if !o.dryRun {
		return nil
	}
	switch {
	case s.Err != nil || s.Change == "":
	case s.Change == dlq.ChangeNone:
		outcome = "to send"
	default:
		outcome = "to send, " + outcome
	}
	d := s.Letter
	_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", d.At, outcome, console.OrDash(console.Printable(d.EventType)), console.OrDash(console.Printable(d.EventID)),
		console.OrDash(console.Printable(string(d.Original.Key))), console.OrDash(console.Printable(why)))
	return err
}

// ended describes how the redrive ended, with the next step.
func (o *redriveOptions) ended(ctx context.Context, report dlq.RedriveReport, err error) error {
	var halted *dlq.RedriveHaltedError
	var stalled *dlq.RedriveStalledError
	var broken *dlq.RedriveError
	switch {
	case ctx.Err() != nil:
		o.Say("interrupted; the same command continues with the rest")
		return ctx.Err()
	case errors.As(err, &halted):
		return &console.Failure{Code: console.ExitFindings, Err: err, Next: nextAfter(halted.Failure)}
	case errors.As(err, &stalled):
		return console.Failed(err, "") // which contains the next step
	case errors.As(err, &broken):
		return console.Failed(err, "run the same command again: what was sent is not sent again")
	case err != nil:
		return lettersFailed(err)
	}
	if !o.dryRun && !o.JSON() {
		o.printFailures(report.Failures)
	}
	if len(report.Failures) > 0 {
		return console.Findings()
	}
	return nil
}

func (o *redriveOptions) printFailures(failures []*dlq.RedriveFailure) {
	for _, f := range failures {
		fmt.Fprintln(o.Err, console.Printable(strings.TrimPrefix(f.Error(), "kafka: ")))
	}
}

func nextAfter(f *dlq.RedriveFailure) string {
	at := f.Letter
	if f.Again != nil {
		at = f.Again.At
	}
	return fmt.Sprintf("mediamesh dlq show %s; repair it, and run the same command again, or exclude it with --type, --reason, --key or --until, or skip it with --keep-going; if it can never be sent, mediamesh dlq discard %[1]s", at)
}
