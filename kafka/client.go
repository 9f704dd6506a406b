package kafka

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
	lost     atomic.Int64 // failures of connections that left produce requests without an answer
	entry    admission

	// mu guards the fields below.
	mu      sync.Mutex
	refused error // why the last connection could not be made, nil if it could
}

var (
	_ kgo.HookNewClient     = (*watch)(nil)
	_ kgo.HookBrokerWrite   = (*watch)(nil)
	_ kgo.HookBrokerRead    = (*watch)(nil)
	_ kgo.HookBrokerConnect = (*watch)(nil)
)

// OnNewClient implements [kgo.HookNewClient].
func (w *watch) OnNewClient(client *kgo.Client) { w.entry.client.Store(client) }

// OnBrokerWrite implements [kgo.HookBrokerWrite].
func (w *watch) OnBrokerWrite(_ kgo.BrokerMetadata, key int16, n int, _, _ time.Duration, err error) {
	if key != int16(kmsg.Produce) || n == 0 {
		return
	}
	w.produced.Add(1)
	if err != nil {
		w.lost.Add(1)
	}
}

// OnBrokerRead implements [kgo.HookBrokerRead].
func (w *watch) OnBrokerRead(broker kgo.BrokerMetadata, key int16, _ int, _, _ time.Duration, err error) {
	if key == int16(kmsg.Produce) && err != nil {
		w.lost.Add(1)
	}
	w.entry.answered(addressOf(broker), key, err)
}

// OnBrokerConnect implements [kgo.HookBrokerConnect].
func (w *watch) OnBrokerConnect(broker kgo.BrokerMetadata, _ time.Duration, _ net.Conn, err error) {
	w.noteConnect(err)
	if err != nil {
		w.entry.failed(addressOf(broker), err)
	}
}

func (w *watch) noteConnect(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !errors.Is(err, context.Canceled) {
		w.refused = redactAuthError(err)
	}
}

func addressOf(b kgo.BrokerMetadata) string {
	return net.JoinHostPort(b.Host, strconv.Itoa(int(b.Port)))
}

// last returns why the last connection could not be made, nil if it could.
func (w *watch) last() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.refused
}

// denial returns why the cluster does not let the client in, if that is why
// a record failed.
func (w *watch) denial(err error) error {
	if denied := w.entry.denied(); denied != nil && errors.Is(err, kgo.ErrAborting) {
		return denied
	}
	return nil
}

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

// errSilent is of a broker that lets clients connect, and then says nothing.
var errSilent = errors.New("it neither refused the connection nor answered on it")

// ping asks any broker whether it is there. The client does not end with ctx while it
// waits for the first answer on a connection.
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

// timedOut reports whether err says only that time ran out: a dialer may notice a
// context's deadline before the context does.
func timedOut(ctx context.Context, err error) bool {
	var timeout net.Error
	return ctx.Err() != nil || errors.As(err, &timeout) && timeout.Timeout()
}

// reach waits until a broker answers, or says that it never will.
func reach(ctx context.Context, client *kgo.Client, brokers []string, timeout time.Duration) error {
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
			return &ConnectError{Brokers: brokers, Timeout: timeout, Err: last}
		}
		at := brokers[len(brokers)-1] // the error of a ping is that of the last
		final := denied(within, client, at, err)
		if maybe := suspected(client, at, err); final == nil && maybe != nil {
			if hangUps++; hangUps == maxHangUps {
				final = maybe
			}
		} else {
			hangUps = 0
		}
		if final != nil {
			return &ConnectError{Brokers: brokers, Timeout: timeout, Err: final}
		}
		if last == nil || !timedOut(within, err) {
			last = err // rather than that time ran out
		}
		select {
		case <-within.Done():
			return &ConnectError{Brokers: brokers, Timeout: timeout, Err: last}
		case <-time.After(pause):
		}
	}
}

// redactAuthError leaves out what a broker says to credentials that it refuses: that
// may be the credentials. A [SecurityError] does not say it.
func redactAuthError(err error) error {
	if !errors.Is(err, kerr.SaslAuthenticationFailed) {
		return err
	}
	if ours, ok := errors.AsType[*SecurityError](err); ok {
		return ours
	}
	return kerr.SaslAuthenticationFailed
}
