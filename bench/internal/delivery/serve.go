package delivery

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/pprof"
)

// Serve is what a side's process does: a line of JSON on in is a turn to take, a
// line on out is what came of it. It ends with in.
func Serve(s Settings, in io.Reader, out io.Writer) (err error) {
	make, ok := sides[s.Side]
	if !ok {
		return fmt.Errorf("no side is called %q", s.Side)
	}
	side, err := make(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, side.close()) }()
	stop, err := profile(s.Profile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()

	asked, answer := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var t turn
		switch err := asked.Decode(&t); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		ctx, cancel := context.WithTimeoutCause(context.Background(), turnTimeout, fmt.Errorf("the turn took more than %v", turnTimeout))
		before := cpuTime()
		o, err := side.turn(ctx, t)
		o.CPU = int64(cpuTime() - before)
		cancel()
		if err != nil {
			o.Error = err.Error()
		}
		if err := answer.Encode(o); err != nil {
			return err
		}
	}
}

func profile(file string) (stop func() error, err error) {
	if file == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() error {
		pprof.StopCPUProfile()
		return f.Close()
	}, nil
}
