package sendbuffer

import (
	"context"
	"iter"
	"slices"
	"sync"
)

// A Buffer limits unacknowledged events by count and bytes. The byte limit may be
// exceeded by one event, so that a large one does not wait among small ones without end.
type Buffer struct {
	limit, limitBytes int
	errs              Errors

	// mu guards what follows, and the epochs.
	mu     sync.Mutex
	held   int
	bytes  int           // of their records
	closed bool          // no more calls are admitted
	over   bool          // nor events of those that were
	epoch  *Epoch        // of the events that are admitted now
	sealed []*Epoch      // earlier ones that a flush waits for, oldest first
	freed  chan struct{} // closed when there is room again; nil if nothing waits
}

// An Epoch is the events that were admitted between two flushes.
type Epoch struct {
	open  int
	ended chan struct{} // closed when none is open; nil until the epoch is sealed
}

// Errors are the errors of a buffer.
type Errors struct {
	Closed   error // after close
	Full     error // no room, for a request that does not wait
	NoAnswer error // the deadline of a request is over
}

// NewBuffer returns an empty buffer.
func NewBuffer(limit, limitBytes int, errs Errors) *Buffer {
	return &Buffer{limit: limit, limitBytes: limitBytes, errs: errs, epoch: new(Epoch)}
}

// A Request asks for room for an event.
type Request struct {
	Size     int             // of its record, in bytes
	Fail     bool            // instead of waiting for room
	InCall   bool            // it belongs to a call that was admitted
	Deadline <-chan struct{} // closed when to wait no longer; may be nil
	// Exempt reports whether the event is admitted without room. It is called only when
	// there is none; nil is no.
	Exempt func() bool
	late   error // why it is not admitted although there is room, nil if it is
}

// Begin admits a call, whose events may follow even if the publisher is closed meanwhile.
// It ends with [Buffer.End].
func (b *Buffer) Begin() (*Epoch, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, b.errs.Closed
	}
	b.epoch.open++
	return b.epoch, nil
}

// End notes that a call has ended.
func (b *Buffer) End(call *Epoch) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.settle(call)
}

// Admit admits an event as soon as there is room. The error is one of those that the
// buffer was made with, or the cause of ctx.
func (b *Buffer) Admit(ctx context.Context, a Request) (*Epoch, error) {
	if ctx.Err() != nil {
		a.late = context.Cause(ctx)
	}
	e, freed, err := b.try(a, false)
	if freed == nil {
		return e, err
	}
	exempt := a.Exempt != nil && a.Exempt()
	for {
		if e, freed, err = b.try(a, exempt); freed == nil {
			return e, err
		}
		select {
		case <-freed:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-a.Deadline:
			return nil, b.errs.NoAnswer
		}
	}
}

// try admits an event, or returns what to wait for.
func (b *Buffer) try(a Request, exempt bool) (e *Epoch, freed <-chan struct{}, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.over, b.closed && !a.InCall:
		return nil, nil, b.errs.Closed
	case a.late != nil:
		return nil, nil, a.late
	case exempt || !b.full():
		b.held++
		b.bytes += a.Size
		b.epoch.open++
		return b.epoch, nil, nil
	case a.Fail:
		return nil, nil, b.errs.Full
	}
	if b.freed == nil {
		b.freed = make(chan struct{})
	}
	return nil, b.freed, nil
}

// full reports whether an event would have to wait.
func (b *Buffer) full() bool { return b.held >= b.limit || b.bytes >= b.limitBytes }

// Leave frees the room of an event that was acknowledged or failed.
func (b *Buffer) Leave(e *Epoch, size int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held--
	b.bytes -= size
	b.settle(e)
	b.wake()
}

// LeaveAll is leave for several events, of an epoch and a size each.
func (b *Buffer) LeaveAll(events iter.Seq2[*Epoch, int]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for e, size := range events {
		b.held--
		b.bytes -= size
		b.settle(e)
	}
	b.wake()
}

func (b *Buffer) settle(e *Epoch) {
	if e.open--; e.open == 0 && e.ended != nil {
		close(e.ended)
		b.sealed = slices.DeleteFunc(b.sealed, func(s *Epoch) bool { return s == e })
	}
}

func (b *Buffer) wake() {
	if b.freed != nil {
		close(b.freed)
		b.freed = nil
	}
}

// Flush waits until all events and calls that were admitted before have left. The error
// is the cause of ctx.
func (b *Buffer) Flush(ctx context.Context) error {
	b.mu.Lock()
	if b.epoch.open > 0 {
		b.epoch.ended = make(chan struct{})
		b.sealed = append(b.sealed, b.epoch)
		b.epoch = new(Epoch)
	}
	earlier := slices.Clone(b.sealed)
	b.mu.Unlock()
	for _, e := range earlier {
		select {
		case <-e.ended:
			continue
		default:
		}
		select {
		case <-e.ended:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return nil
}

// Close admits no more calls, and with over no more events of earlier ones.
func (b *Buffer) Close(over bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed, b.over = true, b.over || over
	b.wake()
}

// Unsettled returns how many events have not left.
func (b *Buffer) Unsettled() int {
	events, _, _ := b.Load()
	return events
}

// Load returns how many events have not left, their bytes, and whether others have to
// wait for them.
func (b *Buffer) Load() (events, bytes int, full bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.held, b.bytes, b.full()
}
