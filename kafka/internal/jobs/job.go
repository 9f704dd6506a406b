package jobs

import (
	"context"

	"go.opentelemetry.io/otel/trace"

	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/dlqwriter"
	"github.com/mediamesh/events/kafka/internal/keyorder"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/provenance"
)

// What a scheduler deals with.
type (
	Scheduler = lanes.Scheduler[keyorder.Keys, Job]
	Task      = lanes.Task[keyorder.Keys, Job]
)

// Limits are the limits of a scheduler.
type Limits struct {
	Records, Bytes int
	Serial         bool // it keeps the order of each partition, not of each key alone
}

// NewScheduler returns a scheduler that takes up nothing new once stopping has ended.
func NewScheduler(stopping context.Context, l Limits) *Scheduler {
	return lanes.New[keyorder.Keys](lanes.Options[Job]{
		Stopping: stopping, Records: l.Records, Bytes: l.Bytes, Serial: l.Serial,
		Writes:  func(j *Job) bool { return j.Dead != nil || j.Resolves },
		Release: func(j *Job) { j.Dead = nil },
	})
}

// A Job is what is remembered of a task besides its record.
type Job struct {
	Attempts int                // calls of its handler
	Tried    *trace.SpanContext // the last of them, if it failed and there are spans

	// Of a task whose record has headers of a redrive:
	Traced   bool                // whether they are true is known
	Resolves bool                // it was handled, which is to be noted in the ledger
	Redriven *provenance.Redrive // nil if it was not redriven

	// Of a task whose record is to be a dead letter:
	Dead  *deadletter.Letter // nil if it is not
	Tries dlqwriter.Tries    // of what the task needs besides its record
}
