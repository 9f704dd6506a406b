package topics

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/mediamesh/events/internal/cli/console"
)

// keptInput is a file that can be read twice.
type keptInput struct {
	path string
	temp bool
}

// keep copies standard input to a file that only this user can read.
func (o *publishOptions) keep(ctx context.Context, file string) (keptInput, error) {
	if file != "-" {
		return keptInput{path: file}, nil
	}
	f, err := os.CreateTemp("", "mediamesh-*.ndjson")
	if err != nil {
		return keptInput{}, console.Failed(fmt.Errorf("standard input cannot be copied to a temporary file: %w", err), "use a file instead of standard input")
	}
	kept := keptInput{f.Name(), true}
	_, err = io.Copy(f, console.InterruptibleReader(ctx, o.In))
	if err = errors.Join(err, f.Close()); err != nil {
		kept.remove()
		if ctx.Err() != nil {
			return keptInput{}, ctx.Err()
		}
		return keptInput{}, console.Failed(fmt.Errorf("standard input cannot be copied to a temporary file: %w", err), "use a file instead of standard input")
	}
	return kept, nil
}

func (k keptInput) remove() {
	if k.temp {
		_ = os.Remove(k.path) // it is a temporary file
	}
}
