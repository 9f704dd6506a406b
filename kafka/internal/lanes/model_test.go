package lanes

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// For any sequence of calls, the scheduler does what a simple model does: see schedulerModel. The
// clock is fake, so waiting takes no time.
func TestScheduler_MatchesModel(t *testing.T) {
	seen := watchTransitions(t)
	const steps = 150
	for seed := range uint64(400) {
		synctest.Test(t, func(t *testing.T) {
			m := newSchedulerModel(t, seed)
			for range steps {
				m.step()
				m.check()
			}
			m.end()
		})
		if t.Failed() {
			return
		}
	}
	for from, list := range transitions {
		for _, to := range list {
			if !seen[[2]state{state(from), to}] {
				t.Errorf("the model never takes a lane from %v to %v", state(from), to)
			}
		}
	}
}

// watchTransitions fails the test at a transition that is not in the table. It returns the
// observed transitions.
func watchTransitions(t *testing.T) map[[2]state]bool {
	var mu sync.Mutex
	seen := make(map[[2]state]bool)
	onTransition = func(from, to state) {
		mu.Lock()
		defer mu.Unlock()
		if seen[[2]state{from, to}] = true; !slices.Contains(transitions[from], to) {
			t.Errorf("a lane goes from %v to %v", from, to)
		}
	}
	t.Cleanup(func() { onTransition = nil })
	return seen
}

// TestTransitions_AreDocumented compares the table with the one in the package documentation.
func TestTransitions_AreDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for from, list := range transitions {
		names := "-"
		for i, to := range list {
			if names += ", " + to.String(); i == 0 {
				names = to.String()
			}
		}
		row := regexp.MustCompile(`(?m)^//\t` + state(from).String() + ` .*  (` + names + `)$`)
		if !row.Match(doc) {
			t.Errorf("doc.go has no row of %v that ends with %q", state(from), names)
		}
	}
}

// modelState is the state of a task.
type modelState int

const (
	isPending modelState = iota
	isRunning
	isWaiting  // for its next attempt
	isSettling // for the acknowledgement of its dead letter
	isStuck    // permanently
	isDropped  // left to another consumer
	isDone
)

// A modelTask is an added record and its state in the model, a slow but simple scheduler.
type modelTask struct {
	offset int64
	key    string // "" for no key
	size   int
	state  modelState
	due    time.Time // if it is waiting
	task   *task     // the scheduler's task, once a worker had it
	worker int       // if it is running
	epoch  int32
	given  bool // completed without a worker: a control record, or completed by an earlier owner
}

type modelPartition struct {
	at        Place
	tasks     []*modelTask // all since the assignment
	next      int          // index of the log's next record to add
	base      int64        // offset committed before the assignment; -1 if none
	known     doneAhead    // completed by earlier owners
	begun     int64
	committed int64
	told      int             // tasks completed here at the last commit
	drained   <-chan struct{} // nil if the partition is not being drained
	deadline  time.Time
	gone      bool // abandoned: outcomes of running tasks are ignored
}

// reached returns the offset that may be committed: everything before it is completed.
func (p *modelPartition) reached() int64 {
	at := p.base
	for _, t := range p.tasks {
		if t.state != isDone {
			break
		}
		at = t.offset + 1
	}
	return at
}

// held returns the number and bytes of tasks that are neither completed nor dropped.
func (p *modelPartition) held() (n, bytes int) {
	for _, t := range p.tasks {
		if t.state != isDone && t.state != isDropped {
			n++
			bytes += t.size
		}
	}
	return n, bytes
}

// heads returns the first pending task of each key.
func (p *modelPartition) heads() (list []*modelTask) {
	seen := make(map[string]bool)
	for _, t := range p.tasks {
		if t.state == isDone || t.state == isDropped || seen[t.key] {
			continue
		}
		seen[t.key] = true
		list = append(list, t)
	}
	return list
}

// drop drops the remaining tasks of a key, starting at offset from.
func (p *modelPartition) drop(key string, from int64) {
	for _, t := range p.tasks {
		if t.key == key && t.offset >= from && t.state != isDone {
			t.state = isDropped
		}
	}
}

// A schedulerModel drives a scheduler with random calls, and predicts the results.
type schedulerModel struct {
	t         *testing.T
	rng       *rand.Rand
	s         *scheduler
	stop      context.CancelFunc
	stopped   bool
	workers   []*Slot
	has       []*task        // the workers' tasks
	outcomes  []chan Outcome // the outcomes of these tasks
	ours      []*modelTask   // the same tasks in the model; nil if the partition was removed
	settled   []bool         // whether the task was settled before its worker finished it
	parts     map[Place]*modelPartition
	logs      map[Place]*modelLog
	abandoned []*task // settling tasks of removed partitions
	history   []string
	quit      chan struct{} // closed to end the workers even while they have tasks
}

func newSchedulerModel(t *testing.T, seed uint64) *schedulerModel {
	ctx, cancel := context.WithCancel(context.Background())
	m := &schedulerModel{
		t: t, rng: rand.New(rand.NewPCG(seed, 7)), stop: cancel, parts: make(map[Place]*modelPartition), logs: make(map[Place]*modelLog),
		s: newScheduler(ctx, 20, 2000), quit: make(chan struct{}),
	}
	m.s.serial = seed%4 == 3
	t.Cleanup(func() { m.shutDown(seed) })
	n := 1 + m.rng.IntN(4)
	m.has, m.ours, m.settled = make([]*task, n), make([]*modelTask, n), make([]bool, n)
	for i := range n {
		w := m.s.NewSlot(context.Background())
		m.workers = append(m.workers, w)
		m.outcomes = append(m.outcomes, make(chan Outcome))
		go func() {
			for t := m.s.Next(w); t != nil; {
				m.has[i] = t
				var o Outcome
				select {
				case o = <-m.outcomes[i]:
				case <-m.quit:
					return
				}
				m.has[i] = nil
				t = m.s.Finish(w, t, o)
			}
		}()
	}
	synctest.Wait()
	return m
}

// shutDown ends the workers, also those of a failed test, because synctest panics if a goroutine
// is left. If the test failed, it logs the history.
func (m *schedulerModel) shutDown(seed uint64) {
	m.stop()
	close(m.quit)
	m.s.Close()
	if m.t.Failed() {
		m.t.Logf("seed %d, after these calls:\n%s", seed, strings.Join(m.history, "\n"))
	}
}

// note adds a call to the history.
func (m *schedulerModel) note(format string, args ...any) {
	m.history = append(m.history, fmt.Sprintf("%4d  ", len(m.history))+fmt.Sprintf(format, args...))
}

func (m *schedulerModel) step() {
	at := Place{"a", int32(m.rng.IntN(3))}
	p := m.parts[at]
	switch n := m.rng.IntN(100); {
	case p == nil && n < 50:
		m.s.Add([]*kgo.Record{{Topic: at.Topic, Partition: at.Partition, Offset: 1, Key: []byte("k")}}) // not assigned
		m.assign(at)
	case n < 30 && p != nil:
		m.add(p)
	case n < 70:
		m.finish()
	case n < 78:
		m.settle()
	case n < 82:
		m.settleEarly()
	case n < 86:
		d := time.Duration(m.rng.IntN(4000)) * time.Millisecond // of the fake clock
		m.note("wait %v", d)
		time.Sleep(d)
	case n < 89:
		m.note("pause: %v", m.s.Pause())
	case n < 92:
		m.note("resume: %v", m.s.Resume())
	case n < 95:
		m.commit()
	case n < 97 && p != nil && p.drained == nil:
		m.drain(p)
	case n < 98 && p != nil && p.drained != nil && !p.gone:
		m.note("abandon %v", p.at)
		m.s.Abandon([]Place{p.at})
		p.gone = true
	case n < 99 && p != nil && (p.drained != nil || m.rng.IntN(4) == 0):
		m.remove(p)
	case n == 99 && m.rng.IntN(3) == 0:
		m.note("stop")
		m.stop()
		m.stopped = true
	}
	synctest.Wait()
	m.wake()
}

func (m *schedulerModel) add(p *modelPartition) {
	log := m.logs[p.at]
	m.s.partitions[p.at].foldAt = m.rng.IntN(20)
	var records []*kgo.Record
	for range 1 + m.rng.IntN(6) {
		r := log.at(p.next, m.rng)
		p.next++
		t := &modelTask{offset: r.Offset, epoch: r.LeaderEpoch, key: string(r.Key), size: sizeOf(r)}
		if m.s.serial {
			t.key = "" // all records of a partition share a lane
		}
		if r.Attrs.IsControl() {
			t.key, t.size = "a marker", 0
		}
		if epoch, known := p.known[r.Offset]; r.Attrs.IsControl() || known && epoch == r.LeaderEpoch {
			t.state, t.given = isDone, true
		}
		if p.drained == nil {
			p.tasks = append(p.tasks, t)
		}
		records = append(records, r)
		m.note("add %v: offset %d, key %q, %d bytes, epoch %d, done %v", p.at, t.offset, t.key, t.size, t.epoch, t.given)
	}
	m.s.Add(records)
}

func (m *schedulerModel) finish() {
	i := m.rng.IntN(len(m.workers))
	if m.has[i] == nil {
		return
	}
	if m.settled[i] {
		m.settled[i] = false
		m.outcomes[i] <- Settling
		return
	}
	t, p := m.ours[i], m.partitionOf(m.ours[i])
	m.ours[i] = nil
	var o Outcome
	switch n := m.rng.IntN(20); {
	case n < 13:
		o = Done
	case n < 17:
		o = Again(time.Duration(m.rng.IntN(3)) * time.Second)
	case n < 19 || m.rng.IntN(3) > 0:
		o = Settling
		if t == nil {
			m.abandoned = append(m.abandoned, m.has[i])
		}
	default:
		o = Stuck
	}
	if t != nil {
		m.note("worker %d ends offset %d of %v: %+v", i, t.offset, p.at, o)
		m.apply(p, t, o)
	} else {
		m.note("worker %d ends a task of a partition that has gone: %+v", i, o)
	}
	m.outcomes[i] <- o
}

// apply applies an outcome to the model.
func (m *schedulerModel) apply(p *modelPartition, t *modelTask, o Outcome) {
	if p.gone {
		return
	}
	switch o.kind {
	case settles:
		t.state = isSettling
	case sticks:
		t.state = isStuck
		if p.drained != nil {
			p.drop(t.key, 0)
		}
	case done:
		t.state = isDone
	default:
		t.state, t.due = isWaiting, time.Now().Add(o.wait)
		if p.drained != nil && o.wait > 0 && t.due.After(p.deadline) {
			p.drop(t.key, 0)
		}
	}
	m.wake()
}

// settleEarly settles the task of a worker that has not finished it yet, as the acknowledgement
// of a dead letter can. Another worker may then take its lane.
func (m *schedulerModel) settleEarly() {
	i := m.rng.IntN(len(m.workers))
	t := m.ours[i]
	if m.has[i] == nil || t == nil {
		return
	}
	m.ours[i], m.settled[i] = nil, true
	o := Done
	if m.rng.IntN(3) == 0 {
		o = Again(time.Duration(m.rng.IntN(2)) * time.Second)
	}
	m.note("worker %d: offset %d is settled early, %+v", i, m.has[i].offset, o)
	m.apply(m.partitionOf(t), t, o)
	m.s.Settle(m.has[i], o)
}

// settle settles a task that is settling.
func (m *schedulerModel) settle() {
	for _, t := range m.abandoned {
		m.s.Settle(t, Done) // without effect
	}
	m.abandoned = nil
	for _, p := range m.parts {
		for _, t := range p.tasks {
			if t.state != isSettling {
				continue
			}
			o := Done
			switch m.rng.IntN(12) {
			case 0, 1, 2, 3:
				o = Again(time.Second)
			case 4:
				o = Stuck
			}
			m.note("settle offset %d of %v: %+v", t.offset, p.at, o)
			m.apply(p, t, o)
			m.s.Settle(t.task, o)
			return
		}
	}
}

// commit commits what may be committed.
func (m *schedulerModel) commit() {
	marks := m.s.Uncommitted()
	m.s.Committed(marks)
	m.note("commit %v", marks)
	for at, p := range m.parts {
		p.committed, p.told = p.reached(), p.finished()
		if mark, ok := marks[at]; ok {
			m.logs[at].commit(mark, p.ahead())
		}
	}
}

func (m *schedulerModel) drain(p *modelPartition) {
	within := time.Duration(m.rng.IntN(3)) * time.Second
	p.deadline = time.Now().Add(within)
	m.note("drain %v within %v", p.at, within)
	for _, t := range p.heads() {
		switch {
		case t.state == isStuck, t.state == isWaiting && t.due.After(p.deadline):
			p.drop(t.key, 0)
		default:
			p.drop(t.key, p.begun+1)
		}
	}
	p.drained = m.s.Drain([]Place{p.at}, p.deadline)[0]
}

func (m *schedulerModel) remove(p *modelPartition) {
	m.note("remove %v", p.at)
	if got, want := m.s.Remove([]Place{p.at}), p.changed(); got != want {
		m.t.Errorf("of %v something is not committed: %v, want %v", p.at, got, want)
	}
	for _, t := range p.tasks {
		switch t.state {
		case isSettling:
			m.abandoned = append(m.abandoned, t.task)
		case isRunning:
			if m.ours[t.worker] != t {
				continue // finished after the partition was abandoned
			}
			m.ours[t.worker] = nil
			if cause := context.Cause(m.workers[t.worker].ctx); cause != ErrAbandoned {
				m.t.Errorf("a handler at work is told %v", cause)
			}
		}
	}
	delete(m.parts, p.at)
}

// wake makes tasks pending whose waiting time is over.
func (m *schedulerModel) wake() {
	for _, p := range m.parts {
		for _, t := range p.tasks {
			if t.state == isWaiting && !t.due.After(time.Now()) {
				t.state = isPending
			}
		}
	}
}

func (m *schedulerModel) partitionOf(t *modelTask) *modelPartition {
	for _, p := range m.parts {
		if slices.Contains(p.tasks, t) {
			return p
		}
	}
	return nil
}

// check asserts that the scheduler's state matches the model's.
func (m *schedulerModel) check() {
	m.t.Helper()
	idle := m.begin()
	m.checkNobodyWaits(idle)
	m.checkCounts()
	m.checkOffsets()
	if m.t.Failed() {
		m.t.FailNow()
	}
}

// begin records which tasks workers have started. Each must be the next of its key.
func (m *schedulerModel) begin() (idle int) {
	for i, has := range m.has {
		if has == nil {
			idle++
			continue
		}
		if m.ours[i] != nil || m.settled[i] || m.workers[i].ctx.Err() != nil {
			continue // started earlier
		}
		p := m.parts[has.lane.part.Place]
		if p == nil || p.gone {
			m.t.Fatalf("worker %d begins offset %d of %v, which has gone", i, has.offset, has.lane.part.Place)
		}
		var t *modelTask
		for _, head := range p.heads() {
			if head.offset == has.offset {
				t = head
			}
		}
		if t == nil || t.state != isPending {
			m.t.Fatalf("offset %d of %v is begun, which is not to be", has.offset, p.at)
		}
		if m.stopped && t.offset > p.begun {
			m.t.Fatalf("offset %d of %v is begun, though it stops", has.offset, p.at)
		}
		t.state, t.task, t.worker, m.ours[i] = isRunning, has, i, t
		m.note("worker %d begins offset %d of %v", i, t.offset, p.at)
	}
	for _, p := range m.parts {
		for _, t := range p.tasks {
			if t.state == isRunning {
				p.begun = max(p.begun, t.offset)
			}
		}
	}
	return idle
}

// checkNobodyWaits asserts that no worker is idle while a task is pending.
func (m *schedulerModel) checkNobodyWaits(idle int) {
	if idle == 0 {
		return
	}
	for _, p := range m.parts {
		for _, t := range p.heads() {
			if t.state == isPending && !p.gone && (!m.stopped || t.offset <= p.begun) {
				m.t.Errorf("%d workers are idle, and nobody takes offset %d of %v", idle, t.offset, p.at)
			}
		}
	}
}

func (m *schedulerModel) checkCounts() {
	m.s.mu.Lock()
	defer m.s.mu.Unlock()
	var held, bytes, apart, apartBytes int
	for at, p := range m.parts {
		n, size := p.held()
		own := m.s.partitions[at]
		if own == nil {
			m.t.Errorf("%v is missing", at)
			continue
		}
		if own.held != n || own.bytes != size {
			m.t.Errorf("%v holds %d records, %d bytes: want %d, %d", at, own.held, own.bytes, n, size)
		}
		if own.paused {
			apart, apartBytes = apart+n, apartBytes+size
		} else {
			held, bytes = held+n, bytes+size
		}
		if p.drained != nil && !p.gone && isClosed(p.drained) != (n == 0) {
			m.t.Errorf("%v holds %d records, drained: %v", at, n, isClosed(p.drained))
		}
	}
	if got, want := [4]int{m.s.held, m.s.bytes, m.s.aside, m.s.asideBytes}, [4]int{held, bytes, apart, apartBytes}; got != want {
		m.t.Errorf("counts %v, want %v", got, want)
	}
	if len(m.s.partitions) != len(m.parts) {
		m.t.Errorf("%d partitions, want %d", len(m.s.partitions), len(m.parts))
	}
}

func (m *schedulerModel) checkOffsets() {
	got := m.s.Uncommitted()
	for at, p := range m.parts {
		p.nail()
		want := p.reached()
		mark, ok := got[at]
		if ok != p.changed() || ok && mark.At.Offset != want {
			m.t.Errorf("of %v %d may be committed (%v), want %d after %d", at, mark.At.Offset, ok, want, p.committed)
		}
		if ok && !maps.Equal(doneIn(mark.Ahead), p.ahead()) {
			m.t.Errorf("of %v is done behind %d: %v, want %v", at, want, mark.Ahead, p.ahead())
		}
	}
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// end completes all started tasks, and all others unless the scheduler was stopped. Then nothing
// must be left.
func (m *schedulerModel) end() {
	for _, p := range m.parts {
		if p.gone {
			m.remove(p)
		}
	}
	for more := true; more; {
		time.Sleep(5 * time.Second)
		synctest.Wait()
		m.wake()
		m.check()
		more = false
		for i, has := range m.has {
			if has == nil {
				continue
			}
			more = true
			if t := m.ours[i]; t != nil {
				t.state = isDone
			}
			m.ours[i] = nil
			m.note("worker %d ends offset %d", i, has.offset)
			o := Done
			if m.settled[i] {
				o = Settling
			}
			m.outcomes[i] <- o
			m.settled[i] = false
		}
		for _, p := range m.parts {
			for _, t := range p.tasks {
				if t.state == isSettling {
					more = true
					t.state = isDone
					m.note("settle offset %d of %v", t.offset, p.at)
					m.s.Settle(t.task, Done)
				}
			}
		}
		synctest.Wait()
		m.check()
	}
	m.allDone()
	for _, p := range m.parts {
		m.remove(p)
	}
	m.check()
}

// allDone asserts that each partition is completed to its end, unless it was drained or has a
// stuck task.
func (m *schedulerModel) allDone() {
	for at, p := range m.parts {
		if m.stopped || p.drained != nil || slices.ContainsFunc(p.tasks, func(t *modelTask) bool { return t.state == isStuck }) {
			continue
		}
		if n, _ := p.held(); n > 0 {
			m.t.Errorf("%v still holds %d records", at, n)
		}
		if n := len(p.tasks); n > 0 && p.reached() != p.tasks[n-1].offset+1 {
			m.t.Errorf("%v is done to %d, want %d", at, p.reached(), p.tasks[n-1].offset+1)
		}
	}
}
