// Package process runs commands that end, with all their children, when a
// context ends, when they take too long or when they need too much memory.
package process

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

// Limits bound a command. Zero values are no limit.
type Limits struct {
	Time   time.Duration
	Memory int64 // bytes of the process itself; on Linux only
}

// Result is how a command ended.
type Result struct {
	Output string // standard output and error: the start and the end of it
	Code   int    // exit code, -1 if a signal ended the command
	Took   time.Duration
	// Exceeded is the limit that the command exceeded, or "".
	Exceeded string
}

var (
	errTime   = errors.New("time")
	errMemory = errors.New("memory")
)

// Run runs a command in a process group of its own and waits for it. When ctx
// ends or a limit is exceeded, Run kills the group. The error is that of a
// command that could not be started, or of ctx.
func Run(ctx context.Context, limits Limits, cmd *exec.Cmd) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	out := &output{}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.WaitDelay = 5 * time.Second
	newGroup(cmd)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return Result{}, fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	watched, stop := watch(ctx, limits, cmd.Process.Pid)
	err := cmd.Wait()
	stop()
	killGroup(cmd.Process.Pid) // children that are left
	r := Result{Output: out.String(), Code: cmd.ProcessState.ExitCode(), Took: time.Since(start)}
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	if cause := context.Cause(watched); errors.Is(cause, errTime) || errors.Is(cause, errMemory) {
		r.Exceeded = cause.Error()
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		return r, fmt.Errorf("run %s: %w", cmd.Path, err)
	}
	return r, nil
}

// watch kills the process group of pid when the returned context ends: with ctx,
// or because a limit is exceeded, which is then its cause. The caller has to call
// stop once the process has ended.
func watch(ctx context.Context, limits Limits, pid int) (watched context.Context, stop func()) {
	watched, cancel := context.WithCancelCause(ctx)
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		if exceeded := wait(ctx, limits, pid, done); exceeded != nil {
			cancel(exceeded)
			killGroup(pid)
		}
	}()
	return watched, func() {
		close(done)
		<-gone
		cancel(nil)
	}
}

// wait returns nil once done is closed, or else why the process has to end.
func wait(ctx context.Context, limits Limits, pid int, done <-chan struct{}) error {
	var late <-chan time.Time
	if limits.Time > 0 {
		timer := time.NewTimer(limits.Time)
		defer timer.Stop()
		late = timer.C
	}
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-late:
			return errTime
		case <-tick.C:
			if limits.Memory > 0 && resident(pid) > limits.Memory {
				return errMemory
			}
		}
	}
}
