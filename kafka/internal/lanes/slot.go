package lanes

import (
	"context"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

var (
	// ErrAbandoned is the cause of a context that ends because its partition was removed or its
	// scheduler stops.
	ErrAbandoned = errors.New("kafka: the time for stopping is over")
	// ErrTooLong is the cause of a context that ends because its task takes too long.
	ErrTooLong = errors.New("kafka: the handler's time is over")
)

// A Slot holds the task of one worker. Only that worker may call its methods, while it has a
// task.
type Slot struct {
	base context.Context

	// Owned by the worker; guarded by the scheduler's mutex when others read them.
	ctx    context.Context
	cancel context.CancelCauseFunc
	record *kgo.Record // nil without a task
	since  time.Time
}

// NewSlot returns a slot whose contexts derive from ctx.
func (s *Scheduler[K, J]) NewSlot(ctx context.Context) *Slot {
	s.mu.Lock()
	defer s.mu.Unlock()
	slot := &Slot{base: ctx}
	s.slots = append(s.slots, slot)
	return slot
}

// Context returns the context for handling the record. Its cause is [ErrAbandoned], [ErrTooLong]
// or that of the slot's base context.
func (s *Slot) Context() context.Context { return s.ctx }

// Record returns the record, even after its task was settled.
func (s *Slot) Record() *kgo.Record { return s.record }

// Since returns when the worker got the task.
func (s *Slot) Since() time.Time { return s.since }

// begin sets the slot's record, and replaces a context that has ended.
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

// CancelOverdue cancels the contexts of workers that got their task at due or earlier.
func (s *Scheduler[K, J]) CancelOverdue(due time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, slot := range s.slots {
		if slot.record != nil && !slot.since.After(due) {
			slot.cancel(ErrTooLong)
		}
	}
}
