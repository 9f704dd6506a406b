package dlq

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/mediamesh/events/kafka"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// maxDiscardReason bounds the reason for discarding, in bytes.
const maxDiscardReason = 1 << 10

// DiscardConfig configures [Discard]. DeadLetterTopic, Reason and at least one of
// Positions, Filter and All must be set.
type DiscardConfig struct {
	// Cluster is the cluster to connect to. Default: a broker on this machine.
	Cluster cluster.Config
	// DeadLetterTopic is the topic of the dead letters, "content.events.dlq".
	// Required.
	DeadLetterTopic string
	// Positions are the positions of the dead letters to discard. Default: all that Filter
	// selects. If both are set, a dead letter must match both.
	Positions []cluster.Position
	// Filter selects dead letters. Default: all those at Positions.
	Filter Filter
	// All discards all dead letters of the topic. Default false.
	All bool
	// Reason explains why the dead letters are discarded. It is stored in the ledger; at
	// most 1 KiB. Required.
	Reason string
	// DryRun finds the dead letters without discarding them. Default false.
	DryRun bool
	// OnLetter is called with each selected dead letter, in order. Default none.
	OnLetter func(Letter)
}

// DiscardReport counts dead letters.
type DiscardReport struct {
	Discarded int // number discarded or, in a dry run, number that would be
	Done      int // selected, but redriven or discarded earlier
	// Followers is the number of later dead letters that were blocked only by the discarded
	// ones (reason key-blocked) and were not selected. They can now be redriven.
	Followers int
}

// Discard permanently discards dead letters: no redrive sends them, they no longer block
// later dead letters with the same key, and consumers with KeepOrder resume the key within
// a few seconds. The records stay in the topic. Discarded dead letters are recorded, with
// the reason, in the ledger that redrives use.
//
// A concurrent redrive of the topic fails with a *[RedriveError].
//
// The errors are *[cluster.ConfigError]; *[cluster.ConnectError]; *[cluster.TopicError];
// *[NoRecordError] if there is no dead letter at a position; *[DiscardError] if the cluster
// refuses to write; and that of ctx. Calling Discard again continues with the rest.
func Discard(ctx context.Context, config DiscardConfig) (DiscardReport, error) {
	d := &discarding{config: config, access: topicscan.Access{Field: "DiscardConfig.Cluster", Cluster: config.Cluster}}
	if err := d.check(); err != nil {
		return d.report, err
	}
	defer d.close()
	err := d.run(ctx)
	return d.report, err
}

// discarding is one call of [Discard].
type discarding struct {
	config DiscardConfig
	access topicscan.Access
	report DiscardReport

	client *kgo.Client
	sender *sender // nil in a dry run
	ledger ledger.Ledger
	found  map[cluster.Position]bool
	keys   map[keyID]bool // of dead letters that were chosen
	batch  []Letter
}

func (d *discarding) check() error {
	c := &d.config
	wrong := func(field, problem string) error {
		return &cluster.ConfigError{Field: "DiscardConfig." + field, Problem: problem}
	}
	for _, topic := range []string{c.DeadLetterTopic, c.DeadLetterTopic + ledger.Suffix} {
		if problem := cluster.TopicProblem(topic); problem != "" {
			return wrong("DeadLetterTopic", problem)
		}
	}
	if problem := positions(c.Positions).problem(c.DeadLetterTopic); problem != "" {
		return wrong("Positions", problem)
	}
	switch {
	case strings.TrimSpace(c.Reason) == "":
		return wrong("Reason", "is empty: say why these dead letters are given up")
	case len(c.Reason) > maxDiscardReason:
		return wrong("Reason", fmt.Sprintf("has %d bytes: want at most %d", len(c.Reason), maxDiscardReason))
	case len(c.Positions) == 0 && c.Filter.all() && !c.All:
		return wrong("Filter", "chooses all dead letters: set Positions or Filter, or All")
	}
	return d.access.Complete()
}

func (d *discarding) close() {
	if d.sender != nil {
		d.sender.client.Close()
		d.sender.writers.Close()
	}
	if d.client != nil {
		d.client.Close()
	}
}

func (d *discarding) run(ctx context.Context) (err error) {
	topic := d.config.DeadLetterTopic
	if d.client, err = d.access.Open(ctx); err != nil {
		return err
	}
	admin := kadm.NewClient(d.client)
	ranges, err := topicscan.Extent(ctx, admin, topic)
	if err != nil {
		return err
	}
	if err := positions(d.config.Positions).check(ranges); err != nil { // before anything is discarded
		return err
	}
	if !d.config.DryRun {
		if err := ledger.Create(ctx, admin, topic); err != nil {
			return err
		}
		// Before the ledger is read: that ends a redrive that would send what is
		// discarded.
		if d.sender, err = newSender(ctx, &d.access, topic, d.failed); err != nil {
			return err
		}
	}
	if d.ledger, err = ledger.Read(ctx, &d.access, admin, topic); err != nil {
		return err
	}
	d.found, d.keys = make(map[cluster.Position]bool), make(map[keyID]bool)
	failed := eachOf(ctx, &d.access, ranges, d.ledger, func(l Letter) bool {
		err = d.letter(ctx, l)
		return err == nil
	})
	if err == nil {
		err = failed
	}
	if err == nil {
		err = d.flush(ctx)
	}
	if err != nil {
		return err
	}
	return positions(d.config.Positions).missed(d.found, ranges)
}

// letter discards a dead letter, if it was chosen.
func (d *discarding) letter(ctx context.Context, l Letter) error {
	key := keyID{l.Group, l.Original.Topic, record.KeyName(l.Original.Key)}
	listed := positions(d.config.Positions).has(l.At)
	d.found[l.At] = listed
	switch done := redriven(d.ledger, &l); {
	case !listed || !d.config.Filter.matches(&l):
		if l.Reason == kafka.ReasonKeyBlocked && l.Original.Key != nil && d.keys[key] && !done {
			d.report.Followers++
		}
		return nil
	case done:
		d.report.Done++
		return nil
	}
	d.keys[key] = true
	d.batch = append(d.batch, l)
	if len(d.batch) < redriveBatch {
		return nil
	}
	return d.flush(ctx)
}

// flush notes in the ledger what was chosen.
func (d *discarding) flush(ctx context.Context) error {
	if d.sender != nil && len(d.batch) > 0 {
		var entries []*kgo.Record
		for _, l := range d.batch {
			entry := ledger.Entry{PutAside: l.DeadLetteredAt.UnixMilli(), Group: l.Group, Discarded: d.config.Reason, DiscardedAt: time.Now().UnixMilli()}
			entries = append(entries, entry.Record(l.At))
		}
		if err := d.sender.note(ctx, entries); err != nil {
			return d.failed(err)
		}
	}
	for _, l := range d.batch {
		d.report.Discarded++
		if d.config.OnLetter != nil {
			l.Discarded = d.config.Reason
			d.config.OnLetter(l)
		}
	}
	d.batch = nil
	return nil
}

func (d *discarding) failed(err error) error {
	return &DiscardError{d.config.DeadLetterTopic, err}
}

// DiscardError reports that some or all of the dead letters could not be discarded. Calling
// Discard again continues with the rest; dead letters are not recorded twice.
type DiscardError struct {
	DeadLetterTopic string
	Err             error
}

func (e *DiscardError) Error() string {
	return fmt.Sprintf("kafka: discarding dead letters of %s: %v", e.DeadLetterTopic, e.Err) + takenOver(e.Err)
}

func (e *DiscardError) Unwrap() error { return e.Err }
