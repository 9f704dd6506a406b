//go:build unix

// Package process runs the parts of a campaign as processes of their own, of
// this same program, that can be killed and paused.
package process

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// Process is a running part.
type Process struct {
	Name  string
	cmd   *exec.Cmd
	stdin io.WriteCloser
	ready chan struct{}
	done  chan struct{}
	err   error // how it ended, once done is closed

	mu sync.Mutex // of stdin
}

// Start starts this program with other arguments. What it says on its standard
// error goes to a file in dir that has its name. A part that is started has
// to call [Part].
func Start(dir, name string, args ...string) (*Process, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	log, err := os.OpenFile(filepath.Join(dir, name+".log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	p := &Process{Name: name, cmd: exec.Command(program, args...), ready: make(chan struct{}), done: make(chan struct{})}
	p.cmd.Stderr = log
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", name, err)
	}
	go p.attend(stdout)
	return p, nil
}

// attend waits for the process to be ready, and to end.
func (p *Process) attend(stdout io.Reader) {
	if _, err := bufio.NewReader(stdout).ReadString('\n'); err == nil {
		close(p.ready)
	}
	_, _ = io.Copy(io.Discard, stdout)
	p.err = p.cmd.Wait()
	close(p.done)
}

// Ready waits until the process says that it is ready.
func (p *Process) Ready(within time.Duration) error {
	select {
	case <-p.ready:
		return nil
	case <-p.done:
		return fmt.Errorf("%s ended before it was ready: %w", p.Name, p.err)
	case <-time.After(within):
		return fmt.Errorf("%s is not ready after %v", p.Name, within)
	}
}

// Done is closed when the process has ended.
func (p *Process) Done() <-chan struct{} { return p.done }

// Err returns how the process ended, nil if with exit code 0. It waits for that.
func (p *Process) Err() error {
	<-p.done
	return p.err
}

// Tell writes a line to the process.
func (p *Process) Tell(line string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, err := io.WriteString(p.stdin, line+"\n")
	return err
}

// Kill ends the process at once, and returns when it is gone.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

// Pause stops the process, which keeps its connections and says nothing.
func (p *Process) Pause() error { return p.signal(syscall.SIGSTOP) }

// Resume has a paused process go on.
func (p *Process) Resume() error { return p.signal(syscall.SIGCONT) }

// Stop asks the process to end, and kills it if it takes too long. The error
// says that, or how it ended.
func (p *Process) Stop(within time.Duration) error {
	_ = p.Resume()
	_ = p.signal(syscall.SIGTERM)
	select {
	case <-p.done:
		return p.err
	case <-time.After(within):
		p.Kill()
		return fmt.Errorf("%s did not stop within %v", p.Name, within)
	}
}

func (p *Process) signal(s syscall.Signal) error {
	err := p.cmd.Process.Signal(s)
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}
