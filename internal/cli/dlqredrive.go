package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/spf13/cobra"
)

type dlqRedriveOptions struct {
	*app
	connectionFlags
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

func newDLQRedrive(a *app) *cobra.Command {
	o := &dlqRedriveOptions{app: a}
	cmd := &cobra.Command{
		Use:   "redrive [TOPIC/PARTITION/OFFSET…] [--topic TOPIC]",
		Short: "Send dead letters back to the topics that they are from",
		Long: `redrive sends dead letters back to the topics that they are from, under their own
keys and headers, for the group that put them aside. Each is migrated and
validated first. A canary goes ahead; the rest follows when the group has handled
it. The first failure ends the redrive: a dead letter that is still invalid, or
one that is put aside again. Dead letters of one key go in their order.

Choose them by position, as mediamesh dlq list shows it, by topic, or from all
dead-letter topics, and by the filters. Several topics go one after the other.

What was sent is noted in the topic's ledger, TOPIC.redriven. So it may be
interrupted and run again: nothing is sent twice.

--repair mends what no migration can, such as events from before the contract: by
a file of repairs, each with the dead letters that it is for and the steps that it
takes, as docs/evolution.md describes. What it makes of one is validated before it
is sent; --dry-run says of each dead letter what would be done to it.

It exits 100 if dead letters could not be redriven.`,
		Example: `  mediamesh dlq redrive -t content.events.dlq --dry-run
  mediamesh dlq redrive content.events.dlq/0/17 content.events.dlq/2/4 --yes
  mediamesh dlq redrive --all-topics --reason handler-failed --since -1h --yes
  mediamesh dlq redrive -t content.events.dlq --reason handler-failed --canary 5 --yes
  mediamesh dlq redrive -t content.events.dlq --type content.created --since -1d --rate 50 --yes
  mediamesh dlq redrive -t ingest.events.dlq --repair before-contract.yaml --dry-run`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	contractFlag(cmd, &o.contract)
	o.connect(cmd)
	listVarP(cmd.Flags(), &o.topics, "topic", "t", nil, "dead-letter `TOPIC`; may be given more than once")
	cmd.Flags().BoolVar(&o.allTopics, "all-topics", false, "redrive all dead-letter topics, as mediamesh dlq list shows them")
	o.deadLetterNames.add(cmd)
	o.letterFlags.add(cmd, a, &o.contract)
	o.deadLetterNames.complete(a, cmd, &o.contract)
	cmd.Flags().StringVar(&o.repair, "repair", "", "mend dead letters first, by the repairs in `FILE`")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "judge them, and send nothing")
	cmd.Flags().BoolVar(&o.yes, "yes", false, "do not ask before sending")
	cmd.Flags().IntVar(&o.canary, "canary", 1, "send `N` first, and the rest when they are handled")
	cmd.Flags().Float64Var(&o.rate, "rate", 0, "send at most `N` a second (default no limit)")
	cmd.Flags().DurationVar(&o.wait, "handle-timeout", time.Minute, "how long the group may handle nothing of what was sent")
	cmd.Flags().BoolVar(&o.keepGoing, "keep-going", false, "go on after a failure, with other keys")
	cmd.Flags().BoolVar(&o.allGroups, "all-groups", false, "send for all groups of the topic, not only the one that put it aside")
	return cmd
}

func (o *dlqRedriveOptions) run(ctx context.Context, args []string) error {
	switch {
	case len(o.topics)+len(args) == 0 && !o.allTopics:
		return usage("mediamesh dlq list shows positions and topics", "dlq redrive needs positions, --topic TOPIC or --all-topics")
	case len(o.topics)+len(args) > 0 && o.allTopics:
		return usage("use one of them", "--all-topics is for all topics, and some are named")
	case o.canary < 1:
		return usage("use --canary 5", "--canary is %d, want 1 or more", o.canary)
	case o.rate < 0, math.IsNaN(o.rate):
		return usage("use --rate 50", "--rate is %v, want records a second, or 0 for no limit", o.rate)
	case o.wait <= 0:
		return usage("use --handle-timeout 1m", "--handle-timeout is %v, want a positive duration", o.wait)
	case !o.dryRun && !o.yes && !o.InTerminal:
		return usage("add --dry-run to look first, or --yes to send", "dlq redrive sends records, and there is no terminal to ask at")
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
	if o.repairs, err = o.readRepairs(o.repair); err != nil {
		return err
	}
	reg, err := o.registryOf(o.contract)
	if err != nil {
		return err
	}
	cluster, err := o.connection(o.app)
	if err != nil {
		return err
	}
	if o.allTopics {
		if chosen, err = o.allDeadLetterTopics(ctx, cluster); err != nil {
			return err
		}
	}
	var configs []kafka.RedriveConfig
	for _, c := range chosen {
		configs = append(configs, kafka.RedriveConfig{
			Cluster: cluster, Registry: reg, DeadLetterTopic: c.topic, Positions: c.positions,
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

// redriveAll redrives topic after topic. What fails in one ends it, unless it is to be
// kept going.
func (o *dlqRedriveOptions) redriveAll(ctx context.Context, configs []kafka.RedriveConfig) error {
	var first error
	for _, config := range configs {
		if len(configs) > 1 {
			o.say("%s:", config.DeadLetterTopic)
		}
		err := o.redrive(ctx, config)
		if err != nil && (exitCode(err) != exitFindings || !o.keepGoing && !o.dryRun) {
			return err
		}
		first = cmp.Or(first, err)
	}
	if len(configs) == 0 {
		o.say("there is no dead-letter topic")
	}
	return first
}

// ask tells what would be sent, and asks whether to.
func (o *dlqRedriveOptions) ask(ctx context.Context, configs []kafka.RedriveConfig) (bool, error) {
	chosen, sendable := 0, 0
	var failures []*kafka.RedriveFailure
	for _, config := range configs {
		config.DryRun = true
		r, err := kafka.NewRedriver(config)
		if err != nil {
			return false, clusterFailed(err)
		}
		report, err := r.Run(ctx)
		if err != nil {
			return false, lettersFailed(err)
		}
		if report.Chosen == 0 {
			o.say("there is nothing to redrive in %s", config.DeadLetterTopic)
			continue
		}
		chosen, sendable = chosen+report.Chosen, sendable+report.Sent
		failures = append(failures, report.Failures...)
		fmt.Fprintf(o.Err, "%s of %s: %s.", count(report.Chosen, "dead letter"), config.DeadLetterTopic, wouldBe(report))
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
		o.say("nothing was sent")
		return false, findings()
	}
	yes, err := o.confirm(ctx, " Redrive?"[min(1, len(configs)-1):])
	if !yes {
		o.say("nothing was sent")
	}
	return yes, err
}

func (o *dlqRedriveOptions) redrive(ctx context.Context, config kafka.RedriveConfig) error {
	table := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	if o.dryRun && !o.json() {
		fmt.Fprintln(table, "POSITION\tOUTCOME\tTYPE\tEVENT\tKEY\tWHAT")
	}
	var unwritten error
	config.OnLetter = func(s kafka.RedriveStep) {
		if err := o.print(table, s); err != nil && unwritten == nil {
			unwritten = err
		}
	}
	bar := o.progress("redriving", 0)
	config.OnProgress = func(r kafka.RedriveReport) {
		if !o.dryRun && r.Sent > 0 {
			bar.total = r.Chosen
			bar.at(min(r.Sent, r.Chosen))
		}
	}
	r, err := kafka.NewRedriver(config)
	if err != nil {
		return clusterFailed(err)
	}
	report, err := r.Run(ctx)
	bar.end()
	if o.dryRun && !o.json() && report.Chosen > 0 {
		unwritten = errors.Join(unwritten, table.Flush())
	}
	if o.json() && unwritten == nil {
		unwritten = o.encode(map[string]any{"summary": summaryLineOf(config.DeadLetterTopic, report, o.dryRun)})
	}
	if unwritten = errors.Join(unwritten, o.out.Flush()); unwritten != nil {
		return unwritten
	}
	if err == nil || report.Chosen > 0 {
		o.sayReport(report)
	}
	return o.ended(ctx, report, err)
}

// redriveStep is what becomes of a dead letter, as a line of JSON.
type redriveStep struct {
	letterLine
	Outcome string `json:"outcome"`       // unchanged, migrated, repaired: sent so; held, failed: not sent
	Why     string `json:"why,omitempty"` // of repaired: the names of the repairs
}

func (o *dlqRedriveOptions) print(table *tabwriter.Writer, s kafka.RedriveStep) error {
	outcome, why := string(s.Change), ""
	switch {
	case s.Err != nil:
		outcome, why = "failed", strings.TrimPrefix(s.Err.Error(), "kafka: ")
	case s.Change == "":
		outcome, why = "held", "an earlier one of its key was not redriven"
	case s.Change == kafka.ChangeRepaired:
		why = o.repairs.of(s.Letter)
	}
	if o.json() {
		if err := o.encode(redriveStep{lineOf(s.Letter), outcome, why}); err != nil {
			return err
		}
		return o.out.Flush()
	}
	if !o.dryRun {
		return nil
	}
	switch {
	case s.Err != nil || s.Change == "":
	case s.Change == kafka.ChangeNone:
		outcome = "to send"
	default:
		outcome = "to send, " + outcome
	}
	d := s.Letter
	_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", d.At, outcome, orDash(printable(d.EventType)), orDash(printable(d.EventID)),
		orDash(printable(string(d.Original.Key))), orDash(printable(why)))
	return err
}

// ended says how the redrive ended, and what to do next.
func (o *dlqRedriveOptions) ended(ctx context.Context, report kafka.RedriveReport, err error) error {
	var halted *kafka.RedriveHaltedError
	var stalled *kafka.RedriveStalledError
	var broken *kafka.RedriveError
	switch {
	case ctx.Err() != nil:
		o.say("interrupted; the same command goes on with the rest")
		return ctx.Err()
	case errors.As(err, &halted):
		return &failure{code: exitFindings, err: err, next: nextAfter(halted.Failure)}
	case errors.As(err, &stalled):
		return failed(err, "") // which says it
	case errors.As(err, &broken):
		return failed(err, "run the same command again: what was sent is not sent again")
	case err != nil:
		return lettersFailed(err)
	}
	if !o.dryRun && !o.json() {
		o.printFailures(report.Failures)
	}
	if len(report.Failures) > 0 {
		return findings()
	}
	return nil
}

func (o *dlqRedriveOptions) printFailures(failures []*kafka.RedriveFailure) {
	for _, f := range failures {
		fmt.Fprintln(o.Err, printable(strings.TrimPrefix(f.Error(), "kafka: ")))
	}
}

func nextAfter(f *kafka.RedriveFailure) string {
	at := f.Letter
	if f.Again != nil {
		at = f.Again.At
	}
	return fmt.Sprintf("mediamesh dlq show %s; repair it, and run the same command again, or leave it out by --type, --reason, --key or --until, or go past it by --keep-going; one that can never be sent is given up by mediamesh dlq discard %[1]s", at)
}
