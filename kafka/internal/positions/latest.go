package positions

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/doneset"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// Latest decides where a group with StartLatest begins in partitions of which
// it has committed nothing. "Latest" means when the group began to read the
// topic: what is published from then on is handled, whatever happens before the
// first commit. So the decision is committed at once, along with the beginning.
//
//	the topic is new to the group         its end, now
//	it did not exist when the group began its start
//	the partition was added since         its start
//	it was there, and never committed     the first record since the beginning
//
// Groups that committed before this was kept have no beginning: theirs is when
// they first run again.
type Latest struct {
	options LatestOptions
	begun   chan struct{}   // closed when the fields below are known
	group   Group           // as Begin was given it
	absent  map[string]bool // topics that did not exist when the run began
}

// LatestOptions are what a [Latest] needs of its run.
type LatestOptions struct {
	// Wait returns how long to wait after so many failures in a row.
	Wait func(failures int) time.Duration
	// FirstRead returns since when the group reads a partition's topic, as far as commits
	// of the partition say so.
	FirstRead func(lanes.Place) doneset.FirstRead
	// StartAt has a partition begin at an offset, and has that committed at once, with since
	// when the group reads the topic.
	StartAt func(lanes.Place, kgo.EpochOffset, doneset.FirstRead)
}

// NewLatest returns a Latest whose [Latest.Adjust] waits for [Latest.Begin].
func NewLatest(options LatestOptions) *Latest {
	return &Latest{options: options, begun: make(chan struct{})}
}

// Begin notes which topics do not exist. A nil Latest does nothing.
func (l *Latest) Begin(ctx context.Context, group Group, topics []string) error {
	if l == nil {
		return nil
	}
	details, err := kadm.NewClient(group.Client).ListTopics(ctx, topics...)
	if err != nil {
		return group.failed(fmt.Errorf("finding its topics: %w", connect.RedactAuthError(err)))
	}
	l.group, l.absent = group, make(map[string]bool)
	for _, topic := range topics {
		d, ok := details[topic]
		l.absent[topic] = !ok || errors.Is(d.Err, kerr.UnknownTopicOrPartition)
	}
	close(l.begun)
	return nil
}

// Adjust is the client's hook for where to read partitions from that were just
// assigned. It tries until it knows, or ctx ends, as it does with the next
// rebalance.
func (l *Latest) Adjust(ctx context.Context, offsets map[string]map[int32]kgo.Offset) (map[string]map[int32]kgo.Offset, error) {
	select {
	case <-l.begun:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	for failures := 1; ; failures++ {
		err := l.decide(ctx, offsets)
		if err == nil || ctx.Err() != nil {
			return offsets, ctx.Err()
		}
		wait := l.options.Wait(failures)
		l.group.Logger.LogAttrs(ctx, slog.LevelError, "kafka: cannot determine where the group starts; retrying",
			slog.String("group", l.group.Name), slog.Duration("wait", wait), slog.String("error", connect.RedactAuthError(err).Error()))
		if err := backoff.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// decide sets the offsets of partitions without a committed one.
func (l *Latest) decide(ctx context.Context, offsets map[string]map[int32]kgo.Offset) error {
	undecided := make(map[string][]int32)
	for topic, partitions := range offsets {
		for p, o := range partitions {
			if o.EpochOffset().Offset < 0 || !l.options.FirstRead(lanes.Place{Topic: topic, Partition: p}).Known() {
				undecided[topic] = append(undecided[topic], p)
			}
		}
	}
	if len(undecided) == 0 {
		return nil
	}
	// Read again, with the other members' decisions.
	committed, err := l.group.committed(ctx)
	if err != nil {
		return fmt.Errorf("reading the group's offsets: %w", err)
	}
	h := historyOf(committed)
	for topic, partitions := range undecided {
		t, err := l.look(ctx, topic, h)
		if err != nil {
			return err
		}
		for _, p := range partitions {
			at := t.startOf(p, offsets[topic][p].EpochOffset())
			offsets[topic][p] = kgo.NewOffset().At(at.Offset).WithEpoch(at.Epoch)
			l.options.StartAt(lanes.Place{Topic: topic, Partition: p}, at, t.beginning)
		}
	}
	return nil
}

// history is what a group's committed offsets say of how it began.
type history struct {
	group  doneset.FirstRead            // the earliest of all
	topics map[string]doneset.FirstRead // known or not, for each topic with a committed offset
	at     kadm.OffsetResponses
}

func historyOf(committed kadm.OffsetResponses) history {
	h := history{topics: make(map[string]doneset.FirstRead), at: committed}
	committed.Each(func(o kadm.OffsetResponse) {
		if o.Err != nil || o.At < 0 {
			return
		}
		b, _ := doneset.CutFirstRead(o.Metadata)
		h.topics[o.Topic] = h.topics[o.Topic].Earlier(b)
		h.group = h.group.Earlier(b)
	})
	return h
}

// topicStart is where the partitions of a topic begin for a group.
type topicStart struct {
	topic     string
	beginning doneset.FirstRead
	history   history
	from, to  kadm.ListedOffsets // where they start, and end
	since     kadm.ListedOffsets // the first record since the beginning; nil if the group begins now
}

// look finds what is to be known of a topic.
func (l *Latest) look(ctx context.Context, topic string, h history) (*topicStart, error) {
	admin := kadm.NewClient(l.group.Client)
	t := &topicStart{topic: topic, history: h}
	var err error
	if t.from, err = admin.ListStartOffsets(ctx, topic); err == nil {
		t.to, err = admin.ListCommittedOffsets(ctx, topic)
	}
	if err = errors.Join(err, t.from.Error(), t.to.Error()); err != nil {
		return nil, fmt.Errorf("finding the ends of %s: %w", topic, err)
	}
	known, committed := h.topics[topic]
	switch {
	case known.Known():
		t.beginning = known
	case !committed && l.absent[topic]:
		t.beginning = doneset.FirstRead{Millis: doneset.FirstReadNow(0).Earlier(h.group).Millis, Partitions: 0}
	case !committed && h.group.Known():
		return t, t.compare(ctx, admin)
	default:
		t.beginning = doneset.FirstReadNow(len(t.to[topic]))
		return t, nil
	}
	return t, t.find(ctx, admin, t.beginning)
}

// find finds the first records since a beginning.
func (t *topicStart) find(ctx context.Context, admin *kadm.Client, b doneset.FirstRead) (err error) {
	t.since, err = admin.ListOffsetsAfterMilli(ctx, b.Millis, t.topic)
	if err = errors.Join(err, t.since.Error()); err != nil {
		return fmt.Errorf("finding the records of %s since %v: %w", t.topic, time.UnixMilli(b.Millis).UTC(), err)
	}
	return nil
}

// compare decides about a topic that is new to the group: whether it is newer
// than the group, which it is if it has, and had, no older record.
func (t *topicStart) compare(ctx context.Context, admin *kadm.Client) error {
	if err := t.find(ctx, admin, t.history.group); err != nil {
		return err
	}
	for p, from := range t.from[t.topic] {
		first, _ := t.since.Lookup(t.topic, p)
		if from.Offset > 0 || first.Offset > 0 {
			t.beginning, t.since = doneset.FirstReadNow(len(t.to[t.topic])), nil
			return nil
		}
	}
	t.beginning = doneset.FirstRead{Millis: t.history.group.Millis, Partitions: 0}
	return nil
}

// startOf returns where a partition begins: where the group is, if it is
// anywhere.
func (t *topicStart) startOf(p int32, committed kgo.EpochOffset) kgo.EpochOffset {
	if committed.Offset >= 0 {
		return committed
	}
	if o, ok := t.history.at.Lookup(t.topic, p); ok && o.Err == nil && o.At >= 0 {
		return kgo.EpochOffset{Epoch: o.LeaderEpoch, Offset: o.At}
	}
	from, _ := t.from.Lookup(t.topic, p)
	to, ok := t.to.Lookup(t.topic, p)
	at := to.Offset
	switch first, found := t.since.Lookup(t.topic, p); {
	case !ok || p >= t.beginning.Partitions:
		at = from.Offset
	case found && first.Offset >= 0:
		at = min(first.Offset, to.Offset)
	}
	return kgo.EpochOffset{Epoch: -1, Offset: max(at, from.Offset)}
}
