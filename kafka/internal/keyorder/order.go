package keyorder

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// Options configure an [Order]. All but ClientOptions are required.
type Options struct {
	Group           string
	DeadLetterTopic func(source string) string
	Partitions      Partitions
	Redrives        *provenance.Verifier
	Access          *topicscan.Access
	ClientOptions   []kgo.Opt                        // for the client that reads dead letters
	Backoff         func(failures int) time.Duration // delay between attempts to read
	Timeout         time.Duration                    // for reading a ledger while a record waits
	Logger          *slog.Logger
}

// Partitions are the partitions assigned to the consumer: a [lanes.Scheduler].
type Partitions interface {
	Unprepared() []lanes.Place
	Prepare(at lanes.Place, keys *Keys)
	Keys() map[lanes.Place]*Keys
}

// An Order keeps the order of a group's keys. Calls of [Order.Find] must not be concurrent; all
// other methods are safe for concurrent use.
type Order struct {
	options  Options
	scanning map[lanes.Place]*letterScan // what Find has read so far; used only by Find
}

// New returns an order without blocked keys.
func New(o Options) *Order { return &Order{options: o, scanning: make(map[lanes.Place]*letterScan)} }

// Find prepares newly assigned partitions: it reads their dead-letter topics for the keys that
// this group's dead letters block. It retries until it succeeds or ctx ends. The next rebalance
// ends ctx, because a rebalance must not wait for Find.
func (o *Order) Find(ctx context.Context) error {
	for topic, scans := range o.scans() {
		for failures := 1; ; failures++ {
			err := o.scanLetters(ctx, topic, scans)
			if err == nil {
				err = o.scanLedger(ctx, topic, scans)
			}
			if err == nil {
				break
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			wait := o.options.Backoff(failures)
			o.options.Logger.LogAttrs(ctx, slog.LevelError, "kafka: cannot read blocked keys; retrying",
				slog.String("group", o.options.Group), slog.String("topic", topic), slog.Duration("wait", wait), slog.String("error", err.Error()))
			if err := backoff.Sleep(ctx, wait); err != nil {
				return err
			}
		}
		for at, scan := range scans {
			o.options.Partitions.Prepare(at, scan.keys)
			delete(o.scanning, at)
		}
	}
	return nil
}

// discardsInterval is how often ledgers are read for discarded dead letters that block a key.
const discardsInterval = 2 * time.Second

// WatchDiscards unblocks keys whose dead letters are discarded, until ctx ends.
func (o *Order) WatchDiscards(ctx context.Context) {
	for backoff.Sleep(ctx, discardsInterval) == nil {
		for topic := range o.Blocked() {
			if err := o.applyDiscards(ctx, topic); err != nil && ctx.Err() == nil {
				o.logDiscards(ctx, topic, err)
			}
		}
	}
}

func (o *Order) logDiscards(ctx context.Context, topic string, err error) {
	o.options.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: cannot read discarded dead letters; retrying",
		slog.String("group", o.options.Group), slog.String("topic", topic), slog.String("error", connect.RedactAuthError(err).Error()))
}

// TurnOf returns the turn of a record, as [Keys.TurnOf] does. If a redriven record would follow,
// it reads the ledger again first: an earlier dead letter may just have been discarded, which the
// redrive already knows.
func (o *Order) TurnOf(ctx context.Context, keys *Keys, rec *kgo.Record, from string) Turn {
	turn := keys.TurnOf(rec, from)
	if turn != Follow || from == "" {
		return turn
	}
	ctx, cancel := context.WithTimeout(ctx, o.options.Timeout)
	defer cancel()
	if err := o.applyDiscards(ctx, rec.Topic); err != nil {
		return turn // it is dead-lettered, and can be redriven again
	}
	return keys.TurnOf(rec, from)
}

// applyDiscards removes discarded and handled dead letters of a topic from the blocked keys.
func (o *Order) applyDiscards(ctx context.Context, source string) error {
	of := o.options.Redrives.Ledger(o.options.DeadLetterTopic(source))
	return of.View(ctx, time.Now(), func(entries ledger.Ledger, changes int) {
		for at, keys := range o.options.Partitions.Keys() {
			if at.Topic == source {
				keys.settle(entries, changes)
			}
		}
	})
}

// scanLedger removes handled and discarded dead letters from the scans.
func (o *Order) scanLedger(ctx context.Context, source string, scans map[lanes.Place]*letterScan) error {
	found := false
	for _, s := range scans {
		n, _ := s.keys.count()
		found = found || n > 0
	}
	if !found {
		return nil
	}
	err := o.options.Redrives.Ledger(o.options.DeadLetterTopic(source)).View(ctx, time.Now(), func(entries ledger.Ledger, changes int) {
		for _, s := range scans {
			s.keys.settle(entries, changes)
		}
	})
	if errors.Is(err, kerr.TopicAuthorizationFailed) {
		o.logDiscards(ctx, source, err)
		return nil // the keys stay blocked
	}
	return err
}

// Blocked is the number of a topic's blocked keys, and the oldest of the dead letters that block
// them.
type Blocked struct {
	Keys  int
	First Letter
}

// Blocked returns the blocked keys by topic.
func (o *Order) Blocked() map[string]Blocked {
	topics := make(map[string]Blocked)
	for at, keys := range o.options.Partitions.Keys() {
		n, first := keys.count()
		if n == 0 {
			continue
		}
		b := topics[at.Topic]
		if b.Keys == 0 || first.At < b.First.At {
			b.First = first
		}
		b.Keys += n
		topics[at.Topic] = b
	}
	return topics
}
