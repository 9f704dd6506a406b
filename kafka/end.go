package kafka

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
)

// ends are the offsets that a group must have committed to be done with what
// topics held at some moment. Partitions that are done are left out. Nil has
// no end.
type ends struct {
	// mu guards the fields below.
	mu   sync.Mutex
	left map[string]map[int32]int64
	past map[place]int64    // committed offsets that were past the end: the group reads such partitions again
	wake context.CancelFunc // ends a poll that would wait for nothing
}

// findEnds returns the ends of the topics as of now.
func findEnds(ctx context.Context, client *kgo.Client, config ConsumerConfig, topics []string) (*ends, error) {
	e := &ends{left: make(map[string]map[int32]int64), past: make(map[place]int64)}
	admin := kadm.NewClient(client)
	first, err := admin.ListStartOffsets(ctx, topics...)
	if err != nil {
		return nil, &FetchError{Partition: -1, Group: config.Group, Err: fmt.Errorf("finding where the topics begin: %w", connect.RedactAuthError(err))}
	}
	last, err := admin.ListCommittedOffsets(ctx, topics...)
	if err != nil {
		return nil, &FetchError{Partition: -1, Group: config.Group, Err: fmt.Errorf("finding where the topics end: %w", connect.RedactAuthError(err))}
	}
	var failed error
	last.Each(func(o kadm.ListedOffset) {
		if o.Err != nil && !errors.Is(o.Err, kerr.UnknownTopicOrPartition) {
			failed = errors.Join(failed, &FetchError{Topic: o.Topic, Partition: o.Partition, Group: config.Group, Err: fmt.Errorf("finding its end: %w", connect.RedactAuthError(o.Err))})
		}
		from, ok := first.Lookup(o.Topic, o.Partition)
		if ok && o.Err == nil && (from.Offset < o.Offset || config.Start == StartLatest) {
			e.set(o.Topic, o.Partition, o.Offset)
		}
	})
	if failed != nil || e.reached() {
		return e, failed
	}
	high, err := admin.ListEndOffsets(ctx, topics...)
	if err != nil {
		return nil, &FetchError{Partition: -1, Group: config.Group, Err: fmt.Errorf("finding where the topics end: %w", connect.RedactAuthError(err))}
	}
	group, err := groupOffsets(ctx, client, config)
	if err != nil {
		return nil, &FetchError{Partition: -1, Group: config.Group, Err: fmt.Errorf("finding its offsets: %w", err)}
	}
	for topic, partitions := range e.left {
		for p := range partitions {
			at, ok := group.Lookup(topic, p)
			if end, known := high.Lookup(topic, p); ok && known && end.Err == nil && at.At > end.Offset {
				e.past[place{Topic: topic, Partition: p}] = at.At
			}
		}
	}
	e.pass(group)
	return e, nil
}

func (e *ends) set(topic string, p int32, end int64) {
	if e.left[topic] == nil {
		e.left[topic] = make(map[int32]int64)
	}
	e.left[topic][p] = end
}

// reached tells that the group is done.
func (e *ends) reached() bool {
	if e == nil {
		return false
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.none()
}

func (e *ends) none() bool {
	for _, partitions := range e.left {
		if len(partitions) > 0 {
			return false
		}
	}
	return true
}

// awaken has wake called when the group is done.
func (e *ends) awaken(wake context.CancelFunc) {
	if e == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.wake = wake; e.none() {
		wake()
	}
}

// committed notes what this consumer committed.
func (e *ends) committed(at offsets) {
	if e == nil {
		return
	}
	for topic, partitions := range at {
		for p, o := range partitions {
			e.passed(topic, p, o.Offset)
		}
	}
}

// refresh notes what the group's other members committed.
func (e *ends) refresh(ctx context.Context, client *kgo.Client, config ConsumerConfig) {
	if e == nil || e.reached() {
		return
	}
	group, err := groupOffsets(ctx, client, config)
	if err != nil {
		if ctx.Err() == nil {
			config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: the group's offsets cannot be read, and will be tried again",
				slog.String("group", config.Group), slog.String("error", err.Error()))
		}
		return
	}
	e.pass(group)
}

// groupOffsets returns what a group has committed, nothing if it does not exist.
// A new cluster has no coordinators before it is first asked for one.
func groupOffsets(ctx context.Context, client *kgo.Client, config ConsumerConfig) (kadm.OffsetResponses, error) {
	const pause = 100 * time.Millisecond
	late := time.Now().Add(config.Cluster.ConnectTimeout)
	for {
		offsets, err := kadm.NewClient(client).FetchOffsets(ctx, config.Group)
		switch {
		case errors.Is(err, kerr.GroupIDNotFound):
			return nil, nil
		case !connect.IsCoordinatorLoading(err) || time.Now().After(late):
			return offsets, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}

func (e *ends) pass(group kadm.OffsetResponses) {
	group.Each(func(o kadm.OffsetResponse) {
		if past, ok := e.past[place{Topic: o.Topic, Partition: o.Partition}]; o.Err == nil && (!ok || o.At != past) {
			e.passed(o.Topic, o.Partition, o.At)
		}
	})
}

func (e *ends) passed(topic string, p int32, at int64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if end, ok := e.left[topic][p]; ok && at >= end {
		delete(e.left[topic], p)
		if e.wake != nil && e.none() {
			e.wake()
		}
	}
}
