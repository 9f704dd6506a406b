package kafka

import (
	"context"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// discardsInterval is how often a consumer that keeps the order looks whether a
// dead letter that blocks a key was discarded.
const discardsInterval = 2 * time.Second

// watchDiscards looks for discarded dead letters until ctx ends.
func (r *run) watchDiscards(ctx context.Context) {
	for sleep(ctx, discardsInterval) == nil {
		for topic := range r.scheduler.blockedKeys() {
			if err := r.applyDiscards(ctx, topic); err != nil && ctx.Err() == nil {
				r.logDiscards(ctx, topic, err)
			}
		}
	}
}

func (r *run) logDiscards(ctx context.Context, topic string, err error) {
	r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: which dead letters were discarded cannot be read; retrying",
		slog.String("group", r.config.Group), slog.String("topic", topic), slog.String("error", unsaid(err).Error()))
}

// turnOf decides about a record in view of the dead letters of its key. A redrive
// sends a record when nothing is before it any more, which it may know better: a
// dead letter may just have been discarded.
func (r *run) turnOf(blocked *blockedKeys, rec *kgo.Record, from string) turn {
	t := blocked.turnOf(rec, from)
	if t != followIt || from == "" {
		return t
	}
	ctx, cancel := context.WithTimeout(r.work, r.config.ConnectTimeout)
	defer cancel()
	if err := r.applyDiscards(ctx, rec.Topic); err != nil {
		return t // then it is redriven another time
	}
	return blocked.turnOf(rec, from)
}

// applyDiscards has the keys of a topic go on whose dead letters were discarded.
func (r *run) applyDiscards(ctx context.Context, source string) error {
	ledgerOf := r.proofs.ledger(r.config.DeadLetterTopic(source))
	return ledgerOf.view(ctx, time.Now(), func(entries ledger, changes int) {
		for _, keys := range r.scheduler.blockedIn(source) {
			keys.settle(entries, changes)
		}
	})
}

// blockedView is how many keys of a topic are blocked, and the dead letter that
// was put aside first of those that block them.
type blockedView struct {
	keys  int
	first blockedLetter
}

// blockedKeys returns what is blocked, by topic.
func (s *scheduler) blockedKeys() map[string]blockedView {
	s.mu.Lock()
	defer s.mu.Unlock()
	topics := make(map[string]blockedView)
	for at, p := range s.partitions {
		if p.blocked == nil {
			continue
		}
		n, first := p.blocked.count()
		if n == 0 {
			continue
		}
		v := topics[at.topic]
		if v.keys == 0 || first.at < v.first.at {
			v.first = first
		}
		v.keys += n
		topics[at.topic] = v
	}
	return topics
}

// blockedIn returns the blocked keys of a topic's partitions.
func (s *scheduler) blockedIn(topic string) (list []*blockedKeys) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, p := range s.partitions {
		if at.topic == topic && p.blocked != nil {
			list = append(list, p.blocked)
		}
	}
	return list
}
