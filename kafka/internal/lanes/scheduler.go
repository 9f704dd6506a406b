package lanes

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Options configure a [Scheduler]. All but Serial are required.
type Options[J any] struct {
	// Records and Bytes limit what the scheduler holds: see [Scheduler.Room].
	Records, Bytes int
	// Serial makes all records of a partition share a lane, whatever their keys.
	Serial bool
	// Once Stopping ends, only records below their partition's highest started offset are still
	// started.
	Stopping context.Context
	// Writes reports whether a task's next attempt writes something instead of calling a handler,
	// for [View].
	Writes func(*J) bool
	// Release frees what a completed task no longer needs, because the task may be kept for a
	// long time.
	Release func(*J)
}

// A Scheduler assigns records to workers. It is safe for concurrent use.
type Scheduler[K, J any] struct {
	stopping context.Context
	serial   bool
	writes   func(*J) bool
	release  func(*J)
	changed  chan struct{}
	quiet    chan struct{}

	// mu guards all that follows, including the partitions, their lanes and tasks, and the slots.
	mu         sync.Mutex
	partitions map[Place]*Partition[K, J]
	ready      queue[K, J] // Ready lanes; some may have left that state since
	work       sync.Cond   // signals a Ready lane
	idle       int         // workers waiting for work
	closed     bool        // Next and Finish return nil instead of waiting
	slots      []*Slot
	load
}

// New returns a scheduler without partitions.
func New[K, J any](o Options[J]) *Scheduler[K, J] {
	s := &Scheduler[K, J]{
		partitions: make(map[Place]*Partition[K, J]), load: load{most: o.Records, mostBytes: o.Bytes}, stopping: o.Stopping, serial: o.Serial, writes: o.Writes, release: o.Release,
		changed: make(chan struct{}, 1), quiet: make(chan struct{}, 1),
	}
	s.work.L = &s.mu
	return s
}

// Changed receives a value when there may be room again after [Scheduler.Room] returned 0.
func (s *Scheduler[K, J]) Changed() <-chan struct{} { return s.changed }

// Quiet receives a value when the last pending task is completed, and when there is something to
// commit without that.
func (s *Scheduler[K, J]) Quiet() <-chan struct{} { return s.quiet }

// Assign adds partitions.
func (s *Scheduler[K, J]) Assign(places []Place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range places {
		s.partitions[at] = newPartition[K, J](at, s.serial)
	}
}

// All returns all partitions.
func (s *Scheduler[K, J]) All() (list []Place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at := range s.partitions {
		list = append(list, at)
	}
	return list
}

// Add adds the records of one fetch. It ignores records of partitions that are not assigned or
// are being drained, because another consumer will handle them.
func (s *Scheduler[K, J]) Add(records []*kgo.Record) {
	const atOnce = 64 // limits how long workers wait for the lock
	for len(records) > 0 {
		n := min(atOnce, len(records))
		// Tasks are allocated in small batches, because one pending task keeps its whole batch in
		// memory.
		s.addSome(records[:n], make([]Task[K, J], n))
		records = records[n:]
	}
}

func (s *Scheduler[K, J]) addSome(records []*kgo.Record, tasks []Task[K, J]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p *Partition[K, J]
	for i, r := range records {
		if p == nil || p.Partition != r.Partition || p.Topic != r.Topic {
			p = s.partitions[Place{r.Topic, r.Partition}]
		}
		if p == nil || p.drained != nil {
			p = nil
			continue
		}
		t := &tasks[i]
		*t = Task[K, J]{record: r, offset: r.Offset, end: r.Offset + 1, epoch: r.LeaderEpoch}
		p.append(t)
		if known := p.knows(r); known || r.Attrs.IsControl() { // a transaction marker of Kafka
			t.record, t.done = nil, true
			p.advance()
			continue
		}
		t.lane, t.size = p.laneOf(r), sizeOf(r)
		s.hold(p, 1, t.size)
		s.sized(t.size)
		t.lane.push(t)
		if t.lane.state == idle {
			s.makeReady(t.lane)
		}
	}
	if s.held+s.aside == 0 {
		s.signal(s.quiet)
	}
}

func (s *Scheduler[K, J]) makeReady(l *lane[K, J]) {
	l.become(ready)
	s.ready.push(l)
	if s.idle > 0 {
		s.work.Signal()
	}
}

// Next waits for a worker's first task, and returns it. It returns nil if there are no more
// tasks.
func (s *Scheduler[K, J]) Next(w *Slot) *Task[K, J] {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.take(w)
}

func (s *Scheduler[K, J]) take(w *Slot) *Task[K, J] {
	for {
		l := s.ready.pop()
		switch {
		case l == nil && s.closed:
			return nil
		case l == nil:
			s.idle++
			s.work.Wait()
			s.idle--
			continue
		case l.state != ready:
			continue // dropped since
		}
		t := l.first
		if l.part.gone || t.offset > l.part.begun && s.stopping.Err() != nil {
			l.become(deferred)
			continue
		}
		l.become(running)
		l.slot = w
		l.part.begun = max(l.part.begun, t.offset)
		w.begin(t.record)
		return t
	}
}

// Finish records the outcome of a worker's task, and returns its next task as [Scheduler.Next]
// does.
func (s *Scheduler[K, J]) Finish(w *Slot, t *Task[K, J], o Outcome) *Task[K, J] {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.end()
	// If the task was already settled, another worker may have taken the lane.
	if l := t.lane; l.slot == w {
		l.slot = nil
		switch {
		case l.state != running:
		case l.part.gone:
			l.become(deferred)
		case o.kind == settles:
			l.become(settling)
		}
	}
	s.settled(t, o)
	return s.take(w)
}

// Settle records the outcome of a task that is Settling, or whose worker will return [Settling].
func (s *Scheduler[K, J]) Settle(t *Task[K, J], o Outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settled(t, o)
}

func (s *Scheduler[K, J]) settled(t *Task[K, J], o Outcome) {
	l, p := t.lane, t.lane.part
	switch {
	case p.gone, l.first != t:
		return // dropped, or already settled
	case o.kind == settles:
		return
	case o.kind == sticks:
		l.become(stuck)
		if p.drained != nil { // the task will not be completed
			s.drop(l)
			s.eased(p)
		}
		return
	case o.kind == again:
		s.wait(l, o.wait)
		return
	}
	t.done, t.record = true, nil
	s.release(&t.Job)
	p.finished++
	s.hold(p, -1, -t.size)
	l.shift()
	if l.first != nil {
		s.makeReady(l)
	} else {
		l.become(idle)
		p.ended(l)
	}
	p.advance()
	s.eased(p)
}

// eased signals that fewer tasks are pending.
func (s *Scheduler[K, J]) eased(p *Partition[K, J]) {
	if s.full {
		s.signal(s.changed)
	}
	if s.held+s.aside == 0 {
		s.signal(s.quiet)
	}
	if p.drained != nil && p.held == 0 {
		p.empty()
	}
}

func (s *Scheduler[K, J]) signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// wait makes a lane Ready after d.
func (s *Scheduler[K, J]) wait(l *lane[K, J], d time.Duration) {
	if d <= 0 {
		s.makeReady(l)
		return
	}
	l.due = time.Now().Add(d)
	if l.part.drained != nil && l.due.After(l.part.deadline) {
		s.drop(l)
		s.eased(l.part)
		return
	}
	l.become(waiting)
	l.timer = time.AfterFunc(d, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if l.state == waiting {
			l.timer = nil
			s.makeReady(l)
		}
	})
}

// Close makes Next and Finish return nil once no lane is Ready.
func (s *Scheduler[K, J]) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.work.Broadcast()
}
