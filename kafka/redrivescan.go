package kafka

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/decompress"
)

const (
	scanIdle = 250 * time.Millisecond // how long nothing may come before it is asked why
	scanRoom = 2_000                  // records of a partition that wait for another's
)

// span is a range of a partition's offsets: from, and before to.
type span struct{ from, to int64 }

// spans are ranges, by topic and partition.
type spans map[string]map[int32]span

func (s spans) set(topic string, p int32, at span) {
	if s[topic] == nil {
		s[topic] = make(map[int32]span)
	}
	s[topic][p] = at
}

// scan reads ranges of partitions: each partition in its order, and among
// them the oldest record first.
type scan struct {
	client *kgo.Client
	parts  []*scanned
	grown  time.Time // when it was last looked for new partitions
	tight  bool      // memory has run out once: a partition fetches when it holds nothing
}

// scanned is a partition. What lies past the end waits until the end moves.
type scanned struct {
	topic     string
	partition int32
	seen, end int64
	held      []*kgo.Record
	paused    bool
}

// newScan reads with a client of its own, which close closes.
func newScan(ctx context.Context, a *access, ranges spans) (*scan, error) {
	s := &scan{}
	from := s.take(ranges)
	var err error
	s.client, err = a.open(ctx, kgo.ConsumePartitions(from))
	return s, err
}

// take takes in partitions that it does not have yet, and returns where they begin.
func (s *scan) take(ranges spans) map[string]map[int32]kgo.Offset {
	from := make(map[string]map[int32]kgo.Offset)
	for topic, partitions := range ranges {
		for p, at := range partitions {
			if s.part(topic, p) != nil {
				continue
			}
			if from[topic] == nil {
				from[topic] = make(map[int32]kgo.Offset)
			}
			from[topic][p] = kgo.NewOffset().At(at.from)
			i, _ := s.find(topic, p)
			s.parts = slices.Insert(s.parts, i, &scanned{topic: topic, partition: p, seen: at.from, end: at.to})
		}
	}
	return from
}

// add reads more partitions.
func (s *scan) add(ranges spans) { s.client.AddConsumePartitions(s.take(ranges)) }

func (s *scan) close() {
	if s != nil && s.client != nil {
		s.client.Close()
	}
}

// extend moves the ends.
func (s *scan) extend(ends kadm.ListedOffsets) {
	for _, p := range s.parts {
		if o, ok := ends.Lookup(p.topic, p.partition); ok && o.Err == nil {
			p.end = max(p.end, o.Offset)
		}
	}
}

// next returns the next record, nil at the end.
func (s *scan) next(ctx context.Context) (*kgo.Record, error) {
	for {
		p, all := s.oldest()
		switch {
		case all && p == nil:
			return nil, nil
		case all:
			r := p.held[0]
			p.held[0] = nil // or its batch stays in memory
			p.held = p.held[1:]
			return r, nil
		}
		if err := s.poll(ctx); err != nil {
			return nil, err
		}
	}
}

// nextLetter returns the next dead letter, nil at the end.
func (s *scan) nextLetter(ctx context.Context) (*Letter, error) {
	r, err := s.next(ctx)
	if r == nil || err != nil {
		return nil, err
	}
	d := DeadLetterOf(recordOf(r))
	return &d, nil
}

// oldest returns the partition with the oldest record, nil if there is none,
// and whether all partitions have shown theirs.
func (s *scan) oldest() (oldest *scanned, all bool) {
	for _, p := range s.parts {
		switch {
		case len(p.held) == 0 && p.seen < p.end:
			return nil, false
		case len(p.held) == 0 || p.held[0].Offset >= p.end:
		case oldest == nil || p.held[0].Timestamp.Before(oldest.held[0].Timestamp):
			oldest = p
		}
	}
	return oldest, true
}

func (s *scan) poll(ctx context.Context) error {
	s.pause()
	wait, cancel := context.WithTimeout(ctx, scanIdle)
	defer cancel()
	fetches := s.client.PollRecords(wait, scanRoom)
	busy := false
	for _, failed := range fetches.Errors() {
		if wait.Err() != nil && errors.Is(failed.Err, wait.Err()) {
			continue
		}
		if slices.ContainsFunc(nonRetriable, func(err error) bool { return errors.Is(failed.Err, err) }) {
			return &cluster.TopicError{Topic: failed.Topic, Err: failed.Err}
		}
		busy = busy || errors.Is(failed.Err, decompress.ErrBusy)
	}
	records := append(fetches.Records(), passGiants(s.client, fetches)...)
	for _, r := range records {
		p := s.part(r.Topic, r.Partition)
		p.seen = r.Offset + 1
		if !r.Attrs.IsControl() {
			p.held = append(p.held, r)
		}
	}
	switch {
	case len(records) > 0 || ctx.Err() != nil:
	case busy:
		s.relieve()
	default:
		s.skipDeleted(ctx)
	}
	return ctx.Err()
}

// relieve lets go of the memory of batches, so that a partition that others wait for gets
// some: what they hold but for the first record, and what the client has fetched of them.
func (s *scan) relieve() {
	s.tight = true
	offsets := make(map[string]map[int32]kgo.EpochOffset)
	for _, p := range s.parts {
		if len(p.held) == 0 {
			continue
		}
		if offsets[p.topic] == nil {
			offsets[p.topic] = make(map[int32]kgo.EpochOffset)
		}
		first := detached(p.held[0])
		p.held, p.seen = []*kgo.Record{first}, first.Offset+1
		offsets[p.topic][p.partition] = kgo.EpochOffset{Epoch: -1, Offset: p.seen}
	}
	s.pause()
	s.client.SetOffsets(offsets)
	runtime.GC() // the memory is free when the batches are garbage
}

// detached is a record that keeps nothing of its batch.
func detached(r *kgo.Record) *kgo.Record {
	c := *r
	c.Key, c.Value = bytes.Clone(r.Key), bytes.Clone(r.Value)
	c.Headers = slices.Clone(r.Headers)
	for i, h := range c.Headers {
		c.Headers[i] = kgo.RecordHeader{Key: strings.Clone(h.Key), Value: bytes.Clone(h.Value)}
	}
	return &c
}

// part is a partition, nil if it is not read.
func (s *scan) part(topic string, partition int32) *scanned {
	if i, ok := s.find(topic, partition); ok {
		return s.parts[i]
	}
	return nil
}

// find is where a partition is in the list, or would be.
func (s *scan) find(topic string, partition int32) (i int, found bool) {
	return slices.BinarySearchFunc(s.parts, struct{}{}, func(p *scanned, _ struct{}) int {
		return cmp.Or(cmp.Compare(p.topic, topic), cmp.Compare(p.partition, partition))
	})
}

// pause keeps a partition that is ahead of the others from filling the memory.
func (s *scan) pause() {
	for _, p := range s.parts {
		at := map[string][]int32{p.topic: {p.partition}}
		most, least := scanRoom, scanRoom/2
		if s.tight {
			most, least = 1, 1
		}
		switch {
		case len(p.held) >= most && !p.paused:
			s.client.PauseFetchPartitions(at)
			p.paused = true
		case len(p.held) < least && p.paused:
			s.client.ResumeFetchPartitions(at)
			p.paused = false
		}
	}
}

// skipDeleted passes over what was deleted since the range was chosen: nothing
// will ever come of it.
func (s *scan) skipDeleted(ctx context.Context) {
	var topics []string
	for _, p := range s.parts {
		if p.seen < p.end {
			topics = append(topics, p.topic)
		}
	}
	starts, err := kadm.NewClient(s.client).ListStartOffsets(ctx, slices.Compact(topics)...)
	if err != nil {
		return // the next poll tells, or the next time
	}
	for _, p := range s.parts {
		if o, ok := starts.Lookup(p.topic, p.partition); ok && o.Err == nil {
			p.seen = max(p.seen, o.Offset)
		}
	}
}
