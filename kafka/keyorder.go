package kafka

import (
	"context"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/dlqwriter"
	"github.com/mediamesh/events/kafka/internal/keyorder"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// newVerifier returns what verifies redrives by the ledgers that a configuration trusts.
func newVerifier(c *ConsumerConfig) *provenance.Verifier {
	return provenance.NewVerifier(provenance.Options{
		Access: &topicscan.Access{Field: "ConsumerConfig.Cluster", Cluster: c.Cluster},
		Group:  c.Group, DeadLetterTopic: c.DeadLetterTopic, OtherTopics: c.OtherDeadLetterTopics, Logger: c.Logger,
	})
}

// newOrder returns what keeps the order of keys across dead letters.
func newOrder(r *run) *keyorder.Order {
	c := &r.config
	return keyorder.New(keyorder.Options{
		Group: c.Group, DeadLetterTopic: c.DeadLetterTopic, Partitions: r.scheduler, Redrives: r.redrives,
		Access:        &topicscan.Access{Field: "ConsumerConfig.Cluster", Cluster: c.Cluster},
		ClientOptions: []kgo.Opt{kgo.ClientID("mediamesh-consumer"), kgo.WithLogger(connect.Log{To: c.Logger})},
		Backoff:       c.Retry.backoff, Timeout: c.Cluster.ConnectTimeout, Logger: c.Logger,
	})
}

// trace finds out whether a record was redriven. If the ledger cannot be read, the
// record waits: taking it for what it may not be would lose or reorder events.
func (r *run) trace(t *task, rec *kgo.Record) (wait outcome, known bool) {
	ctx, cancel := context.WithTimeout(r.work, r.config.Cluster.ConnectTimeout)
	defer cancel()
	proven, err := r.redrives.Verify(ctx, rec, *r.polled.Load())
	if err == nil {
		t.Job.traced, t.Job.tries.Refused = true, 0
		if proven.Letter.Topic != "" {
			t.Job.redriven = &proven
		}
		return lanes.Outcome{}, true
	}
	if r.work.Err() != nil {
		return lanes.Stuck, false
	}
	if t.Job.tries.Refused++; r.toEnd && t.Job.tries.Refused >= dlqwriter.AttemptsAtEnd {
		r.fail(err)
		return lanes.Stuck, false
	}
	backoff := r.config.Retry.backoff(t.Job.tries.Refused)
	r.config.Logger.LogAttrs(r.work, slog.LevelError, "kafka: cannot verify that a record was redriven; its key waits; retrying",
		slog.Int("failures", t.Job.tries.Refused), slog.Duration("wait", backoff), slog.String("error", connect.RedactAuthError(err).Error()),
		slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
		slog.String("group", r.config.Group))
	return lanes.Again(backoff), false
}

// follow dead-letters a record because an earlier one of its key is a dead letter.
func (r *run) follow(t *task, rec *kgo.Record) outcome {
	t.Job.dead = &deadletter.Letter{
		Reason: deadletter.ReasonKeyBlocked, Text: "an earlier record of its key is a dead letter that was not redriven yet",
		EventType: record.Header(rec, HeaderEventType), EventID: record.Header(rec, HeaderEventID),
	}
	return r.sendDeadLetter(t, rec)
}

// resolve notes in the ledger that a dead letter was redriven and handled, so that
// its key goes on, also at the next member of the group. Its task is settled when the
// cluster has acknowledged that.
func (r *run) resolve(t *task, rec *kgo.Record) outcome {
	entry := t.Job.redriven.Entry
	entry.HandledAt = time.Now().UnixMilli()
	r.letters.WriteEntry(r.work, entry.Record(t.Job.redriven.Letter), &dlqwriter.Attempt{
		Record: rec, Reason: deadletter.ReasonKeyBlocked, Tries: &t.Job.tries,
		Sent: func(_ *kgo.Record, err error) {
			if err == nil {
				t.Keys().Resolve(rec.Key, t.Job.redriven.From())
			}
		},
		Settle: func(o outcome) { r.scheduler.Settle(t, o) },
	})
	return lanes.Settling
}
