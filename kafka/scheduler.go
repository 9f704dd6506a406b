package kafka

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// A scheduler hands records to workers: those of one key one after the other,
// in order, those of different keys at once. It knows how far each partition is
// done without a gap, which is what may be committed.
type scheduler struct {
	mu         sync.Mutex
	partitions map[place]*partition
	ready      lanes
	work       sync.Cond       // for a lane to be ready
	idle       int             // workers that wait for one
	closed     bool            // no lane will be
	stopping   context.Context // once it has ended, only what is behind what was begun is taken up

	load
	changed chan struct{} // gets one when a task is done
	quiet   chan struct{} // gets one when the last task is done
}

func newScheduler(stopping context.Context, most load) *scheduler {
	s := &scheduler{
		partitions: make(map[place]*partition), load: most, stopping: stopping,
		changed: make(chan struct{}, 1), quiet: make(chan struct{}, 1),
	}
	s.work.L = &s.mu
	return s
}

// assign takes partitions on.
func (s *scheduler) assign(places []place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range places {
		s.partitions[at] = newPartition(at)
	}
}

// add takes records of one fetch in. Those of a partition that is not assigned,
// or is given up, are for another consumer.
func (s *scheduler) add(records []*kgo.Record) {
	const atOnce = 64 // so that workers need not wait long
	for len(records) > 0 {
		n := min(atOnce, len(records))
		// Together, but not many: one that waits keeps all of them in memory.
		s.addSome(records[:n], make([]task, n))
		records = records[n:]
	}
}

func (s *scheduler) addSome(records []*kgo.Record, tasks []task) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p *partition
	for i, r := range records {
		if p == nil || p.partition != r.Partition || p.topic != r.Topic {
			p = s.partitions[place{r.Topic, r.Partition}]
		}
		if p == nil || p.drained != nil {
			p = nil
			continue
		}
		t := &tasks[i]
		*t = task{rec: r, offset: r.Offset, end: r.Offset + 1, epoch: r.LeaderEpoch}
		p.append(t)
		if known := p.knows(r); known || r.Attrs.IsControl() { // a transaction's marker, which is Kafka's own
			t.rec, t.done = nil, true
			p.advance()
			continue
		}
		t.lane, t.size = p.laneOf(r), sizeOf(r)
		s.hold(p, 1, t.size)
		s.sized(t.size)
		t.lane.push(t)
		if t.lane.first == t {
			s.makeReady(t.lane)
		}
	}
	if s.held+s.aside == 0 {
		s.signal(s.quiet)
	}
}

func (s *scheduler) makeReady(l *lane) {
	s.ready.push(l)
	if s.idle > 0 {
		s.work.Signal()
	}
}

// next returns the next task for a worker, nil if there will be none. It waits
// for one.
func (s *scheduler) next(w *worker) *task {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.take(w)
}

func (s *scheduler) take(w *worker) *task {
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
		case l.first == nil || l.part.gone:
			continue // it was dropped meanwhile
		}
		t := l.first
		if t.offset > l.part.begun && s.stopping.Err() != nil {
			continue // and it is for another time
		}
		l.worker = w
		l.part.begun = max(l.part.begun, t.offset)
		w.begin(t)
		return t
	}
}

// finish notes what became of a worker's task, and returns its next one. If the
// task was settled before, the lane may belong to another worker by now.
func (s *scheduler) finish(w *worker, t *task, o outcome) *task {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.end()
	if t.lane.worker == w {
		t.lane.worker = nil
	}
	s.settled(t, o)
	return s.take(w)
}

// settle notes what became of a task that was put aside.
func (s *scheduler) settle(t *task, o outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settled(t, o)
}

func (s *scheduler) settled(t *task, o outcome) {
	l, p := t.lane, t.lane.part
	switch {
	case p.gone, l.first != t:
		return // others deal with it
	case o.aside:
		return
	case o.stuck:
		l.stuck = true
		if p.drained != nil { // nothing more comes of it
			s.drop(l)
			s.eased(p)
		}
		return
	case !o.done:
		s.wait(l, o.wait)
		return
	}
	t.done, t.rec, t.dead = true, nil, nil
	p.finished++
	s.hold(p, -1, -t.size)
	l.shift()
	if l.first != nil {
		s.makeReady(l)
	} else {
		p.ended(l)
	}
	p.advance()
	s.eased(p)
}

// eased tells those who wait for it that a task has gone.
func (s *scheduler) eased(p *partition) {
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

func (s *scheduler) signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// wait makes a lane ready later.
func (s *scheduler) wait(l *lane, d time.Duration) {
	t := l.first
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
	l.timer = time.AfterFunc(d, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if l.first == t && l.timer != nil {
			l.timer = nil
			s.makeReady(l)
		}
	})
}

// close ends the workers' waiting once there is no work.
func (s *scheduler) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.work.Broadcast()
}
