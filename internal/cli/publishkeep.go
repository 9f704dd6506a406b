package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// keptInput is a file that can be read twice.
type keptInput struct {
	path string
	temp bool
}

// keep keeps standard input in a file of this user alone.
func (o *publishOptions) keep(ctx context.Context, file string) (keptInput, error) {
	if file != "-" {
		return keptInput{path: file}, nil
	}
	f, err := os.CreateTemp("", "mediamesh-*.ndjson")
	if err != nil {
		return keptInput{}, failed(fmt.Errorf("standard input cannot be kept: %w", err), "give a file in place of standard input")
	}
	kept := keptInput{f.Name(), true}
	_, err = io.Copy(f, &interruptible{ctx: ctx, src: o.In})
	if err = errors.Join(err, f.Close()); err != nil {
		kept.remove()
		if ctx.Err() != nil {
			return keptInput{}, ctx.Err()
		}
		return keptInput{}, failed(fmt.Errorf("standard input cannot be kept: %w", err), "give a file in place of standard input")
	}
	return kept, nil
}

func (k keptInput) remove() {
	if k.temp {
		_ = os.Remove(k.path) // it is a temporary file
	}
}
