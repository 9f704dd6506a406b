package delivery

import (
	"context"
	"encoding/binary"
	"net"
	"sync/atomic"
	"time"
)

// fetchKey is Kafka's number for the request that asks for records.
const fetchKey = 1

// A stopwatch starts with a consumer's first fetch, which it sees on the wire:
// no client tells of it, and none is slowed down by being watched. So joining a
// group is not timed, and records that a client reads ahead are.
type stopwatch struct {
	started atomic.Int64 // in nanoseconds since epoch, 0 before
	epoch   time.Time
}

func newStopwatch() *stopwatch { return &stopwatch{epoch: time.Now()} }

// elapsed is the time since the first fetch.
func (s *stopwatch) elapsed() time.Duration {
	return time.Since(s.epoch) - time.Duration(s.started.Load())
}

// DialContext is for franz-go.
func (s *stopwatch) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &watched{Conn: conn, watch: s}, nil
}

// Dial is for sarama.
func (s *stopwatch) Dial(network, address string) (net.Conn, error) {
	return s.DialContext(context.Background(), network, address)
}

// watched is a connection whose requests a stopwatch sees.
type watched struct {
	net.Conn
	watch *stopwatch
}

// Write gets whole requests from either client: a length of four bytes, then
// the request's number.
func (w *watched) Write(request []byte) (int, error) {
	if w.watch.started.Load() == 0 && len(request) >= 6 && binary.BigEndian.Uint16(request[4:]) == fetchKey {
		w.watch.started.CompareAndSwap(0, max(1, int64(time.Since(w.watch.epoch))))
	}
	return w.Conn.Write(request)
}
