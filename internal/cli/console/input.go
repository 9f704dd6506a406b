package console

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/mediamesh/events/internal/cli/documents"
)

const InputHelp = `It reads one event per line, a JSON array of events, or pretty-printed events one
after another, of any length. FILE - is standard input.`

// EachDocument calls visit with each document of a file, or of standard input for "-".
// Output is flushed before it waits for more input.
func (a *App) EachDocument(ctx context.Context, file string, visit func(documents.Document) error) error {
	return a.EachDocumentOr(ctx, file, visit, func() error { return nil })
}

// EachDocumentOr is EachDocument, but calls idle before it waits for more input.
func (a *App) EachDocumentOr(ctx context.Context, file string, visit func(documents.Document) error, idle func() error) error {
	in := a.In
	if file == "-" && a.InTerminal {
		a.Say("reading events from the terminal; end with Ctrl-D")
	}
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return Failed(err, "use a file that can be read, or - for standard input")
		}
		defer f.Close()
		in = f
	}
	var broken error // output cannot be written
	r := documents.NewReader(&textReader{src: InterruptibleReader(ctx, in)}, func() {
		broken = errors.Join(broken, a.Out.Flush(), idle())
	})
	for {
		d, err := r.Next()
		switch {
		case broken != nil:
			return broken
		case err == io.EOF:
			return nil
		case err != nil && ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return Failed(fmt.Errorf("reading %s: %w", NameOf(file), err), unreadNext(file, err))
		}
		if err := visit(d); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// FilesOf returns the files to read, standard input if none is named.
func FilesOf(args []string) []string {
	if len(args) == 0 {
		return []string{"-"}
	}
	return args
}

// CanRead checks that all files can be read before the first is processed. It does not open
// pipes, which can be opened only once.
func CanRead(files []string) error {
	if len(files) < 2 {
		return nil
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if file == "-" || err == nil && !info.IsDir() && !info.Mode().IsRegular() {
			continue
		}
		f, err := os.Open(file)
		if err != nil {
			return Failed(err, "use a file that can be read, or - for standard input")
		}
		f.Close()
		if info != nil && info.IsDir() {
			return Failed(fmt.Errorf("%s is a directory", file), unreadNext(file, nil))
		}
	}
	return nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// NameOf is the name of a file in messages.
func NameOf(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}

// newInterruptible returns a reader of src that stops waiting when ctx ends. The pending
// read is then abandoned, so src must not be used any more.
func InterruptibleReader(ctx context.Context, src io.Reader) io.Reader {
	return &interruptible{ctx: ctx, src: src}
}

// interruptible is a reader that stops waiting when a context ends. The pending read is
// then abandoned, so the source must not be used any more.
type interruptible struct {
	ctx  context.Context
	src  io.Reader
	buf  []byte
	done chan result
}

type result struct {
	n   int
	err error
}

func (r *interruptible) Read(p []byte) (int, error) {
	if r.done == nil {
		r.done = make(chan result, 1)
	}
	if len(r.buf) < len(p) {
		r.buf = make([]byte, len(p))
	}
	buf := r.buf[:len(p)]
	go func() {
		n, err := r.src.Read(buf)
		r.done <- result{n, err}
	}()
	select {
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	case got := <-r.done:
		return copy(p, buf[:got.n]), got.err
	}
}
