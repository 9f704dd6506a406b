package kafka

import (
	"context"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/dlqwriter"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// newVerifier returns a verifier of redrives that reads the ledgers which a configuration trusts.
func newVerifier(c *ConsumerConfig) *provenance.Verifier {
	return provenance.NewVerifier(provenance.Options{
		Access: &topicscan.Access{Field: "ConsumerConfig.Cluster", Cluster: c.Cluster},
		Group:  c.Group, DeadLetterTopic: c.DeadLetterTopic, OtherTopics: c.OtherDeadLetterTopics, Logger: c.Logger,
	})
}

// trace determines whether a record was redriven. If the ledger cannot be read, the record
// waits, because a wrong guess would lose or reorder events.
func (r *run) trace(t *task, rec *kgo.Record) (wait outcome, known bool) {
	ctx, cancel := context.WithTimeout(r.work, r.config.Cluster.ConnectTimeout)
	defer cancel()
	proven, err := r.redrives.Verify(ctx, rec, r.member.Polled())
	if err == nil {
		t.Job.Traced, t.Job.Tries.Refused = true, 0
		if proven.Letter.Topic != "" {
			t.Job.Redriven = &proven
		}
		return lanes.Outcome{}, true
	}
	if r.work.Err() != nil {
		return lanes.Stuck, false
	}
	if t.Job.Tries.Refused++; r.toEnd && t.Job.Tries.Refused >= dlqwriter.AttemptsAtEnd {
		r.member.Fail(err)
		return lanes.Stuck, false
	}
	backoff := r.config.Retry.backoff(t.Job.Tries.Refused)
	r.config.Logger.LogAttrs(r.work, slog.LevelError, "kafka: cannot verify that a record was redriven; its key waits; retrying",
		slog.Int("failures", t.Job.Tries.Refused), slog.Duration("wait", backoff), slog.String("error", connect.RedactAuthError(err).Error()),
		slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
		slog.String("group", r.config.Group))
	return lanes.Again(backoff), false
}

// follow dead-letters a record because an earlier one of its key is a dead letter.
func (r *run) follow(t *task, rec *kgo.Record) outcome {
	t.Job.Dead = &deadletter.Letter{
		Reason: deadletter.ReasonKeyBlocked, Text: "an earlier record of its key is a dead letter that was not redriven yet",
		EventType: record.Header(rec, HeaderEventType), EventID: record.Header(rec, HeaderEventID),
	}
	return r.sendDeadLetter(t, rec)
}

// resolve records in the ledger that a dead letter was redriven and handled, which unblocks
// its key, also for the next member of the group. The task is settled when the cluster has
// acknowledged the write.
func (r *run) resolve(t *task, rec *kgo.Record) outcome {
	entry := t.Job.Redriven.Entry
	entry.HandledAt = time.Now().UnixMilli()
	r.letters.WriteEntry(r.work, entry.Record(t.Job.Redriven.Letter), &dlqwriter.Attempt{
		Record: rec, Reason: deadletter.ReasonKeyBlocked, Tries: &t.Job.Tries,
		Sent: func(_ *kgo.Record, err error) {
			if err == nil {
				t.Keys().Resolve(rec.Key, t.Job.Redriven.From())
			}
		},
		Settle: func(o outcome) { r.scheduler.Settle(t, o) },
	})
	return lanes.Settling
}
