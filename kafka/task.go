package kafka

import (
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel/trace"
)

// A task is a record that is to be dealt with.
type task struct {
	rec      *kgo.Record // nil once done
	lane     *lane
	next     *task // of its lane
	offset   int64
	end      int64 // the offset behind it; of one that is done it may stand for more: see fold
	epoch    int32
	size     int
	attempts int                // of its handler
	tried    *trace.SpanContext // the last of them, if that failed and there are spans
	done     bool

	// Of a task whose record has headers of a redrive:
	traced   bool        // it is known whether they are true
	resolves bool        // it was handled, and that is to be noted in the ledger
	redriven *provenance // nil if it was not redriven

	// Of a task whose record is to be put aside:
	dead     *deadLetter // nil if it is not
	stripped int         // how many headers it goes without, since it was too large
	refused  int         // how often in a row the cluster refused what the task needs besides its record
}

func sizeOf(r *kgo.Record) int {
	n := len(r.Key) + len(r.Value)
	for _, h := range r.Headers {
		n += len(h.Key) + len(h.Value)
	}
	return n
}

// An outcome says how a task is to go on.
type outcome struct {
	done bool
	// Otherwise it stays the first of its lane: until it is settled, if it is
	// aside; for good, if it is stuck; else it is taken up again after wait.
	aside bool
	stuck bool
	wait  time.Duration
}

// A lane holds the tasks of one key in one partition, which are dealt with one
// after the other. It is ready, or with a worker, or it waits.
type lane struct {
	key    string
	part   *partition
	first  *task
	last   *task
	worker *worker     // that has its first task
	timer  *time.Timer // that ends its wait, if that has an end
	due    time.Time   // when that is
	stuck  bool        // its first task will not be done
}

func (l *lane) push(t *task) {
	if l.last == nil {
		l.first = t
	} else {
		l.last.next = t
	}
	l.last = t
}

func (l *lane) shift() {
	l.first = l.first.next
	if l.first == nil {
		l.last = nil
	}
}

// lanes is a queue of lanes.
type lanes struct {
	list []*lane
	head int
}

func (q *lanes) push(l *lane) {
	if q.head > 64 && q.head*2 > len(q.list) {
		n := copy(q.list, q.list[q.head:])
		clear(q.list[n:])
		q.list, q.head = q.list[:n], 0
	}
	q.list = append(q.list, l)
}

func (q *lanes) pop() *lane {
	if q.head == len(q.list) {
		return nil
	}
	l := q.list[q.head]
	q.list[q.head] = nil
	q.head++
	return l
}
