package kafka

import (
	"context"
	"slices"
	"sync"
)

// buffer counts the events that a publisher has accepted and not settled yet,
// and their bytes, and lets in no more than a limit. The bytes may exceed theirs
// by one event: a great one would otherwise wait for ever among small ones.
type buffer struct {
	limit, limitBytes int

	mu     sync.Mutex
	held   int
	bytes  int           // of their records
	closed bool          // no more calls are let in
	over   bool          // nor events of those that were
	lot    *lot          // of the events that come in
	sealed []*lot        // earlier ones that somebody waits for, oldest first
	freed  chan struct{} // closed when there is room again; nil if nobody waits
}

// lot is the events that came in between two calls to Flush.
type lot struct {
	open  int
	ended chan struct{} // closed when none is open; nil until the lot is sealed
}

func newBuffer(limit, limitBytes int) *buffer {
	return &buffer{limit: limit, limitBytes: limitBytes, lot: new(lot)}
}

// entrance is what an event needs to be let in.
type entrance struct {
	size   int // of its record, in bytes
	full   WhenFull
	inCall bool            // it belongs to a call that was let in
	late   error           // why it comes too late, nil if it does not
	beyond bool            // the limit does not count
	cutoff <-chan struct{} // when to wait no longer, for the client does not answer
}

// begin lets a call in, whose events may follow even if the publisher is closed
// in the meantime. It leaves by end.
func (b *buffer) begin() (*lot, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, ErrClosed
	}
	b.lot.open++
	return b.lot, nil
}

// end notes that a call is over.
func (b *buffer) end(call *lot) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.settle(call)
}

// enter lets an event in, as soon as there is room.
func (b *buffer) enter(ctx context.Context, a entrance) (*lot, error) {
	if ctx.Err() != nil {
		a.late = context.Cause(ctx)
	}
	l, freed, err := b.try(a)
	if freed == nil {
		return l, err
	}
	// Room that a callback waited for might be its own event's.
	a.beyond = inCallback()
	for {
		if l, freed, err = b.try(a); freed == nil {
			return l, err
		}
		select {
		case <-freed:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-a.cutoff:
			return nil, errNoAnswer
		}
	}
}

// try lets an event in, or returns what to wait for.
func (b *buffer) try(a entrance) (l *lot, freed <-chan struct{}, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.over, b.closed && !a.inCall:
		return nil, nil, ErrClosed
	case a.late != nil:
		return nil, nil, a.late
	case a.beyond || !b.full():
		b.held++
		b.bytes += a.size
		b.lot.open++
		return b.lot, nil, nil
	case a.full == Fail:
		return nil, nil, ErrFull
	}
	if b.freed == nil {
		b.freed = make(chan struct{})
	}
	return nil, b.freed, nil
}

// full tells whether an event would have to wait.
func (b *buffer) full() bool { return b.held >= b.limit || b.bytes >= b.limitBytes }

// leave notes that an event of that size is settled.
func (b *buffer) leave(l *lot, size int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held--
	b.bytes -= size
	b.settle(l)
	b.wake()
}

// leaveAll is leave for several events.
func (b *buffer) leaveAll(list []*shipment) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held -= len(list)
	for _, p := range list {
		b.bytes -= p.size
		b.settle(p.lot)
	}
	b.wake()
}

func (b *buffer) settle(l *lot) {
	if l.open--; l.open == 0 && l.ended != nil {
		close(l.ended)
		b.sealed = slices.DeleteFunc(b.sealed, func(s *lot) bool { return s == l })
	}
}

func (b *buffer) wake() {
	if b.freed != nil {
		close(b.freed)
		b.freed = nil
	}
}

// flush waits until all events are settled that were let in before. Otherwise
// it returns why it did not wait on.
func (b *buffer) flush(ctx context.Context) error {
	b.mu.Lock()
	if b.lot.open > 0 {
		b.lot.ended = make(chan struct{})
		b.sealed = append(b.sealed, b.lot)
		b.lot = new(lot)
	}
	earlier := slices.Clone(b.sealed)
	b.mu.Unlock()
	for _, l := range earlier {
		select {
		case <-l.ended:
			continue
		default:
		}
		select {
		case <-l.ended:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return nil
}

// close lets no more calls in, and at last no events of earlier ones.
func (b *buffer) close(over bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed, b.over = true, b.over || over
	b.wake()
}

// unsettled returns how many events are.
func (b *buffer) unsettled() int {
	events, _, _ := b.load()
	return events
}

// load returns how many events are not settled, their bytes, and whether others
// have to wait for them.
func (b *buffer) load() (events, bytes int, full bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.held, b.bytes, b.full()
}
