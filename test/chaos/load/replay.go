//go:build unix

package load

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
)

// Replay is the process that replays the topic of a group, by a consumer of the
// group that does not run. It ends when it has, or is asked to.
func Replay(dir string, group int) error {
	c, err := Read(dir)
	if err != nil {
		return err
	}
	g := &c.Groups[group]
	out, err := journal.Open(filepath.Join(dir, g.Journal))
	if err != nil {
		return err
	}
	defer out.Close()
	config := consumerConfig(c, g)
	config.Retry.MaxAttempts = 1
	config.Policies = map[kafka.Reason]kafka.Policy{kafka.ReasonHandlerFailed: kafka.PolicySkip}
	consumer, err := kafka.NewConsumer(config)
	if err != nil {
		return err
	}
	err = kafka.Handle(consumer, func(ctx context.Context, e events.Event[content.Created]) error {
		r, ok := kafka.RecordFrom(ctx)
		if !ok {
			return errors.New("the context does not know the record")
		}
		return out.Append(journal.Line(nil, journal.Replayed, r.Topic, r.Partition, r.Offset, e.Metadata.EventID))
	})
	if err != nil {
		return err
	}
	ctx, cancel := process.Part(nil)
	defer cancel()
	process.SayReady()
	_, err = kafka.Replay(ctx, consumer, kafka.ReplayConfig{Topic: g.Topics[0]})
	if ctx.Err() != nil {
		return nil
	}
	return err
}
