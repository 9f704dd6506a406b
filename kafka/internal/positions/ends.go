package positions

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// Ends are the offsets that a group must have committed to be done with what
// topics held at some moment. Partitions that are done are left out. Nil has
// no end. It is safe for concurrent use.
type Ends struct {
	group Group
	// mu guards the fields below.
	mu   sync.Mutex
	left map[string]map[int32]int64
	past map[lanes.Place]int64 // committed offsets that were past the end: the group reads such partitions again
	wake context.CancelFunc    // ends a poll that would wait for nothing
}

// FindEnds returns the ends of the topics as of now. If the group begins at the latest
// record, it is to commit in partitions without records as well.
func FindEnds(ctx context.Context, group Group, topics []string, latest bool) (*Ends, error) {
	e := &Ends{group: group, left: make(map[string]map[int32]int64), past: make(map[lanes.Place]int64)}
	admin := kadm.NewClient(group.Client)
	first, err := admin.ListStartOffsets(ctx, topics...)
	if err != nil {
		return nil, group.failed(fmt.Errorf("finding where the topics begin: %w", connect.RedactAuthError(err)))
	}
	last, err := admin.ListCommittedOffsets(ctx, topics...)
	if err != nil {
		return nil, group.failed(fmt.Errorf("finding where the topics end: %w", connect.RedactAuthError(err)))
	}
	var failed error
	last.Each(func(o kadm.ListedOffset) {
		if o.Err != nil && !errors.Is(o.Err, kerr.UnknownTopicOrPartition) {
			failed = errors.Join(failed, group.Failed(o.Topic, o.Partition, fmt.Errorf("finding its end: %w", connect.RedactAuthError(o.Err))))
		}
		from, ok := first.Lookup(o.Topic, o.Partition)
		if ok && o.Err == nil && (from.Offset < o.Offset || latest) {
			e.set(o.Topic, o.Partition, o.Offset)
		}
	})
	if failed != nil || e.Reached() {
		return e, failed
	}
	high, err := admin.ListEndOffsets(ctx, topics...)
	if err != nil {
		return nil, group.failed(fmt.Errorf("finding where the topics end: %w", connect.RedactAuthError(err)))
	}
	committed, err := group.committed(ctx)
	if err != nil {
		return nil, group.failed(fmt.Errorf("finding its offsets: %w", err))
	}
	for topic, partitions := range e.left {
		for p := range partitions {
			at, ok := committed.Lookup(topic, p)
			if end, known := high.Lookup(topic, p); ok && known && end.Err == nil && at.At > end.Offset {
				e.past[lanes.Place{Topic: topic, Partition: p}] = at.At
			}
		}
	}
	e.pass(committed)
	return e, nil
}

func (e *Ends) set(topic string, p int32, end int64) {
	if e.left[topic] == nil {
		e.left[topic] = make(map[int32]int64)
	}
	e.left[topic][p] = end
}

// Reached reports whether the group is done.
func (e *Ends) Reached() bool {
	if e == nil {
		return false
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.none()
}

func (e *Ends) none() bool {
	for _, partitions := range e.left {
		if len(partitions) > 0 {
			return false
		}
	}
	return true
}

// Awaken has wake called when the group is done.
func (e *Ends) Awaken(wake context.CancelFunc) {
	if e == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.wake = wake; e.none() {
		wake()
	}
}

// Committed notes what this consumer committed.
func (e *Ends) Committed(done map[lanes.Place]lanes.Position) {
	if e == nil {
		return
	}
	for at, p := range done {
		e.passed(at.Topic, at.Partition, p.At.Offset)
	}
}

// Refresh notes what the group's other members committed.
func (e *Ends) Refresh(ctx context.Context) {
	if e == nil || e.Reached() {
		return
	}
	committed, err := e.group.committed(ctx)
	if err != nil {
		if ctx.Err() == nil {
			e.group.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: cannot read the group's offsets; retrying",
				slog.String("group", e.group.Name), slog.String("error", err.Error()))
		}
		return
	}
	e.pass(committed)
}

func (e *Ends) pass(committed kadm.OffsetResponses) {
	committed.Each(func(o kadm.OffsetResponse) {
		if past, ok := e.past[lanes.Place{Topic: o.Topic, Partition: o.Partition}]; o.Err == nil && (!ok || o.At != past) {
			e.passed(o.Topic, o.Partition, o.At)
		}
	})
}

func (e *Ends) passed(topic string, p int32, at int64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if end, ok := e.left[topic][p]; ok && at >= end {
		delete(e.left[topic], p)
		if e.wake != nil && e.none() {
			e.wake()
		}
	}
}
