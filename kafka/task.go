package kafka

import (
	"context"

	"go.opentelemetry.io/otel/trace"

	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/dlqwriter"
	"github.com/mediamesh/events/kafka/internal/keyorder"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/provenance"
)

// What the scheduler of a run deals with.
type (
	scheduler = lanes.Scheduler[keyorder.Keys, job]
	task      = lanes.Task[keyorder.Keys, job]
	outcome   = lanes.Outcome
	place     = lanes.Place
)

// newScheduler returns a scheduler that takes up nothing new once stopping has ended. For
// a single worker it keeps the order of each partition.
func newScheduler(stopping context.Context, c *ConsumerConfig) *scheduler {
	return lanes.New[keyorder.Keys](lanes.Options[job]{
		Stopping: stopping, Records: c.MaxInFlight, Bytes: c.MaxInFlightBytes, Serial: c.Workers == 1,
		Writes:  func(j *job) bool { return j.dead != nil || j.resolves },
		Release: func(j *job) { j.dead = nil },
	})
}

// A job is what is remembered of a task besides its record.
type job struct {
	attempts int                // of its handler
	tried    *trace.SpanContext // the last of them, if that failed and there are spans

	// Of a task whose record has headers of a redrive:
	traced   bool                // it is known whether they are true
	resolves bool                // it was handled, and that is to be noted in the ledger
	redriven *provenance.Redrive // nil if it was not redriven

	// Of a task whose record is to be a dead letter:
	dead  *deadletter.Letter // nil if it is not
	tries dlqwriter.Tries    // of what the task needs besides its record
}
