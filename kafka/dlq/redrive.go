package dlq

import (
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// Redriver sends dead letters back to their original topics.
type Redriver struct{ config RedriveConfig }

// NewRedriver returns a redriver. It does not connect to the cluster. The error is a
// *[cluster.ConfigError].
func NewRedriver(config RedriveConfig) (*Redriver, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	a := config.access()
	return &Redriver{config}, a.Complete()
}

// Run redrives the dead letters that exist when it is called.
//
// Each dead letter is repaired if Repair is set, migrated if Registry has a migration for
// it, and validated. A valid value that needs neither is sent byte for byte unchanged.
// The record is sent to its original topic with its original key and headers: the
// dead-letter headers are removed, and [kafka.HeaderRedrivenFrom] and
// [kafka.HeaderRedrivenFor] are added.
//
// The canary is sent first and the rest after it has been handled. The redrive stops at the
// first failure: a dead letter that is still invalid, or one that its group dead-letters
// again. Dead letters with the same key are sent in order; if one fails, later ones with
// that key are held back.
//
// Records are sent and noted in the ledger, the topic DeadLetterTopic + ".redriven", in the
// same transaction. Run can therefore be interrupted at any time and run again: nothing is
// sent twice. Readers that do not use the isolation level read_committed may see records of
// an aborted transaction.
//
// The report is valid even if an error is returned. The errors are
// *[cluster.ConnectError]; *[cluster.TopicError]; *[RedriveHaltedError] after a failure;
// *[RedriveStalledError] if a group does not handle what was sent; *[RedriveError] if the
// cluster rejects a request or another redrive of the topic has started; and ctx's error.
// With KeepGoing, failures appear only in the report.
func (r *Redriver) Run(ctx context.Context) (RedriveReport, error) {
	run := &redriving{config: r.config, access: r.config.access(), order: newOrder()}
	_ = run.access.Complete() // as before
	defer run.close()
	err := run.begin(ctx)
	if err == nil {
		err = run.all(ctx)
	}
	return run.report, err
}

// redriving is one call of [Redriver.Run].
type redriving struct {
	config RedriveConfig
	access topicscan.Access
	report RedriveReport

	client  *kgo.Client // for questions
	admin   *kadm.Client
	sender  *sender         // nil in a dry run
	tracker *redriveTracker // nil in a dry run
	ledger  ledger.Ledger
	ranges  topicscan.Ranges
	main    *topicscan.Scan
	ended   bool // the main scan

	order    order
	arrivals []Letter // written since the redrive began
	batch    []*redriveItem
	looked   time.Time
	due      time.Time // when the rate allows the next record
}

func (r *redriving) begin(ctx context.Context) (err error) {
	topic := r.config.DeadLetterTopic
	if r.client, err = r.access.Open(ctx); err != nil {
		return err
	}
	r.admin = kadm.NewClient(r.client)
	if _, err = topicscan.Extent(ctx, r.admin, topic); err != nil {
		return err
	}
	if !r.config.DryRun {
		if err = ledger.Create(ctx, r.admin, topic); err != nil {
			return err
		}
		// Before the ledger is read, so that it is complete.
		if r.sender, err = newSender(ctx, &r.access, topic, r.failed); err != nil {
			return err
		}
	}
	if r.ledger, err = ledger.Read(ctx, &r.access, r.admin, topic); err != nil {
		return err
	}
	r.order.ledger = r.ledger
	if r.ranges, err = topicscan.Extent(ctx, r.admin, topic); err != nil {
		return err
	}
	if err = positions(r.config.Positions).check(r.ranges); err != nil {
		return err
	}
	if err = r.plan(ctx); err != nil || r.config.DryRun {
		return err
	}
	tail := make(topicscan.Ranges)
	for p, at := range r.ranges[topic] {
		tail.Set(topic, p, topicscan.Range{From: at.To, To: at.To})
	}
	r.tracker = &redriveTracker{topic: topic, admin: r.admin, out: make(map[cluster.Position]*redriveItem), groups: make(map[string]kadm.OffsetResponses)}
	r.tracker.tail, err = topicscan.New(ctx, &r.access, tail)
	return err
}

func (r *redriving) close() {
	if r.tracker != nil {
		r.tracker.tail.Close()
	}
	r.main.Close()
	if r.sender != nil {
		r.sender.client.Close()
		r.sender.writers.Close()
	}
	if r.client != nil {
		r.client.Close()
	}
}

// plan reads all dead letters, to know how many there are to redrive, and in
// which order those of a key.
func (r *redriving) plan(ctx context.Context) error {
	s, err := topicscan.New(ctx, &r.access, r.ranges)
	if err != nil {
		return err
	}
	defer s.Close()
	found := make(map[cluster.Position]bool)
	for {
		d, err := nextLetter(ctx, s)
		if err != nil {
			return err
		}
		if d == nil {
			r.report.Chosen = r.order.planned()
			r.progress()
			return positions(r.config.Positions).missed(found, r.ranges)
		}
		if len(r.config.Positions) > 0 {
			found[d.At] = true
		}
		matches, done := r.config.chooses(d), redriven(r.ledger, d)
		if matches && done {
			r.report.AlreadyRedriven++
		}
		r.order.plan(d, matches, done)
	}
}

// all redrives dead letter by dead letter.
func (r *redriving) all(ctx context.Context) (err error) {
	defer func() { r.report.Remaining = r.report.left() }()
	if r.main, err = topicscan.New(ctx, &r.access, r.ranges); err != nil {
		return err
	}
	for {
		d, err := r.next(ctx)
		if err != nil {
			return err
		}
		if d != nil {
			if err := r.judge(d); err != nil {
				return err
			}
		}
		if full := len(r.batch) >= r.limit(); d == nil || full {
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
		if d == nil {
			if more, err := r.await(ctx); err != nil || !more {
				return err
			}
		}
	}
}

// next returns the next dead letter: of those that were there, then of those
// that arrived since. Nil is for now the last, or all that may wait.
func (r *redriving) next(ctx context.Context) (*Letter, error) {
	if r.order.queued >= maxQueued && r.unfinished() {
		return nil, nil
	}
	d, err := nextLetter(ctx, r.main)
	r.ended = d == nil && err == nil
	if d != nil || err != nil {
		return d, err
	}
	for len(r.arrivals) > 0 {
		d := r.arrivals[0]
		r.arrivals[0] = Letter{} // or its batch stays in memory
		r.arrivals = r.arrivals[1:]
		if r.order.follows(&d) {
			r.report.Chosen++
			return &d, nil
		}
	}
	return nil, nil
}

// judge finds the dead letter's turn. An error ends the redrive.
func (r *redriving) judge(d *Letter) error {
	if redriven(r.ledger, d) || !r.config.chooses(d) && !r.order.follows(d) {
		return nil
	}
	return r.release(r.order.queue(d))
}

// release takes what may be sent of a key into the batch.
func (r *redriving) release(key *keyState) error {
	for {
		d, held := r.order.turn(key)
		switch {
		case d == nil:
			return nil
		case held:
			r.report.Held++
			r.tell(RedriveStep{Letter: *d})
			continue
		}
		record, change, err := redrivenRecord(&r.config, d)
		if err != nil {
			err = r.fail(key, d, &RedriveFailure{Letter: d.At, EventType: d.EventType, EventID: d.EventID, Err: err})
			if err != nil {
				return err
			}
			continue
		}
		r.batch = append(r.batch, &redriveItem{letter: *d, key: key, record: record, change: change})
		key.busy = !r.config.DryRun && d.Group != ""
		if r.config.DryRun {
			r.tell(RedriveStep{Letter: *d, Change: change})
		}
	}
}

// fail notes a failure, and ends the redrive unless it keeps going.
func (r *redriving) fail(key *keyState, d *Letter, f *RedriveFailure) error {
	r.report.Failures = append(r.report.Failures, f)
	key.stopped = true
	if f.Again == nil {
		r.tell(RedriveStep{Letter: *d, Err: f})
	}
	if r.config.KeepGoing || r.config.DryRun {
		return nil
	}
	return &RedriveHaltedError{r.config.DeadLetterTopic, f}
}

func (r *redriving) tell(s RedriveStep) {
	if r.config.OnLetter != nil {
		r.config.OnLetter(s)
	}
}

func (r *redriving) progress() {
	if r.config.OnProgress != nil {
		r.config.OnProgress(r.report)
	}
}

// RedriveHaltedError reports that a redrive stopped at its first failure. Running it again
// continues with the rest, and retries the failed dead letter if it was not sent.
type RedriveHaltedError struct {
	DeadLetterTopic string
	Failure         *RedriveFailure
}

func (e *RedriveHaltedError) Error() string {
	return fmt.Sprintf("kafka: redriving %s ended at the first failure: %v", e.DeadLetterTopic, e.Failure)
}

func (e *RedriveHaltedError) Unwrap() error { return e.Failure }
