package delivery

import (
	"context"
	"fmt"
	"time"
)

// Settings say what a side is to do, in a process of its own.
type Settings struct {
	Side    string // "publish/async/events"
	Brokers []string
	Topic   string
	Profile string // where to write a CPU profile; empty: nowhere
}

// turn is what a side is asked for.
type turn struct {
	Records int
	Group   string // a fresh one, for consumers
}

// outcome is what a side answers: how long its records took, and what else the
// case wants to know.
type outcome struct {
	NS     int64
	CPU    int64 // nanoseconds of processors that the whole turn took
	Values map[string]float64
	Error  string
}

// side does turns.
type side interface {
	turn(ctx context.Context, t turn) (outcome, error)
	close() error
}

// sides makes them by name.
var sides = map[string]func(Settings) (side, error){
	"publish/async/events":        newAsyncPublisher,
	"publish/async/franz-go":      franzAsync(true),
	"publish/async/franz-go-bare": franzAsync(false),
	"publish/sync-256/events":     newSyncPublisher,
	"publish/sync-256/watermill":  newWatermillPublisher,
	"publish/sync-256/franz-go":   newFranzSyncPublisher,
	"consume/events":              eventsConsumer(false),
	"consume/events-zero-copy":    eventsConsumer(true),
	"consume/franz-go":            newFranzConsumer,
	"consume/watermill":           newWatermillConsumer,
	"schedule/events":             newScheduled,
	"memory/fast":                 newMemory(fastHandler),
	"memory/slow":                 newMemory(slowHandler),
	"hot-key/within/events":       newHotKey(false),
	"hot-key/elsewhere/events":    newHotKey(true),
}

// took is the outcome of a turn that only took time.
func took(d time.Duration) outcome { return outcome{NS: d.Nanoseconds()} }

// turnTimeout bounds a turn, so that records which never come are an error.
const turnTimeout = 2 * time.Minute

// until waits for done. It is an error if the turn's time ends before.
func until(ctx context.Context, done <-chan struct{}, what func() string) error {
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: %s", context.Cause(ctx), what())
	}
}
