package clients

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// node is the command that runs a script of this folder with settings.
func node(t *testing.T, script string, settings map[string]any) *exec.Cmd {
	t.Helper()
	requireNode(t)
	settings["brokers"] = brokers
	list, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(deadline(t), "node", script, string(list))
	cmd.Env = append(os.Environ(), "KAFKAJS_NO_PARTITIONER_WARNING=1", "NO_COLOR=1")
	return cmd
}

// install is done once, if need be. The file is the last that npm writes.
var install = sync.OnceValues(func() ([]byte, error) {
	if _, err := os.Stat("node_modules/.package-lock.json"); err == nil {
		return nil, nil
	}
	return exec.Command("npm", "ci", "--ignore-scripts").CombinedOutput()
})

func requireNode(t *testing.T) {
	t.Helper()
	require(t, "node", "install Node.js 20 or later")
	if out, err := install(); err != nil {
		missing(t, "npm ci --ignore-scripts in test/clients: "+err.Error()+"\n"+string(out))
	}
}

// nodeRecords runs a script to its end and returns the records that it prints.
func nodeRecords(t *testing.T, script string, settings map[string]any) []record {
	t.Helper()
	out := nodeRun(t, script, settings, "")
	var records []record
	for line := range bytes.Lines(out) {
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%s: %v in %s", script, err, line)
		}
		records = append(records, r)
	}
	return records
}

// nodeRun runs a script to its end and returns what it prints.
func nodeRun(t *testing.T, script string, settings map[string]any, input string) []byte {
	t.Helper()
	cmd := node(t, script, settings)
	var complaints bytes.Buffer
	cmd.Stdin, cmd.Stderr = strings.NewReader(input), &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node %s: %v\n%s", script, err, &complaints)
	}
	return out
}

// service is a script that runs until it is stopped.
type service struct {
	cmd        *exec.Cmd
	lines      chan []byte
	complaints bytes.Buffer
}

// start runs a script until it says that it is ready. Its input stays open, by
// whose end it notices that this test is gone.
func start(t *testing.T, script string, settings map[string]any) *service {
	t.Helper()
	s := &service{cmd: node(t, script, settings), lines: make(chan []byte, 1000)}
	s.cmd.Stderr = &s.complaints
	input, err := s.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go s.read(output)
	t.Cleanup(func() {
		input.Close()
		s.wait()
	})
	if line := s.line(t); string(line) != `"ready"` {
		t.Fatalf("node %s says %s, want that it is ready", script, line)
	}
	return s
}

func (s *service) read(output io.Reader) {
	defer close(s.lines)
	for lines := bufio.NewScanner(output); lines.Scan(); {
		s.lines <- bytes.Clone(lines.Bytes())
	}
}

// line returns the next line that the service prints.
func (s *service) line(t *testing.T) []byte {
	t.Helper()
	line, ok := <-s.lines // the deadline ends the service, and so its lines
	if !ok {
		err := s.wait()
		t.Fatalf("the service ended: %v\n%s", err, &s.complaints)
	}
	return line
}

// wait waits until the service has ended, and drops what it still says.
func (s *service) wait() error {
	for range s.lines {
	}
	return s.cmd.Wait()
}

// stop ends the service as whoever deployed it would, and fails unless it ends
// well.
func (s *service) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.wait(); err != nil {
		t.Errorf("the service ended with %v\n%s", err, &s.complaints)
	}
}
