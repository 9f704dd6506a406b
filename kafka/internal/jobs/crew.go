package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/mediamesh/events/kafka/internal/lanes"
)

// ShutdownTimeout bounds each of a consumer's last steps after its handlers were cancelled.
const ShutdownTimeout = 5 * time.Second

// A Crew is the workers of a scheduler.
type Crew struct {
	Scheduler      *Scheduler
	Group          string // for the log
	Workers        int
	HandlerTimeout time.Duration // 0 or less for no timeout
	DrainTimeout   time.Duration // for running handlers when the crew finishes
	Logger         *slog.Logger
	Abandoned      func(handlers int) error // returns the error for handlers that do not return

	ended chan struct{} // closed when all workers have ended
}

// Start runs work in Workers goroutines, and returns at once. work must return when the scheduler
// is closed.
func (c *Crew) Start(work func()) {
	var all sync.WaitGroup
	for range c.Workers {
		all.Go(work)
	}
	c.ended = make(chan struct{})
	go func() {
		all.Wait()
		close(c.ended)
	}()
	go c.watchHandlers()
}

// watchHandlers cancels the contexts of handlers that exceed HandlerTimeout, until the workers
// end.
func (c *Crew) watchHandlers() {
	if c.HandlerTimeout <= 0 {
		return
	}
	ticker := time.NewTicker(min(max(c.HandlerTimeout/20, 5*time.Millisecond), time.Second))
	defer ticker.Stop()
	for {
		select {
		case <-c.ended:
			return
		case now := <-ticker.C:
			c.Scheduler.CancelOverdue(now.Add(-c.HandlerTimeout))
		}
	}
}

// Finish closes the scheduler and waits for the workers. Running handlers have DrainTimeout to
// return; then their contexts are cancelled. The error is that of Abandoned.
func (c *Crew) Finish(ctx context.Context) error {
	places := c.Scheduler.All()
	c.Drain(places)
	c.Scheduler.Close()
	if abandoned := c.Scheduler.Abandon(places); abandoned > 0 {
		c.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: handlers did not return within the drain timeout; their events will be redelivered",
			slog.String("group", c.Group), slog.Int("handlers", abandoned), slog.Duration("drain_timeout", c.DrainTimeout))
	}
	timer := time.NewTimer(ShutdownTimeout)
	defer timer.Stop()
	select {
	case <-c.ended:
		return nil
	case <-timer.C:
		if n := c.Scheduler.Busy(); n > 0 {
			return c.Abandoned(n)
		}
		<-c.ended
		return nil
	}
}

// Drain drains partitions: it waits up to DrainTimeout until their started records are completed.
func (c *Crew) Drain(places []lanes.Place) {
	timer := time.NewTimer(c.DrainTimeout)
	defer timer.Stop()
	for _, drained := range c.Scheduler.Drain(places, time.Now().Add(c.DrainTimeout)) {
		select {
		case <-drained:
		case <-timer.C:
			return
		}
	}
}
