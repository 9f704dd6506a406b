package lanes

import (
	"context"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

var (
	// ErrAbandoned is why a slot's context ends whose partition was given up, or whose
	// scheduler stops.
	ErrAbandoned = errors.New("kafka: the time for stopping is over")
	// ErrTooLong is why a slot's context ends whose task takes too long.
	ErrTooLong = errors.New("kafka: the handler's time is over")
)

// A Slot has the task of one worker. Its methods are for that worker, while it has a task.
type Slot struct {
	base context.Context

	// The worker's own, and guarded by the scheduler's mutex where others look.
	ctx    context.Context
	cancel context.CancelCauseFunc
	record *kgo.Record // nil if it has none
	since  time.Time
}

// NewSlot returns a slot whose contexts are made of ctx.
func (s *Scheduler[K, J]) NewSlot(ctx context.Context) *Slot {
	s.mu.Lock()
	defer s.mu.Unlock()
	slot := &Slot{base: ctx}
	s.slots = append(s.slots, slot)
	return slot
}

// Context returns the context for handling the record. It ends with [ErrAbandoned] or
// [ErrTooLong] as its cause, or with that of the slot.
func (s *Slot) Context() context.Context { return s.ctx }

// Record returns the record, also after its task was settled.
func (s *Slot) Record() *kgo.Record { return s.record }

// Since returns when the worker got the task.
func (s *Slot) Since() time.Time { return s.since }

// begin gives the slot a record. A context that ended is replaced.
func (s *Slot) begin(r *kgo.Record) {
	if s.ctx == nil || s.ctx.Err() != nil {
		s.ctx, s.cancel = context.WithCancelCause(s.base)
	}
	s.record, s.since = r, time.Now()
}

func (s *Slot) end() { s.record = nil }

// Busy returns how many workers have a task.
func (s *Scheduler[K, J]) Busy() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, slot := range s.slots {
		if slot.record != nil {
			n++
		}
	}
	return n
}

// CancelOverdue ends the contexts of workers that have had their task since due or longer.
func (s *Scheduler[K, J]) CancelOverdue(due time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, slot := range s.slots {
		if slot.record != nil && !slot.since.After(due) {
			slot.cancel(ErrTooLong)
		}
	}
}
