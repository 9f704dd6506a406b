package kafka

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// provenance is what a ledger proves of a record that was redriven. The zero value
// is that of all other records, also of those that only say so.
type provenance struct {
	letter cluster.Position // the dead letter that was sent again as the record
	entry  ledger.Entry     // of the dead letter
	group  string           // that the record is for; "" for all
}

// from names the dead letter, "" if there is none.
func (p *provenance) from() string {
	if p == nil || p.letter.Topic == "" {
		return ""
	}
	return p.letter.String()
}

// isFor reports whether a group is to handle the record.
func (p *provenance) isFor(group string) bool { return p == nil || p.group == "" || p.group == group }

// saysRedriven reports whether a record has headers of a redrive, which every
// producer of its topic can write.
func saysRedriven(rec *kgo.Record) bool {
	return slices.ContainsFunc(rec.Headers, func(h kgo.RecordHeader) bool {
		return h.Key == HeaderRedrivenFrom || h.Key == HeaderRedrivenFor
	})
}

// proofs finds what ledgers prove. It is safe for concurrent use.
type proofs struct {
	access *topicscan.Access
	config *ConsumerConfig

	// mu guards the fields below.
	mu        sync.Mutex
	ledgers   map[string]*ledger.Follower // by dead-letter topic
	forbidden map[string]time.Time        // when it was last logged that a ledger may not be read
}

func newProofs(c *ConsumerConfig) *proofs {
	return &proofs{
		access: &topicscan.Access{Field: "ConsumerConfig.Cluster", Cluster: c.Cluster}, config: c,
		ledgers: make(map[string]*ledger.Follower), forbidden: make(map[string]time.Time),
	}
}

func (p *proofs) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range p.ledgers {
		f.Close()
	}
}

// ledger returns that of a dead-letter topic.
func (p *proofs) ledger(deadLetterTopic string) *ledger.Follower {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ledgers[deadLetterTopic] == nil {
		p.ledgers[deadLetterTopic] = ledger.Follow(p.access, deadLetterTopic)
	}
	return p.ledgers[deadLetterTopic]
}

// of returns what is proven of a record that was read before a time. What is sent
// again and its entry are written in one transaction: a record that can be read has
// its entry. The error is a *[cluster.TopicError], or that of connecting or of ctx.
func (p *proofs) of(ctx context.Context, rec *kgo.Record, read time.Time) (provenance, error) {
	letter, err := cluster.ParsePosition(record.Header(rec, HeaderRedrivenFrom))
	if err != nil || !p.trusted(rec.Topic, letter.Topic) {
		return provenance{}, nil
	}
	entry, ok, err := p.ledger(letter.Topic).Entry(ctx, letter, read)
	switch {
	case errors.Is(err, kerr.TopicAuthorizationFailed):
		p.logForbidden(ctx, letter.Topic+ledger.Suffix)
		return provenance{}, nil
	case err != nil:
		return provenance{}, err
	case !ok || !entry.SentTo(rec.Topic, rec.Partition, rec.Offset):
		return provenance{}, nil
	}
	return provenance{letter: letter, entry: entry, group: record.Header(rec, HeaderRedrivenFor)}, nil
}

// trusted reports whether a topic has dead letters of a source topic, and not just
// a name that a producer chose.
func (p *proofs) trusted(source, deadLetterTopic string) bool {
	return deadLetterTopic == p.config.DeadLetterTopic(source) || slices.Contains(p.config.OtherDeadLetterTopics, deadLetterTopic)
}

// forbiddenPeriod is how long it is not logged again that a ledger may not be read.
const forbiddenPeriod = time.Hour

func (p *proofs) logForbidden(ctx context.Context, ledger string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if last, before := p.forbidden[ledger]; before && time.Since(last) < forbiddenPeriod {
		return
	}
	p.forbidden[ledger] = time.Now()
	p.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: the ledger of redrives must not be read: redriven records are handled as any other",
		slog.String("group", p.config.Group), slog.String("topic", ledger))
}

// trace finds out whether a record was redriven. If the ledger cannot be read, the
// record waits: taking it for what it may not be would lose or reorder events.
func (r *run) trace(t *task, rec *kgo.Record) (wait outcome, known bool) {
	ctx, cancel := context.WithTimeout(r.work, r.config.Cluster.ConnectTimeout)
	defer cancel()
	proven, err := r.proofs.of(ctx, rec, *r.polled.Load())
	if err == nil {
		t.Job.traced, t.Job.refused = true, 0
		if proven.letter.Topic != "" {
			t.Job.redriven = &proven
		}
		return lanes.Outcome{}, true
	}
	if r.work.Err() != nil {
		return lanes.Stuck, false
	}
	if t.Job.refused++; r.toEnd && t.Job.refused >= attemptsAtEnd {
		r.fail(err)
		return lanes.Stuck, false
	}
	backoff := r.config.Retry.backoff(t.Job.refused)
	r.config.Logger.LogAttrs(r.work, slog.LevelError, "kafka: whether a record was redriven cannot be read: its key waits; retrying",
		slog.Int("failures", t.Job.refused), slog.Duration("wait", backoff), slog.String("error", connect.RedactAuthError(err).Error()),
		slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
		slog.String("group", r.config.Group))
	return lanes.Again(backoff), false
}
