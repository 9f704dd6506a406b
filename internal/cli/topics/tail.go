package topics

import (
	"context"
	"errors"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// tail reads topics without a consumer group.
type tail struct {
	*reading
	offsets    records.Offsets
	partitions []int32
	follow     bool
}

func (t *tail) run(ctx context.Context) error {
	target, err := t.Resolve(t.App)
	if err != nil {
		return err
	}
	topics, err := t.reading.existingTopics(ctx, target, t.follow)
	if err != nil {
		return err
	}
	config := records.Config{
		Cluster: target, Topics: topics, Partitions: t.partitions,
		Offsets: t.offsets, Follow: t.follow, Logger: t.Warnings(),
	}
	for r, err := range records.Read(ctx, config) {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return readFailed(err)
		}
		if err := t.record(r); err != nil {
			return err
		}
		if t.enough() {
			break
		}
	}
	return ctx.Err()
}

func (t *tail) record(r records.Record) error {
	e, err := kafka.Decode(t.registry, r)
	switch {
	case errors.Is(err, kafka.ErrNoValue):
		if t.admits(r, nil) {
			t.passed++
		}
		return nil
	case err != nil:
		return t.refuse(r, err)
	}
	return t.event(r, &e.Metadata)
}

func readFailed(err error) error {
	var topic *cluster.TopicError
	if errors.As(err, &topic) {
		return console.Failed(err, "check --topic, --partition and --brokers")
	}
	return flags.ClusterFailed(err)
}
