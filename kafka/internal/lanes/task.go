package lanes

import (
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// A Task is a record to handle. Job belongs to its worker: the scheduler does not interpret it.
type Task[K, J any] struct {
	Job J

	record *kgo.Record // nil once completed
	lane   *lane[K, J]
	next   *Task[K, J] // in the same lane
	offset int64
	end    int64 // exclusive; a completed task may stand for a range, see fold
	epoch  int32
	size   int
	done   bool
}

// Keys returns the keys of the task's partition, nil if it is not prepared.
func (t *Task[K, J]) Keys() *K { return t.lane.part.keys }

func sizeOf(r *kgo.Record) int {
	n := len(r.Key) + len(r.Value)
	for _, h := range r.Headers {
		n += len(h.Key) + len(h.Value)
	}
	return n
}

// An Outcome is the result of a task. The zero value retries the task at once.
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
	// Settling means that [Scheduler.Settle] will be called, or was called, with the outcome.
	Settling = Outcome{kind: settles}
	// Stuck means that the task will not be completed. Its key stays blocked.
	Stuck = Outcome{kind: sticks}
)

// Again retries the task after a delay, or at once if it is 0 or less.
func Again(after time.Duration) Outcome { return Outcome{wait: after} }
