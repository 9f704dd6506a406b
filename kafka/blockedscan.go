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

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
)

// A letterScan is what was read of a dead-letter topic for one partition of its
// source. It is kept until all is read: a rebalance interrupts it.
type letterScan struct {
	keys *blockedKeys
	next map[int32]int64 // by the topic's partitions: the first offset that was not read
}

func newLetterScan() *letterScan {
	return &letterScan{keys: new(blockedKeys), next: make(map[int32]int64)}
}

// findBlocked reads the dead-letter topics of partitions that were just assigned
// for the keys whose dead letters this group has still to have redriven. It tries
// until it can, or ctx ends, as it does with the next rebalance: that must not
// wait for it.
func (r *run) findBlocked(ctx context.Context) error {
	for topic, scans := range r.scans() {
		for failures := 1; ; failures++ {
			err := r.scanLetters(ctx, topic, scans)
			if err == nil {
				err = r.scanLedger(ctx, topic, scans)
			}
			if err == nil {
				break
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			wait := r.config.Retry.backoff(failures)
			r.config.Logger.LogAttrs(ctx, slog.LevelError, "kafka: which keys are blocked cannot be read, and is tried again",
				slog.String("group", r.config.Group), slog.String("topic", topic), slog.Duration("wait", wait), slog.String("error", err.Error()))
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(wait):
			}
		}
		for at, scan := range scans {
			r.scheduler.Prepare(at, scan.keys)
			delete(r.scanning, at)
		}
	}
	return nil
}

// scanLedger takes off what was handled or discarded of the dead letters that were
// read.
func (r *run) scanLedger(ctx context.Context, source string, scans map[place]*letterScan) error {
	found := false
	for _, s := range scans {
		n, _ := s.keys.count()
		found = found || n > 0
	}
	if !found {
		return nil
	}
	err := r.redrives.Ledger(r.config.DeadLetterTopic(source)).View(ctx, time.Now(), func(entries ledger.Ledger, changes int) {
		for _, s := range scans {
			s.keys.settle(entries, changes)
		}
	})
	if errors.Is(err, kerr.TopicAuthorizationFailed) {
		r.logDiscards(ctx, source, err)
		return nil // the keys stay blocked
	}
	return err
}

// scans returns what is to be read, by source topic.
func (r *run) scans() map[string]map[place]*letterScan {
	if r.scanning == nil {
		r.scanning = make(map[place]*letterScan)
	}
	list := make(map[string]map[place]*letterScan)
	for _, at := range r.scheduler.Unprepared() {
		if r.scanning[at] == nil {
			r.scanning[at] = newLetterScan()
		}
		if list[at.Topic] == nil {
			list[at.Topic] = make(map[place]*letterScan)
		}
		list[at.Topic][at] = r.scanning[at]
	}
	return list
}

// scanLetters reads the dead-letter topic of one topic, from its beginning, or
// where the scans were interrupted, to its present end.
func (r *run) scanLetters(ctx context.Context, source string, scans map[place]*letterScan) error {
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
			return nil // there are no dead letters yet
		}
		start, _ := starts.Lookup(topic, id)
		if err := errors.Join(end.Err, start.Err); err != nil {
			return fmt.Errorf("finding the ends of %s partition %d: %w", topic, id, err)
		}
		if first := max(start.Offset, firstUnread(scans, id, end.Offset)); first < end.Offset {
			left[id], from[id] = end.Offset, kgo.NewOffset().At(first)
		}
	}
	if len(left) == 0 {
		return nil
	}
	reader.AddConsumePartitions(map[string]map[int32]kgo.Offset{topic: from})
	for now := time.Now(); len(left) > 0; {
		fetches := reader.PollFetches(ctx)
		if err := fetches.Err(); err != nil && !errors.Is(err, decompress.ErrBusy) {
			return fmt.Errorf("reading %s: %w", topic, err)
		}
		fetches.EachPartition(func(p kgo.FetchTopicPartition) {
			if len(p.Records) == 0 || err != nil {
				return
			}
			for _, letter := range p.Records {
				if err = r.noteLetter(ctx, letter, scans, now); err != nil {
					return
				}
			}
			next := p.Records[len(p.Records)-1].Offset + 1
			for _, s := range scans {
				s.next[p.Partition] = max(s.next[p.Partition], next)
			}
			if next >= left[p.Partition] {
				delete(left, p.Partition)
			}
		})
		if err != nil {
			for _, s := range scans {
				*s = *newLetterScan() // some of what was fetched is noted
			}
			return fmt.Errorf("reading the ledger of %s: %w", topic, err)
		}
	}
	return nil
}

// firstUnread returns the first offset of a partition that some scan has not
// read. One that has read more than there is begins anew: the topic did.
func firstUnread(scans map[place]*letterScan, id int32, end int64) int64 {
	first := end
	for _, s := range scans {
		if s.next[id] > end {
			*s = *newLetterScan()
		}
		first = min(first, s.next[id])
	}
	return first
}

// readerOptions are those of a client that only reads.
func (r *run) readerOptions() []kgo.Opt {
	opts := []kgo.Opt{
		kgo.SeedBrokers(r.config.Cluster.Brokers...), kgo.ClientID("mediamesh-consumer"), kgo.WithLogger(connect.Log{To: r.config.Logger}),
		kgo.KeepControlRecords(), kgo.FetchMaxWait(100 * time.Millisecond), kgo.MetadataMinAge(connect.MetadataMinAge),
		kgo.WithDecompressor(decompress.New(2 * defaultMaxInFlightBytes)),
	}
	return append(append(opts, connect.Options(r.config.Cluster.Security)...), r.config.Cluster.ClientOptions...)
}

// noteLetter notes what a dead letter says of a key, for those that have not read
// it.
func (r *run) noteLetter(ctx context.Context, letter *kgo.Record, scans map[place]*letterScan, since time.Time) error {
	if letter.Key == nil || record.Header(letter, HeaderDeadLetterGroup) != r.config.Group {
		return nil
	}
	id, err := strconv.ParseInt(record.Header(letter, HeaderDeadLetterPartition), 10, 32)
	origin, err2 := strconv.ParseInt(record.Header(letter, HeaderDeadLetterOffset), 10, 64)
	s := scans[place{Topic: record.Header(letter, HeaderDeadLetterTopic), Partition: int32(id)}]
	if err != nil || err2 != nil || s == nil || letter.Offset < s.next[letter.Partition] {
		return nil
	}
	rec := &kgo.Record{
		Topic: record.Header(letter, HeaderDeadLetterTopic), Partition: int32(id), Offset: origin,
		Key: letter.Key, Headers: letter.Headers,
	}
	proven, err := r.redrives.Verify(ctx, rec, since)
	if err == nil {
		s.keys.add(rec, proven.From(), positionOf(letter), letter.Timestamp)
	}
	return err
}
