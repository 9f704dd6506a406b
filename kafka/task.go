package kafka

import (
	"context"

	"github.com/mediamesh/events/kafka/internal/jobs"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// The types that workers process.
type (
	task    = jobs.Task
	outcome = lanes.Outcome
)

// newScheduler returns a scheduler that starts no more tasks once stopping has ended. With a
// single worker it keeps the order of each partition.
func newScheduler(stopping context.Context, c *ConsumerConfig) *jobs.Scheduler {
	return jobs.NewScheduler(stopping, jobs.Limits{Records: c.MaxInFlight, Bytes: c.MaxInFlightBytes, Serial: c.Workers == 1})
}

// newCrew returns the workers of a scheduler.
func newCrew(s *jobs.Scheduler, c *ConsumerConfig) *jobs.Crew {
	return &jobs.Crew{
		Scheduler: s, Group: c.Group, Workers: c.Workers, HandlerTimeout: c.HandlerTimeout, DrainTimeout: c.DrainTimeout, Logger: c.Logger,
		Abandoned: func(handlers int) error { return &AbandonedError{Handlers: handlers, Timeout: c.DrainTimeout} },
	}
}
