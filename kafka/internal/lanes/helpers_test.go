package lanes

import "context"

// Types for tests: a task has no state, and a partition has a number.
type (
	nothing   = struct{}
	scheduler = Scheduler[int, nothing]
	task      = Task[int, nothing]
	mark      = Mark[int, nothing]
)

func newScheduler(stopping context.Context, most, mostBytes int) *scheduler {
	return New[int](Options[nothing]{
		Stopping: stopping, Records: most, Bytes: mostBytes, Writes: func(*nothing) bool { return false }, Release: func(*nothing) {},
	})
}
