//go:build unix

package campaign

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
)

// crew are the processes of a campaign, without the brokers.
type crew struct {
	dir      string
	journals []*journal.Writer // of kills, beside what was handled

	kills, pauses atomic.Int64
	ended         atomic.Int64 // processes that ended with an error by themselves
}

// worker is a publisher or a consumer, which is started again when it ends.
type worker struct {
	crew  *crew
	role  string
	name  string
	args  func(name string) []string
	once  bool // it is not started again
	group int  // of a consumer

	mu      sync.Mutex
	life    int
	current *process.Process
	killed  *process.Process // the last that was, which is not to be started again by itself
	over    bool             // it has done what it was for, or is to stay away
	held    bool             // it is not to be started for now
	attend  sync.WaitGroup
}

// start starts the worker's next life.
func (w *worker) start() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over || w.held || w.current != nil {
		return nil
	}
	w.life++
	name := fmt.Sprintf("%s.%d", w.name, w.life)
	p, err := process.Start(w.crew.dir, name, w.args(name)...)
	if err != nil {
		return err
	}
	w.current = p
	w.attend.Go(func() { w.watch(p) })
	return nil
}

// watch waits for a life to end, and begins the next one unless the worker was
// killed, or has ended well.
func (w *worker) watch(p *process.Process) {
	err := p.Err()
	w.mu.Lock()
	killed := w.killed == p
	if w.current == p {
		w.current = nil
	}
	w.over = w.over || err == nil || w.once
	again := !w.over && !killed
	w.mu.Unlock()
	if again {
		w.crew.ended.Add(1)
		time.Sleep(100 * time.Millisecond)
		_ = w.start()
	}
}

// running returns the process, nil if there is none.
func (w *worker) running() *process.Process {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.current
}

// kill ends the process at once. It stays away until start.
func (w *worker) kill() {
	w.mu.Lock()
	p := w.current
	w.current, w.killed = nil, p
	w.mu.Unlock()
	if p == nil {
		return
	}
	w.crew.killing(w.role, p.Name)
	p.Kill()
}

// hold kills the process, and has it stay away until release.
func (w *worker) hold() {
	w.mu.Lock()
	w.held = true
	w.mu.Unlock()
	w.kill()
}

func (w *worker) release() {
	w.mu.Lock()
	w.held = false
	w.mu.Unlock()
	_ = w.start()
}

// killing writes down a kill.
func (c *crew) killing(role, name string) {
	c.kills.Add(1)
	for _, out := range c.journals {
		_ = out.Append(journal.Line(nil, journal.Killed, time.Now().UnixNano(), role, name))
	}
}

// pause stops the process for a while, if it runs.
func (w *worker) pause(d time.Duration) {
	if p := w.running(); p != nil {
		w.crew.pauses.Add(1)
		_ = p.Pause()
		time.Sleep(d)
		_ = p.Resume()
	}
}

// stop has the worker end, for good.
func (w *worker) stop(within time.Duration) error {
	w.mu.Lock()
	w.over = true
	p := w.current
	w.mu.Unlock()
	var err error
	if p != nil {
		err = p.Stop(within)
	}
	w.attend.Wait()
	return err
}
