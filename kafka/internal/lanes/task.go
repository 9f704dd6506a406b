package lanes

import (
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// A Task is a record that is to be handled. Job is its worker's: the scheduler does not
// look into it.
type Task[K, J any] struct {
	Job J

	record *kgo.Record // nil once completed
	lane   *lane[K, J]
	next   *Task[K, J] // of its lane
	offset int64
	end    int64 // the offset behind it; a completed task may stand for more: see fold
	epoch  int32
	size   int
	done   bool
}

// Keys returns what its user keeps of the task's partition; nil if that was not prepared.
func (t *Task[K, J]) Keys() *K { return t.lane.part.keys }

func sizeOf(r *kgo.Record) int {
	n := len(r.Key) + len(r.Value)
	for _, h := range r.Headers {
		n += len(h.Key) + len(h.Value)
	}
	return n
}

// An Outcome is how a task goes on. The zero value is that it is tried again at once.
type Outcome struct {
	kind outcome
	wait time.Duration
}

type outcome uint8

const (
	again outcome = iota
	done
	settles
	sticks
)

var (
	// Done means that the task is completed.
	Done = Outcome{kind: done}
	// Settling means that something else calls [Scheduler.Settle], or has called it.
	Settling = Outcome{kind: settles}
	// Stuck means that the task will not be completed: its key stops for good.
	Stuck = Outcome{kind: sticks}
)

// Again means that the task is tried again after a time, at once if that is not positive.
func Again(after time.Duration) Outcome { return Outcome{wait: after} }
