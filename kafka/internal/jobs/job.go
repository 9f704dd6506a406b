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

// The scheduler and its tasks.
type (
	Scheduler = lanes.Scheduler[keyorder.Keys, Job]
	Task      = lanes.Task[keyorder.Keys, Job]
)

// Limits are the limits of a scheduler.
type Limits struct {
	Records, Bytes int
	Serial         bool // process each partition in order, not just each key
}

// NewScheduler returns a scheduler that starts nothing new once stopping has ended.
func NewScheduler(stopping context.Context, l Limits) *Scheduler {
	return lanes.New[keyorder.Keys](lanes.Options[Job]{
		Stopping: stopping, Records: l.Records, Bytes: l.Bytes, Serial: l.Serial,
		Writes:  func(j *Job) bool { return j.Dead != nil || j.Resolves },
		Release: func(j *Job) { j.Dead = nil },
	})
}

// A Job is the state of a task besides its record.
type Job struct {
	Attempts int                // handler calls
	Tried    *trace.SpanContext // span of the last failed handler call, nil without spans

	// For a record with redrive headers:
	Traced   bool                // verification of the headers has finished
	Resolves bool                // it was handled, which must be recorded in the ledger
	Redriven *provenance.Redrive // nil if it was not redriven

	// For a record that becomes a dead letter:
	Dead  *deadletter.Letter // nil if it does not
	Tries dlqwriter.Tries    // attempts to write the dead letter or ledger entry
}
