package delivery

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// A process is this same program, started again to be a side or the broker. It
// ends when its standard input does, so also with us.
type process struct {
	name   string
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	stdout *json.Decoder
	stderr *bytes.Buffer
}

// Role is the first argument of such a process; the second says what it is to
// do. [Main] knows both.
const (
	roleSide   = "as-side"
	roleBroker = "as-broker"
)

// Main does what a process that we started is to do, by its arguments. It tells
// whether it is one.
func Main(args []string) (code int, ours bool) {
	if len(args) != 2 {
		return 0, false
	}
	var err error
	switch args[0] {
	case roleSide:
		var s Settings
		if err = json.Unmarshal([]byte(args[1]), &s); err == nil {
			err = Serve(s, os.Stdin, os.Stdout)
		}
	case roleBroker:
		err = serveBroker(args[1], os.Stdin, os.Stdout)
	default:
		return 0, false
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1, true
	}
	return 0, true
}

func start(name string, args ...string) (*process, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{name: name, cmd: exec.Command(exe, args...), stderr: new(bytes.Buffer)}
	p.cmd.Stderr = p.stderr
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.stdout = json.NewDecoder(stdout)
	return p, p.cmd.Start()
}

// startSide starts a side.
func startSide(s Settings) (*process, error) {
	arg, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return start(s.Side, roleSide, string(arg))
}

// take has a side take a turn.
func (p *process) take(t turn) (o outcome, err error) {
	if err = json.NewEncoder(p.stdin).Encode(t); err == nil {
		err = p.stdout.Decode(&o)
	}
	switch {
	case err != nil:
		return o, fmt.Errorf("%s: %w", p.name, p.gone(err))
	case o.Error != "":
		return o, fmt.Errorf("%s: %s", p.name, o.Error)
	}
	return o, nil
}

// gone says why a process does not answer.
func (p *process) gone(err error) error {
	if ended := p.close(); ended != nil {
		return ended
	}
	return err
}

// patience is how long a process may take to end.
const patience = 30 * time.Second

// close ends the process.
func (p *process) close() error {
	p.stdin.Close()
	kill := time.AfterFunc(patience, func() { _ = p.cmd.Process.Kill() })
	defer kill.Stop()
	if err := p.cmd.Wait(); err != nil {
		said := strings.TrimSpace(p.stderr.String())
		return fmt.Errorf("%s: %w: %s", p.name, err, said[max(0, len(said)-2000):])
	}
	return nil
}
