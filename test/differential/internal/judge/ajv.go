package judge

import (
	"bufio"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed ajv.mjs
var ajvScript string

// Ajv is a Node process with the published schemas compiled by Ajv.
type Ajv struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	answers *bufio.Reader
	batch   []byte
	waiting int
}

// InstallAjv sees to it that a folder with Ajv in its package-lock.json has it
// in its node_modules too.
func InstallAjv(folder string) error {
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "ajv", "package.json")); err == nil {
		return nil
	}
	npm := exec.Command("npm", "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund")
	npm.Dir = folder
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci --ignore-scripts in %s: %w\n%s", folder, err, out)
	}
	return nil
}

// StartAjv starts Node with the Ajv of that folder. Events name their schema by
// its place in the list.
func StartAjv(folder string, schemas []string) (*Ajv, error) {
	cmd := exec.Command("node", "--input-type=module", "--eval", ajvScript, "--", folder)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("node is needed, 20 or later: %w", err)
	}
	a := &Ajv{cmd: cmd, in: in, answers: bufio.NewReaderSize(out, 1<<16)}
	a.batch = fmt.Appendf(a.empty(), "[%s]", strings.Join(schemas, ","))
	return a, a.send()
}

// empty is a batch of nothing, with room for its length.
func (a *Ajv) empty() []byte { return append(a.batch[:0], 0, 0, 0, 0) }

func (a *Ajv) send() error {
	binary.LittleEndian.PutUint32(a.batch, uint32(len(a.batch)-4))
	_, err := a.in.Write(a.batch)
	a.batch = a.empty()
	return err
}

// Add puts an event into the next batch.
func (a *Ajv) Add(schema int, event []byte) {
	a.batch = binary.LittleEndian.AppendUint32(a.batch, uint32(schema))
	a.batch = binary.LittleEndian.AppendUint32(a.batch, uint32(len(event)))
	a.batch = append(a.batch, event...)
	a.waiting++
}

// Send has Node judge the batch. It works on it until [Ajv.Verdict] asks.
func (a *Ajv) Send() error {
	if a.waiting == 0 {
		return nil
	}
	return a.send()
}

// Verdict is that on the next event of the batch that was sent.
func (a *Ajv) Verdict() (Verdict, error) {
	line, err := a.answers.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("node ended: %w", err)
	}
	a.waiting--
	if line = line[:len(line)-1]; len(line) == 0 {
		return nil, nil
	}
	var pointers []string
	if err := json.Unmarshal(line, &pointers); err != nil {
		return nil, fmt.Errorf("ajv: %s", line)
	}
	for i := range pointers {
		pointers[i] = shortened(pointers[i])
	}
	return verdict(pointers), nil
}

// Close ends the process, whatever it has still to say.
func (a *Ajv) Close() error {
	if err := a.in.Close(); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, a.answers); err != nil {
		return err
	}
	return a.cmd.Wait()
}
