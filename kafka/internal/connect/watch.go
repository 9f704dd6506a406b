package connect

import (
	"context"
	"errors"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/cluster"
)

// MetadataMinAge is the minimum interval between metadata requests. A client that cannot reach a
// broker asks the others for its partitions' new leaders. Until they answer, it sends nothing to
// those partitions and notices no timeout.
const MetadataMinAge = time.Second

// Unusable returns the error for options that the client rejects.
func Unusable(config string, err error) error {
	return &cluster.ConfigError{Field: config, Problem: "makes no client: " + err.Error(), Err: err}
}

// Watch observes a client's connections, for details that the client does not report.
type Watch struct {
	Produced atomic.Int64 // produce requests sent, partly or completely
	Lost     atomic.Int64 // connection failures that left produce requests unanswered
	Entry    admission

	// mu guards the fields below.
	mu      sync.Mutex
	refused error // why the last connection attempt failed, nil if it succeeded
}

var (
	_ kgo.HookNewClient     = (*Watch)(nil)
	_ kgo.HookBrokerWrite   = (*Watch)(nil)
	_ kgo.HookBrokerRead    = (*Watch)(nil)
	_ kgo.HookBrokerConnect = (*Watch)(nil)
)

// OnNewClient implements [kgo.HookNewClient].
func (w *Watch) OnNewClient(client *kgo.Client) { w.Entry.Client.Store(client) }

// OnBrokerWrite implements [kgo.HookBrokerWrite].
func (w *Watch) OnBrokerWrite(_ kgo.BrokerMetadata, key int16, n int, _, _ time.Duration, err error) {
	if key != int16(kmsg.Produce) || n == 0 {
		return
	}
	w.Produced.Add(1)
	if err != nil {
		w.Lost.Add(1)
	}
}

// OnBrokerRead implements [kgo.HookBrokerRead].
func (w *Watch) OnBrokerRead(broker kgo.BrokerMetadata, key int16, _ int, _, _ time.Duration, err error) {
	if key == int16(kmsg.Produce) && err != nil {
		w.Lost.Add(1)
	}
	w.Entry.answered(addressOf(broker), key, err)
}

// OnBrokerConnect implements [kgo.HookBrokerConnect].
func (w *Watch) OnBrokerConnect(broker kgo.BrokerMetadata, _ time.Duration, _ net.Conn, err error) {
	w.noteConnect(err)
	if err != nil {
		w.Entry.failed(addressOf(broker), err)
	}
}

func (w *Watch) noteConnect(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !errors.Is(err, context.Canceled) {
		w.refused = RedactAuthError(err)
	}
}

func addressOf(b kgo.BrokerMetadata) string {
	return net.JoinHostPort(b.Host, strconv.Itoa(int(b.Port)))
}

// Last returns why the last connection attempt failed, nil if it succeeded.
func (w *Watch) Last() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.refused
}

// Denial returns why the cluster rejects the client, if err is the result of that.
func (w *Watch) Denial(err error) error {
	if denied := w.Entry.denied(); denied != nil && errors.Is(err, kgo.ErrAborting) {
		return denied
	}
	return nil
}

// Because adds the reason to err if the last connection attempt failed.
func (w *Watch) Because(err error) error {
	refused := w.Last()
	if refused == nil || errors.Is(err, refused) {
		return err
	}
	return &unconnectedError{err: err, connection: refused}
}

// unconnectedError is an error caused by a missing connection.
type unconnectedError struct{ err, connection error }

func (e *unconnectedError) Error() string   { return e.err.Error() + ": " + e.connection.Error() }
func (e *unconnectedError) Unwrap() []error { return []error{e.err, e.connection} }

// errSilent is the error for a broker that accepts connections but does not answer.
var errSilent = errors.New("it neither refused the connection nor answered on it")

// ping asks any broker for an answer. It returns when ctx ends, because the client ignores ctx
// while it waits for the first answer on a connection.
func ping(ctx context.Context, client *kgo.Client) error {
	answered := make(chan error, 1)
	go func() { answered <- client.Ping(ctx) }()
	select {
	case err := <-answered:
		return err
	case <-ctx.Done():
		return errSilent
	}
}

// timedOut reports whether err only means that time ran out. A dialer may notice a context's
// deadline before the context does.
func timedOut(ctx context.Context, err error) bool {
	var timeout net.Error
	return ctx.Err() != nil || errors.As(err, &timeout) && timeout.Timeout()
}

// Reach waits until a broker answers. It fails at the timeout, or once a broker rejects the
// client for good.
func Reach(ctx context.Context, client *kgo.Client, brokers []string, timeout time.Duration) error {
	within, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	const pause = 250 * time.Millisecond
	var last error
	for hangUps := 0; ; {
		err := ping(within, client)
		switch {
		case err == nil || ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, errSilent):
			if last == nil {
				last = err
			}
			return &cluster.ConnectError{Brokers: brokers, Timeout: timeout, Err: last}
		}
		at := brokers[len(brokers)-1] // Ping returns the error of the last broker
		final := denied(within, client, at, err)
		if maybe := suspected(client, at, err); final == nil && maybe != nil {
			if hangUps++; hangUps == maxHangUps {
				final = maybe
			}
		} else {
			hangUps = 0
		}
		if final != nil {
			return &cluster.ConnectError{Brokers: brokers, Timeout: timeout, Err: final}
		}
		if last == nil || !timedOut(within, err) {
			last = err // more useful than a timeout
		}
		select {
		case <-within.Done():
			return &cluster.ConnectError{Brokers: brokers, Timeout: timeout, Err: last}
		case <-time.After(pause):
		}
	}
}

// RedactAuthError removes the broker's message from an authentication error, because it may
// contain the credentials. A [cluster.SecurityError] does not quote it.
func RedactAuthError(err error) error {
	if !errors.Is(err, kerr.SaslAuthenticationFailed) {
		return err
	}
	if ours, ok := errors.AsType[*cluster.SecurityError](err); ok {
		return ours
	}
	return kerr.SaslAuthenticationFailed
}
