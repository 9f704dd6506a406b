//go:build unix

package broken

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// A gate is a file. Whoever waits at it goes on when it is there.
const (
	// Half is before the second half of the publisher's rounds.
	Half = "half"
	// HalfSent is there when the first half is.
	HalfSent = "half-sent"
	// Begun is there when a consumer knows where its group begins.
	Begun = "begun"
)

// Open opens a gate.
func (c *Config) Open(gate string) error {
	return os.WriteFile(filepath.Join(c.Dir, gate+".gate"), nil, 0o600)
}

// Await waits at a gate, until ctx ends.
func (c *Config) Await(ctx context.Context, gate string) error {
	for {
		if _, err := os.Stat(filepath.Join(c.Dir, gate+".gate")); !errors.Is(err, os.ErrNotExist) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// half is the last round before the gate.
const half = each / 2

// halfTime waits behind the first half of the rounds, in plays that are about
// what happens then, and returns when the publisher is to go on.
func (p *publisher) halfTime(ctx context.Context, seq int) error {
	if p.Play == Crash || p.Play == Replays || p.Play == Redrives || seq != half {
		return nil
	}
	if err := p.Open(HalfSent); err != nil {
		return err
	}
	if err := p.Await(ctx, Half); err != nil {
		return err
	}
	if p.Play == Recreate {
		return nil // it has to find out
	}
	p.close()
	return p.open() // to see the topic as it is now
}
