package topicscan

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
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/decompress"
)

const (
	scanIdle = 250 * time.Millisecond // how long nothing may come before it is asked why
	scanRoom = 2_000                  // records of a partition that wait for another's
)

// span is a range of a partition's offsets: from, and before to.
type Range struct{ From, To int64 }

// spans are ranges, by topic and partition.
type Ranges map[string]map[int32]Range

func (s Ranges) Set(topic string, p int32, at Range) {
	if s[topic] == nil {
		s[topic] = make(map[int32]Range)
	}
	s[topic][p] = at
}

// Scan reads ranges of partitions: each partition in its order, and among
// them the oldest record first.
type Scan struct {
	client *kgo.Client
	Parts  []*Scanned
	Grown  time.Time // when it was last looked for new partitions
	Strict bool      // Next returns each error of a fetch, also one that may pass, unless memory is short
	tight  bool      // memory has run out once: a partition fetches when it holds nothing
}

// Scanned is a partition. What lies past the end waits until the end moves.
type Scanned struct {
	Topic     string
	Partition int32
	Seen, End int64
	Held      []*kgo.Record
	paused    bool
}

// New reads with a client of its own, which [Scan.Close] closes. It takes more options of that
// client, before those of the cluster's configuration.
func New(ctx context.Context, a *Access, ranges Ranges, more ...kgo.Opt) (*Scan, error) {
	s := &Scan{}
	from := s.take(ranges)
	var err error
	s.client, err = a.Open(ctx, append(more, kgo.ConsumePartitions(from))...)
	return s, err
}

// Admin asks the cluster by the scan's client.
func (s *Scan) Admin() *kadm.Client { return kadm.NewClient(s.client) }

// take takes in partitions that it does not have yet, and returns where they begin.
func (s *Scan) take(ranges Ranges) map[string]map[int32]kgo.Offset {
	from := make(map[string]map[int32]kgo.Offset)
	for topic, partitions := range ranges {
		for p, at := range partitions {
			if s.part(topic, p) != nil {
				continue
			}
			if from[topic] == nil {
				from[topic] = make(map[int32]kgo.Offset)
			}
			from[topic][p] = kgo.NewOffset().At(at.From)
			i, _ := s.find(topic, p)
			s.Parts = slices.Insert(s.Parts, i, &Scanned{Topic: topic, Partition: p, Seen: at.From, End: at.To})
		}
	}
	return from
}

// Add reads more partitions.
func (s *Scan) Add(ranges Ranges) { s.client.AddConsumePartitions(s.take(ranges)) }

func (s *Scan) Close() {
	if s != nil && s.client != nil {
		s.client.Close()
	}
}

// Extend moves the ends.
func (s *Scan) Extend(ends kadm.ListedOffsets) {
	for _, p := range s.Parts {
		if o, ok := ends.Lookup(p.Topic, p.Partition); ok && o.Err == nil {
			p.End = max(p.End, o.Offset)
		}
	}
}

// Next returns the next record, nil at the end.
func (s *Scan) Next(ctx context.Context) (*kgo.Record, error) {
	for {
		p, all := s.oldest()
		switch {
		case all && p == nil:
			return nil, nil
		case all:
			return p.take(), nil
		}
		if err := s.Poll(ctx); err != nil {
			return nil, err
		}
	}
}

// Any returns the next record of whichever partition has one, nil at the end. Where the order
// among partitions does not matter, it is faster than [Scan.Next]: none waits for another.
func (s *Scan) Any(ctx context.Context) (*kgo.Record, error) {
	for {
		all := true
		for _, p := range s.Parts {
			if len(p.Held) > 0 && p.Held[0].Offset < p.End {
				return p.take(), nil
			}
			all = all && p.Seen >= p.End
		}
		if all {
			return nil, nil
		}
		if err := s.Poll(ctx); err != nil {
			return nil, err
		}
	}
}

func (p *Scanned) take() *kgo.Record {
	r := p.Held[0]
	p.Held[0] = nil // or its batch stays in memory
	p.Held = p.Held[1:]
	return r
}

// Some returns at most so many of the next records, none at the end.
func (s *Scan) Some(ctx context.Context, most int) (list []*kgo.Record, err error) {
	for len(list) < most {
		r, err := s.Next(ctx)
		if r == nil || err != nil {
			return list, err
		}
		list = append(list, r)
	}
	return list, nil
}

// oldest returns the partition with the oldest record, nil if there is none,
// and whether all partitions have shown theirs.
func (s *Scan) oldest() (oldest *Scanned, all bool) {
	for _, p := range s.Parts {
		switch {
		case len(p.Held) == 0 && p.Seen < p.End:
			return nil, false
		case len(p.Held) == 0 || p.Held[0].Offset >= p.End:
		case oldest == nil || p.Held[0].Timestamp.Before(oldest.Held[0].Timestamp):
			oldest = p
		}
	}
	return oldest, true
}

func (s *Scan) Poll(ctx context.Context) error {
	s.pause()
	wait, cancel := context.WithTimeout(ctx, scanIdle)
	defer cancel()
	fetches := s.client.PollRecords(wait, scanRoom)
	busy := false
	for _, failed := range fetches.Errors() {
		if wait.Err() != nil && errors.Is(failed.Err, wait.Err()) {
			continue
		}
		short := errors.Is(failed.Err, decompress.ErrBusy)
		if s.Strict && !short || slices.ContainsFunc(connect.NonRetriable, func(err error) bool { return errors.Is(failed.Err, err) }) {
			return &cluster.TopicError{Topic: failed.Topic, Err: failed.Err}
		}
		busy = busy || short
	}
	records := append(fetches.Records(), PassGiants(s.client, fetches)...)
	for _, r := range records {
		p := s.part(r.Topic, r.Partition)
		p.Seen = r.Offset + 1
		if !r.Attrs.IsControl() {
			p.Held = append(p.Held, r)
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
func (s *Scan) relieve() {
	s.tight = true
	offsets := make(map[string]map[int32]kgo.EpochOffset)
	for _, p := range s.Parts {
		if len(p.Held) == 0 {
			continue
		}
		if offsets[p.Topic] == nil {
			offsets[p.Topic] = make(map[int32]kgo.EpochOffset)
		}
		first := detached(p.Held[0])
		p.Held, p.Seen = []*kgo.Record{first}, first.Offset+1
		offsets[p.Topic][p.Partition] = kgo.EpochOffset{Epoch: -1, Offset: p.Seen}
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
func (s *Scan) part(topic string, partition int32) *Scanned {
	if i, ok := s.find(topic, partition); ok {
		return s.Parts[i]
	}
	return nil
}

// find is where a partition is in the list, or would be.
func (s *Scan) find(topic string, partition int32) (i int, found bool) {
	return slices.BinarySearchFunc(s.Parts, struct{}{}, func(p *Scanned, _ struct{}) int {
		return cmp.Or(cmp.Compare(p.Topic, topic), cmp.Compare(p.Partition, partition))
	})
}

// pause keeps a partition that is ahead of the others from filling the memory.
func (s *Scan) pause() {
	for _, p := range s.Parts {
		at := map[string][]int32{p.Topic: {p.Partition}}
		most, least := scanRoom, scanRoom/2
		if s.tight {
			most, least = 1, 1
		}
		switch {
		case len(p.Held) >= most && !p.paused:
			s.client.PauseFetchPartitions(at)
			p.paused = true
		case len(p.Held) < least && p.paused:
			s.client.ResumeFetchPartitions(at)
			p.paused = false
		}
	}
}

// skipDeleted passes over what was deleted since the range was chosen: nothing
// will ever come of it.
func (s *Scan) skipDeleted(ctx context.Context) {
	var topics []string
	for _, p := range s.Parts {
		if p.Seen < p.End {
			topics = append(topics, p.Topic)
		}
	}
	starts, err := s.Admin().ListStartOffsets(ctx, slices.Compact(topics)...)
	if err != nil {
		return // the next poll tells, or the next time
	}
	for _, p := range s.Parts {
		if o, ok := starts.Lookup(p.Topic, p.Partition); ok && o.Err == nil {
			p.Seen = max(p.Seen, o.Offset)
		}
	}
}
