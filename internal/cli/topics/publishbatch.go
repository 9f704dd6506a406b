package topics

import (
	"context"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/wire"
)

// batch collects valid events, and publishes them in batches.
type batch struct {
	publisher *kafka.Publisher
	refused   func(verdict.Verdict) error // called for each event that the publisher rejects
	published int
	unsure    int // events that may have been published, as when a call is interrupted

	events []events.Message
	from   []verdict.Verdict // the source of each event
}

// batchSize is the number of events that are sent before waiting for the first.
const batchSize = 500

func (b *batch) add(ctx context.Context, e events.Message, from verdict.Verdict) error {
	b.events, b.from = append(b.events, e), append(b.from, from)
	if len(b.events) < batchSize {
		return nil
	}
	return b.send(ctx)
}

// send publishes the collected events. If a call finds an invalid event, it sends none; so
// send removes the invalid events and sends the others.
func (b *batch) send(ctx context.Context) error {
	for len(b.events) > 0 {
		err := b.publisher.Publish(ctx, b.events...)
		failures := kafka.Failures(err)
		wrong := slices.DeleteFunc(slices.Clone(failures), func(f *kafka.PublishError) bool { return !f.Refused })
		if len(wrong) == 0 {
			if err == nil || len(failures) > 0 {
				b.published += len(b.events) - len(failures)
			}
			for _, f := range failures {
				if f.Retry == kafka.RetryMayDuplicate {
					b.unsure++
				}
			}
			b.events, b.from = nil, nil
			return err
		}
		for _, f := range slices.Backward(wrong) {
			v := b.from[f.Index]
			v.Valid = false
			v.Violations = []verdict.Violation{{Rule: wire.RuleSize, Message: "cannot be published: " + f.Err.Error()}}
			b.events, b.from = slices.Delete(b.events, f.Index, f.Index+1), slices.Delete(b.from, f.Index, f.Index+1)
			if err := b.refused(v); err != nil {
				return err
			}
		}
	}
	return nil
}
