package provenance

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
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// Options are what a [Verifier] is made with. All but OtherTopics are required.
type Options struct {
	Access *topicscan.Access
	Group  string // for the log
	// DeadLetterTopic names the dead-letter topic of a source topic. Redrives from there are
	// believed, and from OtherTopics: no other topic has dead letters, whatever a producer
	// writes into a header.
	DeadLetterTopic func(source string) string
	OtherTopics     []string
	Logger          *slog.Logger
}

// A Verifier finds what ledgers prove. It is safe for concurrent use.
type Verifier struct {
	options Options

	// mu guards the fields below.
	mu        sync.Mutex
	ledgers   map[string]*ledger.Follower // by dead-letter topic
	forbidden map[string]time.Time        // when it was last logged that a ledger may not be read
}

// NewVerifier returns a verifier that has read nothing yet, and is not connected.
func NewVerifier(o Options) *Verifier {
	return &Verifier{options: o, ledgers: make(map[string]*ledger.Follower), forbidden: make(map[string]time.Time)}
}

// Close disconnects it.
func (v *Verifier) Close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, f := range v.ledgers {
		f.Close()
	}
}

// Ledger returns the ledger of a dead-letter topic.
func (v *Verifier) Ledger(deadLetterTopic string) *ledger.Follower {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.ledgers[deadLetterTopic] == nil {
		v.ledgers[deadLetterTopic] = ledger.Follow(v.options.Access, deadLetterTopic)
	}
	return v.ledgers[deadLetterTopic]
}

// Verify returns what is proven of a record that was read before a time. What is sent
// again and its entry are written in one transaction: a record that can be read has
// its entry. The error is a *[cluster.TopicError], or that of connecting or of ctx.
func (v *Verifier) Verify(ctx context.Context, rec *kgo.Record, read time.Time) (Redrive, error) {
	letter, err := cluster.ParsePosition(record.Header(rec, deadletter.HeaderRedrivenFrom))
	if err != nil || !v.trusted(rec.Topic, letter.Topic) {
		return Redrive{}, nil
	}
	entry, ok, err := v.Ledger(letter.Topic).Entry(ctx, letter, read)
	switch {
	case errors.Is(err, kerr.TopicAuthorizationFailed):
		v.logForbidden(ctx, letter.Topic+ledger.Suffix)
		return Redrive{}, nil
	case err != nil:
		return Redrive{}, err
	case !ok || !entry.SentTo(rec.Topic, rec.Partition, rec.Offset):
		return Redrive{}, nil
	}
	return Redrive{Letter: letter, Entry: entry, Group: record.Header(rec, deadletter.HeaderRedrivenFor)}, nil
}

// trusted reports whether a topic has dead letters of a source topic, and not just
// a name that a producer chose.
func (v *Verifier) trusted(source, deadLetterTopic string) bool {
	return deadLetterTopic == v.options.DeadLetterTopic(source) || slices.Contains(v.options.OtherTopics, deadLetterTopic)
}

// forbiddenPeriod is how long it is not logged again that a ledger may not be read.
const forbiddenPeriod = time.Hour

func (v *Verifier) logForbidden(ctx context.Context, topic string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if last, before := v.forbidden[topic]; before && time.Since(last) < forbiddenPeriod {
		return
	}
	v.forbidden[topic] = time.Now()
	v.options.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: not authorized to read the redrive ledger; redriven records are handled like any other record",
		slog.String("group", v.options.Group), slog.String("topic", topic))
}
