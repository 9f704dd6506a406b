package delivery

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
)

const (
	// coldKeys have handlers that return at once, the hot key's take hotHandler.
	coldKeys   = 1000
	hotHandler = 10 * time.Millisecond
	// hotKey is the number of the program that is hot.
	hotKey = coldKeys
	// hotEach of so many records is of the hot key, where there is one. All of
	// them together stay below what may wait in memory.
	hotEach = 50
)

// hotKeySide is our consumer of cold records, among which there are hot ones in
// one of the topics. Its turn is over when all cold ones are handled.
type hotKeySide struct{ Settings }

func newHotKey(s Settings) (side, error) { return hotKeySide{s}, nil }

func (hotKeySide) close() error { return nil }

func (s hotKeySide) turn(ctx context.Context, t turn) (outcome, error) {
	hot := programs(hotKey + 1)[hotKey].id
	var cold atomic.Int64
	work := func(done func()) handler {
		return func(_ context.Context, e events.Event[content.Created]) error {
			if e.Payload.ContentID == hot {
				time.Sleep(hotHandler)
			} else if cold.Add(1) == int64(t.Records) {
				done()
			}
			return nil
		}
	}
	c := kafka.ConsumerConfig{
		Brokers: s.Brokers, Group: t.Group, Topics: []string{s.Topic},
		// What is left of the hot key is not to be waited for.
		DrainTimeout: 100 * time.Millisecond,
	}
	d, err := consume(ctx, c, work, func() string { return fmt.Sprintf("%d of %d cold records", cold.Load(), t.Records) })
	return took(d), err
}

// withHot says which program the i-th record is about, if each so many is hot;
// the cold ones come in turns.
func withHot(i int) int {
	if i%hotEach == hotEach-1 {
		return hotKey
	}
	return (i - i/hotEach) % coldKeys
}

// coldOnly says the same of a topic without hot ones.
func coldOnly(i int) int { return i % coldKeys }
