package kafka

import (
	"context"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/ledger"
)

// discardsInterval is how often a consumer that keeps the order looks whether a
// dead letter that blocks a key was discarded.
const discardsInterval = 2 * time.Second

// watchDiscards looks for discarded dead letters until ctx ends.
func (r *run) watchDiscards(ctx context.Context) {
	for backoff.Sleep(ctx, discardsInterval) == nil {
		for topic := range r.blocked() {
			if err := r.applyDiscards(ctx, topic); err != nil && ctx.Err() == nil {
				r.logDiscards(ctx, topic, err)
			}
		}
	}
}

func (r *run) logDiscards(ctx context.Context, topic string, err error) {
	r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: which dead letters were discarded cannot be read; retrying",
		slog.String("group", r.config.Group), slog.String("topic", topic), slog.String("error", connect.RedactAuthError(err).Error()))
}

// turnOf decides about a record in view of the dead letters of its key. A redrive
// sends a record when nothing is before it any more, which it may know better: a
// dead letter may just have been discarded.
func (r *run) turnOf(blocked *blockedKeys, rec *kgo.Record, from string) turn {
	t := blocked.turnOf(rec, from)
	if t != followIt || from == "" {
		return t
	}
	ctx, cancel := context.WithTimeout(r.work, r.config.Cluster.ConnectTimeout)
	defer cancel()
	if err := r.applyDiscards(ctx, rec.Topic); err != nil {
		return t // then it is redriven another time
	}
	return blocked.turnOf(rec, from)
}

// applyDiscards has the keys of a topic go on whose dead letters were discarded.
func (r *run) applyDiscards(ctx context.Context, source string) error {
	ledgerOf := r.redrives.Ledger(r.config.DeadLetterTopic(source))
	return ledgerOf.View(ctx, time.Now(), func(entries ledger.Ledger, changes int) {
		for at, keys := range r.scheduler.Keys() {
			if at.Topic == source {
				keys.settle(entries, changes)
			}
		}
	})
}

// blockedView is how many keys of a topic are blocked, and the dead letter that
// is the oldest of those that block them.
type blockedView struct {
	keys  int
	first blockedLetter
}

// blocked returns what is blocked, by topic.
func (r *run) blocked() map[string]blockedView {
	topics := make(map[string]blockedView)
	for at, keys := range r.scheduler.Keys() {
		n, first := keys.count()
		if n == 0 {
			continue
		}
		v := topics[at.Topic]
		if v.keys == 0 || first.at < v.first.at {
			v.first = first
		}
		v.keys += n
		topics[at.Topic] = v
	}
	return topics
}
