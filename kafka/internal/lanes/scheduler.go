package lanes

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Options are what a [Scheduler] is made with. All but Serial are required.
type Options[J any] struct {
	// Records and Bytes are how much is held at most: see [Scheduler.Room].
	Records, Bytes int
	// Serial has all records of a partition share a lane, whatever their keys.
	Serial bool
	// Stopping ends when only what is behind a record that was begun is still taken up.
	Stopping context.Context
	// Writes reports whether a task's next attempt writes something rather than calls a
	// handler, for [View].
	Writes func(*J) bool
	// Release drops what is not needed of a task that is completed: its place may be
	// kept for long.
	Release func(*J)
}

// A Scheduler gives records to workers. It is safe for concurrent use.
type Scheduler[K, J any] struct {
	stopping context.Context
	serial   bool
	writes   func(*J) bool
	release  func(*J)
	changed  chan struct{}
	quiet    chan struct{}

	// mu guards all that follows, with the partitions, their lanes and tasks, and the
	// slots.
	mu         sync.Mutex
	partitions map[Place]*Partition[K, J]
	ready      queue[K, J] // lanes that are Ready; some may have left that state since
	work       sync.Cond   // for a lane to be ready
	idle       int         // workers that wait for one
	closed     bool        // no lane will be
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

// Changed gets a value when there may be room again, after [Scheduler.Room] found none.
func (s *Scheduler[K, J]) Changed() <-chan struct{} { return s.changed }

// Quiet gets a value when the last task that was held is completed, and when there is
// something to commit without that.
func (s *Scheduler[K, J]) Quiet() <-chan struct{} { return s.quiet }

// Assign takes partitions on.
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

// Add takes the records of one fetch. Those of a partition that is not assigned, or is
// being drained, are for another consumer.
func (s *Scheduler[K, J]) Add(records []*kgo.Record) {
	const atOnce = 64 // so that workers need not wait long
	for len(records) > 0 {
		n := min(atOnce, len(records))
		// Together, but not many: one that waits keeps all of them in memory.
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
		if known := p.knows(r); known || r.Attrs.IsControl() { // a transaction's marker, which is Kafka's own
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

// Next returns the next task for a worker that has none, nil if there will be none. It
// waits for one.
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
			continue // it was dropped meanwhile
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

// Finish says what became of a worker's task, and returns its next one, as
// [Scheduler.Next] does.
func (s *Scheduler[K, J]) Finish(w *Slot, t *Task[K, J], o Outcome) *Task[K, J] {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.end()
	// If the task was settled before, the lane may be another worker's by now.
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

// Settle says what became of a task that is Settling, or whose worker will say so.
func (s *Scheduler[K, J]) Settle(t *Task[K, J], o Outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settled(t, o)
}

func (s *Scheduler[K, J]) settled(t *Task[K, J], o Outcome) {
	l, p := t.lane, t.lane.part
	switch {
	case p.gone, l.first != t:
		return // others deal with it
	case o.kind == settles:
		return
	case o.kind == sticks:
		l.become(stuck)
		if p.drained != nil { // nothing more comes of it
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

// eased signals those who wait for tasks to go.
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

// wait makes a lane ready later.
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

// Close has workers get no more tasks once none is ready.
func (s *Scheduler[K, J]) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.work.Broadcast()
}
