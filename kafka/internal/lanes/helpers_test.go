package lanes

import "context"

// The types of tests: nothing is remembered of tasks, and a number of partitions.
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
