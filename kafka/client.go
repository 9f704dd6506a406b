package kafka

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// metadataMinAge is how often a client that cannot reach a broker asks the
// others where its partitions are now. Nothing of them is sent, and no timeout
// is seen to be over, before they answer.
const metadataMinAge = time.Second

// unusable says that the client refuses its options.
func unusable(config string, err error) error {
	return &ConfigError{Field: config, Problem: "makes no client: " + err.Error(), Err: err}
}

// watch observes a client's connections, for what the client does not tell.
type watch struct {
	produced atomic.Int64 // produce requests sent, in part or whole

	mu      sync.Mutex
	refused error // why the last connection could not be made, nil if it could
}

var (
	_ kgo.HookBrokerWrite   = (*watch)(nil)
	_ kgo.HookBrokerConnect = (*watch)(nil)
)

// OnBrokerWrite implements [kgo.HookBrokerWrite].
func (w *watch) OnBrokerWrite(_ kgo.BrokerMetadata, key int16, n int, _, _ time.Duration, _ error) {
	if key == int16(kmsg.Produce) && n > 0 {
		w.produced.Add(1)
	}
}

// OnBrokerConnect implements [kgo.HookBrokerConnect].
func (w *watch) OnBrokerConnect(_ kgo.BrokerMetadata, _ time.Duration, _ net.Conn, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !errors.Is(err, context.Canceled) {
		w.refused = err
	}
}

// last returns why the last connection could not be made, nil if it could.
func (w *watch) last() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.refused
}

// denial returns why the cluster does not let the client in, if that is why
// a record failed.
func (w *watch) denial(err error) error { return nil }

// because adds to an error why there is no connection, if there is none.
func (w *watch) because(err error) error {
	refused := w.last()
	if refused == nil || errors.Is(err, refused) {
		return err
	}
	return &unconnectedError{err: err, connection: refused}
}

// unconnectedError is an error that comes of having no connection.
type unconnectedError struct{ err, connection error }

func (e *unconnectedError) Error() string   { return e.err.Error() + ": " + e.connection.Error() }
func (e *unconnectedError) Unwrap() []error { return []error{e.err, e.connection} }

// reach waits until a broker answers.
func reach(ctx context.Context, client *kgo.Client, brokers []string, timeout time.Duration) error {
	within, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	const pause = 250 * time.Millisecond
	var last error
	for {
		err := client.Ping(within)
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(err, kerr.SaslAuthenticationFailed) {
			return &ConnectError{Brokers: brokers, Timeout: timeout, Err: err}
		}
		if last == nil || within.Err() == nil {
			last = err // rather than that time ran out
		}
		select {
		case <-within.Done():
			return &ConnectError{Brokers: brokers, Timeout: timeout, Err: last}
		case <-time.After(pause):
		}
	}
}
