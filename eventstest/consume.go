package eventstest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/twmb/franz-go/pkg/kadm"
)

// Consume runs a service's consumer until it has handled everything that has been published
// so far, and returns its counts. It fails the test if the consumer fails, does not handle
// everything in time, or dead-letters a record for a reason other than the expected ones.
//
// Failed handler calls are retried according to ConsumerConfig.Retry, so the test also
// waits for the backoff. Set RetryPolicy{MaxAttempts: 1}, or a short Backoff.
func Consume(t testing.TB, b *Broker, c *kafka.Consumer, expected ...kafka.Reason) kafka.Stats {
	t.Helper()
	ctx, cancel := within(t)
	defer cancel()
	b.flush(ctx, t)
	before := b.letters(ctx, t)
	stats := c.Stats()
	err := c.RunToEnd(ctx)
	late := ctx.Err() != nil
	done := since(stats, c.Stats())
	looking, enough := context.WithTimeout(t.Context(), patience)
	defer enough()
	letters := slices.DeleteFunc(b.letters(looking, t), func(d dlq.Letter) bool {
		return slices.ContainsFunc(before, func(old dlq.Letter) bool { return old.At == d.At })
	})
	unexpected := slices.DeleteFunc(slices.Clone(letters), func(d dlq.Letter) bool { return slices.Contains(expected, d.Reason) })
	switch {
	case err != nil:
		t.Fatalf("the consumer failed: %v%s", err, listLetters(letters))
	case late:
		t.Fatalf("the consumer did not handle everything that was published: %s%s", counts(done), listLetters(letters))
	case len(unexpected) > 0:
		t.Fatalf("the consumer dead-lettered records: %s%s", counts(done), listLetters(unexpected))
	}
	return done
}

// since returns the counts of the time between two snapshots.
func since(before, after kafka.Stats) kafka.Stats {
	return kafka.Stats{
		Handled: after.Handled - before.Handled, DeadLetters: after.DeadLetters - before.DeadLetters,
		Ignored: after.Ignored - before.Ignored, Retries: after.Retries - before.Retries,
		Skipped: after.Skipped - before.Skipped, Reported: after.Reported - before.Reported,
		Tombstones: after.Tombstones - before.Tombstones,
	}
}

func counts(s kafka.Stats) string {
	return fmt.Sprintf("%d handled, %d dead letters, %d ignored, %d handler calls to retry",
		s.Handled, s.DeadLetters, s.Ignored, s.Retries)
}

// WaitHandled waits until a consumer group that runs in the background has handled
// everything that has been published so far, and committed the offsets. Without topics, it
// waits for all topics except dead-letter topics; name the topics if the group does not
// consume all of them.
func WaitHandled(t testing.TB, b *Broker, group string, topics ...string) {
	t.Helper()
	ctx, cancel := within(t)
	defer cancel()
	b.flush(ctx, t)
	left, err := b.toHandle(ctx, topics)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	var failed error
	if until(ctx, func() bool {
		failed = b.handled(ctx, group, left)
		return len(left) == 0
	}) {
		return
	}
	looking, enough := context.WithTimeout(t.Context(), patience)
	defer enough()
	text := fmt.Sprintf("timed out waiting for group %s to handle %s", group, strings.Join(spans(left), ", "))
	if failed != nil && ctx.Err() == nil {
		text += fmt.Sprintf(" (%v)", failed)
	}
	t.Fatalf("%s%s", text, listLetters(b.letters(looking, t)))
}

// span is what a group still has to handle of a partition.
type span struct{ from, to int64 }

// toHandle returns the offsets that the group has to handle: everything in the given
// topics.
func (b *Broker) toHandle(ctx context.Context, topics []string) (map[place]span, error) {
	records, err := b.all(ctx)
	if err != nil {
		return nil, err
	}
	left := make(map[place]span)
	for _, r := range records {
		if slices.Contains(topics, r.Topic) || len(topics) == 0 && !isDeadLetter(r) {
			left[place{r.Topic, r.Partition}] = span{to: r.Offset + 1}
		}
	}
	return left, nil
}

// handled removes what the group has committed.
func (b *Broker) handled(ctx context.Context, group string, left map[place]span) error {
	offsets, err := kadm.NewClient(b.client).FetchOffsets(ctx, group)
	if err != nil {
		return err // the group may not exist yet
	}
	for p, s := range left {
		at, ok := offsets.Lookup(p.topic, p.partition)
		switch {
		case !ok || at.Err != nil || at.At < 0:
		case at.At >= s.to:
			delete(left, p)
		default:
			left[p] = span{from: at.At, to: s.to}
		}
	}
	return nil
}

// spans lists what is left, sorted.
func spans(left map[place]span) []string {
	var list []string
	for p, s := range left {
		list = append(list, fmt.Sprintf("%s/%d from %d to %d", p.topic, p.partition, s.from, s.to-1))
	}
	slices.Sort(list)
	return list
}
