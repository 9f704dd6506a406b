// Package ajv runs Node as a contender: one long-lived process that measures
// its own slices when asked, so that it takes turns with the others.
package ajv

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Node is a running Node process.
type Node struct {
	Version string // "v20.20.2"

	cmd     *exec.Cmd
	in      io.WriteCloser
	answers *bufio.Scanner
}

// Start starts Node in the folder of measure.mjs, whose packages it installs if
// they are not there. The error says why this machine has no such contender.
func Start(folder string) (*Node, error) {
	version, err := exec.Command("node", "--version").Output()
	if err != nil {
		return nil, fmt.Errorf("node: %w", err)
	}
	if err := install(folder); err != nil {
		return nil, err
	}
	n := &Node{Version: strings.TrimSpace(string(version)), cmd: exec.Command("node", "measure.mjs")}
	n.cmd.Dir, n.cmd.Stderr = folder, os.Stderr
	if n.in, err = n.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := n.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	n.answers = bufio.NewScanner(out)
	return n, n.cmd.Start()
}

func install(folder string) error {
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "ajv")); err == nil {
		return nil
	}
	npm := exec.Command("npm", "ci", "--ignore-scripts", "--silent")
	npm.Dir = folder
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci --ignore-scripts in %s: %w: %s", folder, err, out)
	}
	return nil
}

// Load sets the schema and the document of the measurements to come.
func (n *Node) Load(schema string, document []byte) error {
	_, err := n.ask(map[string]any{"schema": json.RawMessage(schema), "document": string(document)})
	return err
}

// Time decodes and validates the document times times.
func (n *Node) Time(times int) (time.Duration, error) { return n.ask(map[string]any{"n": times}) }

func (n *Node) ask(request any) (time.Duration, error) {
	line, err := json.Marshal(request)
	if err != nil {
		return 0, err
	}
	if _, err := n.in.Write(append(line, '\n')); err != nil {
		return 0, err
	}
	if !n.answers.Scan() {
		return 0, errors.Join(errors.New("node ended"), n.answers.Err())
	}
	var answer struct {
		NS    int64  `json:"ns"`
		Error string `json:"error"`
	}
	if err := json.Unmarshal(n.answers.Bytes(), &answer); err != nil {
		return 0, err
	}
	if answer.Error != "" {
		return 0, errors.New(answer.Error)
	}
	return time.Duration(answer.NS), nil
}

// Close ends the process.
func (n *Node) Close() error {
	if err := n.in.Close(); err != nil {
		return err
	}
	return n.cmd.Wait()
}
