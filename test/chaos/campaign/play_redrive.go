//go:build unix

package campaign

import (
	"context"
	"time"

	"github.com/mediamesh/events/test/chaos/check"
)

// redriver returns what redrives and discards the dead letters of a topic.
func (r *running) redriver(name string, more ...string) *worker {
	return &worker{crew: r.crew, role: check.Redriver, name: name, once: len(more) > 0, args: func(string) []string {
		return append([]string{RedriveRole, r.config.Dir, r.topic(shared).DeadLetters}, more...)
	}}
}

// redrive has dead letters redriven and discarded again and again, by a process
// that is killed now and then.
func (r *running) redrive(ctx context.Context) error {
	w := r.redriver("redrive")
	defer func() { _ = w.stop(stopBudget) }()
	for percent := 20; r.at(ctx, percent); percent += 15 {
		if w.running() == nil {
			if err := w.start(); err != nil {
				return err
			}
			r.note(Redrive)
			continue
		}
		if err := killFor(w, time.Second); err != nil {
			return err
		}
		r.note(KillRedrive)
	}
	return nil
}

// redriveLeft redrives and discards once more, and reports whether something was
// left to do.
func (r *running) redriveLeft(ctx context.Context) (left bool) {
	w := r.redriver("redrive-last", "once")
	if err := w.start(); err != nil {
		r.say("redriving: %v", err)
		return false
	}
	p := w.running()
	if p == nil {
		return true // it has ended already, which it does not without an error
	}
	select {
	case <-ctx.Done():
		p.Kill()
		return false
	case <-p.Done():
		return p.Err() != nil
	}
}
