package keyorder

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// A letterScan is what was read from a dead-letter topic for one partition of its source. It is
// kept until the topic is read completely, because a rebalance may interrupt reading.
type letterScan struct {
	keys *Keys
	next map[int32]int64 // by partition of the dead-letter topic: the first unread offset
}

func newLetterScan() *letterScan {
	return &letterScan{keys: new(Keys), next: make(map[int32]int64)}
}

// scans returns the unfinished scans by source topic and partition.
func (o *Order) scans() map[string]map[lanes.Place]*letterScan {
	list := make(map[string]map[lanes.Place]*letterScan)
	for _, at := range o.options.Partitions.Unprepared() {
		if o.scanning[at] == nil {
			o.scanning[at] = newLetterScan()
		}
		if list[at.Topic] == nil {
			list[at.Topic] = make(map[lanes.Place]*letterScan)
		}
		list[at.Topic][at] = o.scanning[at]
	}
	return list
}

// scanLetters reads the dead-letter topic of one source topic to its current end, from its
// beginning or where the scans were interrupted. It reads uncommitted records too, because an
// open transaction could hide dead letters for a long time.
func (o *Order) scanLetters(ctx context.Context, source string, scans map[lanes.Place]*letterScan) error {
	topic := o.options.DeadLetterTopic(source)
	// A new client, because one that recently learned that the topic does not exist would cache
	// that, although another member may just have created the topic.
	opts := append([]kgo.Opt{kgo.FetchIsolationLevel(kgo.ReadUncommitted())}, o.options.ClientOptions...)
	s, err := topicscan.New(ctx, o.options.Access, nil, opts...)
	if err != nil {
		return err
	}
	defer s.Close()
	s.Strict = true // the log states why partitions wait
	ranges, err := unread(ctx, s, topic, scans)
	if err != nil {
		return err
	}
	s.Add(ranges)
	read := make(map[int32]int64)
	defer func() {
		for _, scan := range scans {
			for p, next := range read {
				scan.next[p] = max(scan.next[p], next)
			}
		}
	}()
	for now := time.Now(); ; {
		letter, err := s.Any(ctx)
		if failed, ok := errors.AsType[*cluster.TopicError](err); ok {
			err = failed.Err
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", topic, err)
		}
		if letter == nil {
			for _, p := range s.Parts {
				read[p.Partition] = p.End // even if the last offsets were deleted or hold no records
			}
			return nil
		}
		if err := o.note(ctx, letter, scans, now); err != nil {
			return fmt.Errorf("reading the ledger of %s: %w", topic, err)
		}
		read[letter.Partition] = letter.Offset + 1
	}
}

// unread returns the ranges of a dead-letter topic that some scan has not read. There are none if
// the topic does not exist.
func unread(ctx context.Context, s *topicscan.Scan, topic string, scans map[lanes.Place]*letterScan) (topicscan.Ranges, error) {
	ends, err := s.Admin().ListEndOffsets(ctx, topic)
	if err != nil {
		return nil, fmt.Errorf("finding the end of %s: %w", topic, err)
	}
	starts, err := s.Admin().ListStartOffsets(ctx, topic)
	if err != nil {
		return nil, fmt.Errorf("finding the beginning of %s: %w", topic, err)
	}
	ranges := make(topicscan.Ranges)
	for p, end := range ends[topic] {
		if errors.Is(end.Err, kerr.UnknownTopicOrPartition) {
			return nil, nil // no dead letters yet
		}
		start, _ := starts.Lookup(topic, p)
		if err := errors.Join(end.Err, start.Err); err != nil {
			return nil, fmt.Errorf("finding the ends of %s partition %d: %w", topic, p, err)
		}
		if first := max(start.Offset, firstUnread(scans, p, end.Offset)); first < end.Offset {
			ranges.Set(topic, p, topicscan.Range{From: first, To: end.Offset})
		}
	}
	return ranges, nil
}

// firstUnread returns the first offset of a partition that some scan has not read. A scan that
// has read beyond the end starts over, because the topic was recreated.
func firstUnread(scans map[lanes.Place]*letterScan, p int32, end int64) int64 {
	first := end
	for _, s := range scans {
		if s.next[p] > end {
			*s = *newLetterScan()
		}
		first = min(first, s.next[p])
	}
	return first
}

// note adds a dead letter of this group to its scan, unless the scan has already read it.
func (o *Order) note(ctx context.Context, letter *kgo.Record, scans map[lanes.Place]*letterScan, since time.Time) error {
	if letter.Key == nil || record.Header(letter, deadletter.HeaderDLGroup) != o.options.Group {
		return nil
	}
	p, err := strconv.ParseInt(record.Header(letter, deadletter.HeaderDLPartition), 10, 32)
	origin, err2 := strconv.ParseInt(record.Header(letter, deadletter.HeaderDLOffset), 10, 64)
	s := scans[lanes.Place{Topic: record.Header(letter, deadletter.HeaderDLTopic), Partition: int32(p)}]
	if err != nil || err2 != nil || s == nil || letter.Offset < s.next[letter.Partition] {
		return nil
	}
	rec := &kgo.Record{
		Topic: record.Header(letter, deadletter.HeaderDLTopic), Partition: int32(p), Offset: origin,
		Key: letter.Key, Headers: letter.Headers,
	}
	proven, err := o.options.Redrives.Verify(ctx, rec, since)
	if err == nil {
		s.keys.Add(rec, proven.From(), letter)
	}
	return err
}
