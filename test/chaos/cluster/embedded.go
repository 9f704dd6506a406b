//go:build unix

package cluster

import (
	"encoding/json"
	"fmt"
	"net"
	"path/filepath"
	"sync"
	"time"

	"github.com/mediamesh/events/test/chaos/process"
)

// Role is the first argument of a process that is the embedded broker.
const Role = "broker"

// startBudget is what a broker has to read its data again.
const startBudget = time.Minute

// Embedded is the embedded broker, with a data directory.
type Embedded struct {
	dir, address string

	mu      sync.Mutex
	process *process.Process
}

// StartEmbedded starts the embedded broker, which keeps its data below dir.
func StartEmbedded(dir string) (*Embedded, error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	e := &Embedded{dir: dir, address: free.Addr().String()}
	if err := free.Close(); err != nil {
		return nil, err
	}
	return e, e.Start(0)
}

// Addresses implements [Cluster].
func (e *Embedded) Addresses() []string { return []string{e.address} }

// Nodes implements [Cluster].
func (e *Embedded) Nodes() int { return 1 }

// Start implements [Cluster].
func (e *Embedded) Start(int) error {
	p, err := process.Start(e.dir, "broker", Role, e.address, filepath.Join(e.dir, "broker-data"))
	if err != nil {
		return err
	}
	e.mu.Lock()
	e.process = p
	e.mu.Unlock()
	return p.Ready(startBudget)
}

func (e *Embedded) current() *process.Process {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.process
}

// Kill implements [Cluster].
func (e *Embedded) Kill(int) error {
	e.current().Kill()
	return nil
}

// Pause implements [Cluster].
func (e *Embedded) Pause(int) error { return e.current().Pause() }

// Resume implements [Cluster].
func (e *Embedded) Resume(int) error { return e.current().Resume() }

// Break implements [Cluster].
func (e *Embedded) Break(t Trouble) error {
	line, err := json.Marshal(t)
	if err != nil {
		return err
	}
	return e.current().Tell(string(line))
}

// Close implements [Cluster].
func (e *Embedded) Close() error {
	if err := e.current().Stop(startBudget); err != nil {
		return fmt.Errorf("stopping the broker: %w", err)
	}
	return nil
}
