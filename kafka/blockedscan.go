package kafka

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// findBlocked reads the dead-letter topics of partitions for the keys whose dead
// letters this group has still to have redriven. It tries until it can.
func (r *run) findBlocked(ctx context.Context, more map[string][]int32) map[place]*blockedKeys {
	found := make(map[place]*blockedKeys)
	for topic, ids := range more {
		for _, id := range ids {
			found[place{topic, id}] = new(blockedKeys)
		}
		for failures := 1; ; failures++ {
			err := r.scanLetters(ctx, topic, found)
			if err == nil || ctx.Err() != nil {
				break
			}
			wait := r.config.Retry.backoff(failures)
			r.config.Logger.LogAttrs(ctx, slog.LevelError, "kafka: which keys are blocked cannot be read, and is tried again",
				slog.String("group", r.config.Group), slog.String("topic", topic), slog.Duration("wait", wait), slog.String("error", err.Error()))
			select {
			case <-ctx.Done():
			case <-time.After(wait):
			}
			for _, id := range ids {
				found[place{topic, id}] = new(blockedKeys)
			}
		}
	}
	return found
}

// scanLetters reads the dead-letter topic of one topic, from its beginning to
// its present end.
func (r *run) scanLetters(ctx context.Context, source string, found map[place]*blockedKeys) error {
	topic := r.config.DeadLetterTopic(source)
	// A client of its own: one that was told lately that there is no such topic
	// would believe that for a while, and another member may just have made it.
	reader, err := kgo.NewClient(r.readerOptions()...)
	if err != nil {
		return err
	}
	defer reader.Close()
	admin := kadm.NewClient(reader)
	ends, err := admin.ListEndOffsets(ctx, topic)
	if err != nil {
		return fmt.Errorf("finding the end of %s: %w", topic, err)
	}
	starts, err := admin.ListStartOffsets(ctx, topic)
	if err != nil {
		return fmt.Errorf("finding the beginning of %s: %w", topic, err)
	}
	left, from := make(map[int32]int64), make(map[int32]kgo.Offset)
	for id, end := range ends[topic] {
		if errors.Is(end.Err, kerr.UnknownTopicOrPartition) {
			return nil // nothing was put aside yet
		}
		start, _ := starts.Lookup(topic, id)
		if err := errors.Join(end.Err, start.Err); err != nil {
			return fmt.Errorf("finding the ends of %s partition %d: %w", topic, id, err)
		}
		if start.Offset < end.Offset {
			left[id], from[id] = end.Offset, kgo.NewOffset().At(start.Offset)
		}
	}
	if len(left) == 0 {
		return nil
	}
	reader.AddConsumePartitions(map[string]map[int32]kgo.Offset{topic: from})
	for len(left) > 0 {
		fetches := reader.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return fmt.Errorf("reading %s: %w", topic, err)
		}
		fetches.EachRecord(func(letter *kgo.Record) {
			r.noteLetter(letter, found)
			if letter.Offset+1 >= left[letter.Partition] {
				delete(left, letter.Partition)
			}
		})
	}
	return nil
}

// readerOptions are those of a client that only reads.
func (r *run) readerOptions() []kgo.Opt {
	opts := []kgo.Opt{
		kgo.SeedBrokers(r.config.Brokers...), kgo.ClientID("mediamesh-consumer"), kgo.WithLogger(clientLog{r.config.Logger}),
		kgo.KeepControlRecords(), kgo.FetchMaxWait(100 * time.Millisecond), kgo.MetadataMinAge(metadataMinAge),
	}
	return append(append(opts, r.config.Security.options()...), r.config.ClientOptions...)
}

// noteLetter notes what a record of a dead-letter topic says of a key.
func (r *run) noteLetter(letter *kgo.Record, found map[place]*blockedKeys) {
	if letter.Key == nil || headerIn(letter, HeaderDeadLetterGroup) != r.config.Group {
		return
	}
	if id := headerIn(letter, HeaderDeadLetterResolved); id != "" {
		for _, b := range found {
			b.resolve(letter.Key, id)
		}
		return
	}
	id, err := strconv.ParseInt(headerIn(letter, HeaderDeadLetterPartition), 10, 32)
	origin, err2 := strconv.ParseInt(headerIn(letter, HeaderDeadLetterOffset), 10, 64)
	b := found[place{headerIn(letter, HeaderDeadLetterTopic), int32(id)}]
	if b == nil || err != nil || err2 != nil {
		return
	}
	b.add(&kgo.Record{Key: letter.Key, Headers: letter.Headers, Offset: origin}, positionOf(letter))
}
