package lanes

import "time"

// state is the state of a lane; see the package documentation.
type state uint8

const (
	idle state = iota
	ready
	running
	settling
	waiting
	stuck
	deferred
	dropped
	states
)

var stateNames = [states]string{"Idle", "Ready", "Running", "Settling", "Waiting", "Stuck", "Deferred", "Dropped"}

func (s state) String() string { return stateNames[s] }

// transitions lists the next states of each state.
var transitions = [states][]state{
	idle:     {ready, dropped},
	ready:    {running, deferred, dropped},
	running:  {idle, ready, waiting, settling, stuck, deferred, dropped},
	settling: {idle, ready, waiting, stuck, dropped},
	waiting:  {ready, dropped},
	stuck:    {dropped},
	deferred: {dropped},
	dropped:  {},
}

// onTransition is a test hook that is called for each transition.
var onTransition func(from, to state)

// A lane holds the tasks of one key in one partition, in order.
type lane[K, J any] struct {
	key   string
	part  *Partition[K, J]
	first *Task[K, J]
	last  *Task[K, J]

	state state       // changed only by become
	slot  *Slot       // slot of the last worker that took a task, until it finishes the task; not nil while Running
	timer *time.Timer // ends Waiting
	due   time.Time   // when timer fires
}

func (l *lane[K, J]) become(to state) {
	if onTransition != nil {
		onTransition(l.state, to)
	}
	l.state = to
}

func (l *lane[K, J]) push(t *Task[K, J]) {
	if l.last == nil {
		l.first = t
	} else {
		l.last.next = t
	}
	l.last = t
}

func (l *lane[K, J]) shift() {
	l.first = l.first.next
	if l.first == nil {
		l.last = nil
	}
}

// queue is a first-in, first-out queue of lanes.
type queue[K, J any] struct {
	list []*lane[K, J]
	head int
}

func (q *queue[K, J]) push(l *lane[K, J]) {
	if q.head > 64 && q.head*2 > len(q.list) {
		n := copy(q.list, q.list[q.head:])
		clear(q.list[n:])
		q.list, q.head = q.list[:n], 0
	}
	q.list = append(q.list, l)
}

// pop returns nil if the queue is empty.
func (q *queue[K, J]) pop() *lane[K, J] {
	if q.head == len(q.list) {
		return nil
	}
	l := q.list[q.head]
	q.list[q.head] = nil
	q.head++
	return l
}
