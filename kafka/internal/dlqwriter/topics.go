package dlqwriter

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// deadLetterRoom is how much larger a dead-letter topic's records may be than its source's, so
// that the largest record still fits with the dead letter's headers.
const deadLetterRoom = 64 << 10

// topics are the dead-letter topics that are known to this writer.
type topics struct {
	// mu guards the field below.
	mu    sync.Mutex
	known map[string]*topic
}

// topic is the state of one dead-letter topic.
type topic struct {
	mu       sync.Mutex // guards the fields below, and is held while the topic is created
	ready    bool       // the topic exists, as far as is known
	failures int        // consecutive failures to create it
	due      time.Time  // time of the next attempt
}

func (ts *topics) of(name string) *topic {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if ts.known == nil {
		ts.known = make(map[string]*topic)
	}
	if ts.known[name] == nil {
		ts.known[name] = new(topic)
	}
	return ts.known[name]
}

// written marks a topic as existing.
func (ts *topics) written(name string) {
	t := ts.of(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ready, t.failures = true, 0
}

// forget marks a topic as missing after a write failed: it may have been deleted.
func (ts *topics) forget(name string) {
	t := ts.of(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ready = false
}

// Topic returns the dead-letter topic of a source topic. It creates the topic if it is not known
// to exist, with a size limit that fits the source's largest record. A failure to create it only
// matters if writing to the topic fails too; the next dead letter tries again, with backoff.
func (w *Writer) Topic(ctx context.Context, source string) string {
	name := w.options.DeadLetterTopic(source)
	if w.options.NoTopicCreation {
		return name
	}
	t := w.topics.of(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ready || time.Now().Before(t.due) {
		return name
	}
	if err := w.create(ctx, source, name); err != nil {
		t.failures++
		t.due = time.Now().Add(w.options.Backoff(t.failures))
		w.options.Logger.LogAttrs(ctx, slog.LevelInfo, "kafka: dead-letter topic not created; retrying unless the cluster creates it automatically",
			slog.String("dead_letter_topic", name), slog.String("error", connect.RedactAuthError(err).Error()), slog.String("group", w.options.Group))
		return name
	}
	t.ready, t.failures = true, 0
	return name
}

// create creates a dead-letter topic unless it exists.
func (w *Writer) create(ctx context.Context, source, name string) error {
	ctx, cancel := context.WithTimeout(ctx, w.options.CreateTimeout)
	defer cancel()
	admin := kadm.NewClient(w.client)
	largest, err := topicwriter.MaxMessageBytesOf(ctx, admin, source)
	if err != nil {
		largest = topicwriter.KafkaMaxMessageSize
	}
	size := strconv.Itoa(largest + deadLetterRoom)
	const clusterDefault = -1
	_, err = admin.CreateTopic(ctx, clusterDefault, clusterDefault, map[string]*string{topicwriter.MaxMessageBytes: &size}, name)
	if errors.Is(err, kerr.TopicAlreadyExists) {
		return nil
	}
	return err
}
