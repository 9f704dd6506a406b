package delivery

import (
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/mediamesh/events/broker"
)

// serveBroker is what the broker's process does: mediamesh broker, on a free
// port, until in ends.
func serveBroker(dir string, in io.Reader, out io.Writer) error {
	b, err := broker.Start(broker.Config{DataDir: dir})
	if err != nil {
		return err
	}
	err = json.NewEncoder(out).Encode(b.Addrs())
	if err == nil {
		_, err = io.Copy(io.Discard, in)
	}
	return errors.Join(err, b.Close())
}

// StartBroker starts the embedded broker in a process of its own, with its data
// in a new folder that stop removes.
func StartBroker() (addrs []string, stop func() error, err error) {
	dir, err := os.MkdirTemp("", "bench-broker-")
	if err != nil {
		return nil, nil, err
	}
	p, err := start("broker", roleBroker, dir)
	if err == nil {
		if err = p.stdout.Decode(&addrs); err != nil {
			err = p.gone(err)
		}
	}
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return addrs, func() error { return errors.Join(p.close(), os.RemoveAll(dir)) }, nil
}
