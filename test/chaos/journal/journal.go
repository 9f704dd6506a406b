// Package journal is how the processes of a campaign write down what they do,
// so that nothing written is lost when one of them is killed.
//
// A line is appended by one write, to a file that several processes may share:
// the order of lines is then an order in time over all of them, with no clock.
package journal

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// A line begins with a line feed of its own, behind what a killed process may
// have left half written, and ends with a mark, which tells half from whole.
const (
	begin = "\n"
	mark  = " ."
)

// Kinds of lines, each a line's first word. An attempt is the event's first, its
// second and so on; a call, when it began, in nanoseconds, by which the events of
// a transaction have their calls in common.
const (
	Began     = "B" // process: a publisher's life begins
	Sent      = "S" // id key seq kind topic, or these and way attempt call: about to be sent, for the first time or again
	Acked     = "A" // id, or id attempt: acknowledged by the cluster
	Unwritten = "N" // id attempt: it was not written, says who was to write it
	Refused   = "U" // id attempt: it was not written since it is too large, says who was to write it
	Handled   = "H" // nanos topic partition offset id key seq process
	GivenUp   = "G" // position: this dead letter is about to be discarded
	Replayed  = "Y" // topic partition offset id: handled by a replay
	Recreated = "R" // nanos topic: it was deleted and created again by then
	Committed = "C" // group topic partition offset: the group's, as read from the cluster
	End       = "D" // topic partition offset: where a dead-letter topic ended, read after what was committed
	Killed    = "K" // nanos role process
)

// Writer appends lines to a file. It is not safe for concurrent use, except
// for its method Append.
type Writer struct{ file *os.File }

// Open opens a journal to append to, and makes it if it is missing.
func Open(path string) (*Writer, error) {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening a journal: %w", err)
	}
	return &Writer{file: f}, nil
}

// Line appends a line to b, to be written by Append.
func Line(b []byte, kind string, fields ...any) []byte {
	b = append(b, begin...)
	b = append(b, kind...)
	for _, f := range fields {
		b = append(b, ' ')
		b = fmt.Append(b, f)
	}
	return append(b, mark...)
}

// Append writes lines. When it returns, they outlive the process.
func (w *Writer) Append(lines []byte) error {
	_, err := w.file.Write(lines)
	return err
}

// Close closes the journal.
func (w *Writer) Close() error { return w.file.Close() }

// Read calls each with the words of each whole line, the kind first. The words
// are overwritten by the next line. A missing file has no lines.
func Read(path string, each func(words []string) error) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading a journal: %w", err)
	}
	defer f.Close()
	return read(f, each)
}

func read(r io.Reader, each func(words []string) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), 1<<20)
	var words []string
	for lines.Scan() {
		whole, ok := bytes.CutSuffix(lines.Bytes(), []byte(mark))
		if !ok {
			continue
		}
		words = split(words[:0], string(whole))
		if err := each(words); err != nil {
			return fmt.Errorf("journal line %q: %w", lines.Text(), err)
		}
	}
	return lines.Err()
}

func split(words []string, line string) []string {
	for line != "" {
		word, rest, _ := strings.Cut(line, " ")
		words, line = append(words, word), rest
	}
	return words
}
