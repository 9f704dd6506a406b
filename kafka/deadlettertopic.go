package kafka

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

// deadLetterRoom is how much larger than its source's a dead-letter topic's
// records may be, so that a record of the greatest size fits with what is said
// of it.
const deadLetterRoom = 64 << 10

// letterTopics are the dead-letter topics that were made ready to be written to.
type letterTopics struct {
	// mu guards the fields below.
	mu    sync.Mutex
	known map[string]*letterTopic
}

// letterTopic is one of them.
type letterTopic struct {
	mu       sync.Mutex // guards the fields below, and is held while the topic is created
	ready    bool       // it is there, as far as is known
	failures int        // to create it, in a row
	due      time.Time  // when to try again
}

func (l *letterTopics) of(topic string) *letterTopic {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		l.known = make(map[string]*letterTopic)
	}
	if l.known[topic] == nil {
		l.known[topic] = new(letterTopic)
	}
	return l.known[topic]
}

// prepare creates a dead-letter topic with room for its source's largest record,
// if it is not known to be there. If that fails, writing to the topic tells
// whether it matters; it is tried again, with backoff, for the next dead letter.
func (l *letterTopics) prepare(r *run, source, topic string) {
	if r.config.NoTopicCreation {
		return
	}
	t := l.of(topic)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ready || time.Now().Before(t.due) {
		return
	}
	if err := r.createLetterTopic(source, topic); err != nil {
		t.failures++
		t.due = time.Now().Add(r.config.Retry.backoff(t.failures))
		r.config.Logger.LogAttrs(r.work, slog.LevelInfo, "kafka: the dead-letter topic was not created; retrying unless the cluster creates it by itself",
			slog.String("dead_letter_topic", topic), slog.String("error", connect.RedactAuthError(err).Error()), slog.String("group", r.config.Group))
		return
	}
	t.ready, t.failures = true, 0
}

// written notes that a topic is there.
func (l *letterTopics) written(topic string) {
	t := l.of(topic)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ready, t.failures = true, 0
}

// forget has a topic made ready again, since it could not be written to: it may
// have been deleted.
func (l *letterTopics) forget(topic string) {
	t := l.of(topic)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ready = false
}

// createLetterTopic creates a dead-letter topic, unless it is there.
func (r *run) createLetterTopic(source, topic string) error {
	ctx, cancel := context.WithTimeout(r.work, r.config.Cluster.ConnectTimeout)
	defer cancel()
	admin := kadm.NewClient(r.client)
	largest, err := topicwriter.MaxMessageBytesOf(ctx, admin, source)
	if err != nil {
		largest = topicwriter.KafkaMaxMessageSize
	}
	size := strconv.Itoa(largest + deadLetterRoom)
	const clusterDefault = -1
	_, err = admin.CreateTopic(ctx, clusterDefault, clusterDefault, map[string]*string{topicwriter.MaxMessageBytes: &size}, topic)
	if errors.Is(err, kerr.TopicAlreadyExists) {
		return nil
	}
	return err
}
