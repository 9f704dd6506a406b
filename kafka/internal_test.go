package kafka

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Of three major versions, the middle one has no handler: the newest gets it.
func TestHandlerOfAnotherVersion(t *testing.T) {
	type payload struct{}
	version := func(v string) events.Descriptor {
		return events.NewType(events.Spec[payload]{Name: "a.b", Version: v})
	}
	v1, v2, v3 := version("1.4.0"), version("2.0.0"), version("3.1.0")
	reg, err := events.NewRegistry(v1, v2, v3)
	if err != nil {
		t.Fatal(err)
	}
	called := ""
	handler := func(name string) prepare {
		return func(*events.Any) (call, error) {
			called = name
			return nil, nil
		}
	}
	var h handlers
	for _, err := range []error{h.add(reg, v3, handler("v3")), h.add(reg, v1, handler("v1")), h.add(reg, nil, handler("rest"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		t    events.Descriptor
		want string
	}{{v1, "v1"}, {v2, "v3"}, {v3, "v3"}, {events.NewType(events.Spec[payload]{Name: "c.d", Version: "1.0.0"}), "rest"}} {
		if _, err := h.find(c.t)(new(events.Any)); err != nil || called != c.want {
			t.Errorf("%s %s goes to %s, want %s", c.t.Name(), c.t.Version(), called, c.want)
		}
	}
}

func TestErrorsSayWhyThereIsNoConnection(t *testing.T) {
	timeout, refused := errors.New("timed out"), errors.New("connection refused")
	var w watch
	if err := w.because(timeout); err != timeout {
		t.Errorf("error %v of a client that is connected", err)
	}
	w.OnBrokerConnect(kgo.BrokerMetadata{}, 0, nil, refused)
	err := w.because(timeout)
	if !errors.Is(err, timeout) || !errors.Is(err, refused) || err.Error() != "timed out: connection refused" {
		t.Errorf("error %v", err)
	}
	if err := w.because(refused); err != refused {
		t.Errorf("error %v says it twice", err)
	}
	w.OnBrokerConnect(kgo.BrokerMetadata{}, 0, nil, nil)
	if err := w.because(timeout); err != timeout {
		t.Errorf("error %v, though connected again", err)
	}
}

func TestErrorsUnwrap(t *testing.T) {
	cause, connection := errors.New("cause"), errors.New("connection")
	for _, err := range []error{
		&ConfigError{Err: cause}, &ConnectError{Err: cause}, &HandlerError{Err: cause}, &PanicError{Value: cause},
		&DeadLetterError{Err: cause}, &CommitError{Err: cause}, &FetchError{Err: cause}, &PublishError{Err: cause},
		&PublishErrors{Errors: []*PublishError{{Err: errors.New("else")}, {Err: cause}}},
		&timeoutError{err: cause}, &timeoutError{err: cause, connection: connection}, &timeoutError{err: connection, connection: cause},
	} {
		if !errors.Is(err, cause) {
			t.Errorf("%T does not unwrap to its cause", err)
		}
	}
	if err := errors.Unwrap(&PanicError{Value: "text"}); err != nil {
		t.Errorf("a panic of a text unwraps to %v", err)
	}
}

func TestConnectErrorGuesses(t *testing.T) {
	err := &ConnectError{Brokers: []string{"a:9092", "b:9092"}, Timeout: time.Second, Err: fmt.Errorf("read: %w", io.EOF)}
	want := "kafka: no broker of a:9092, b:9092 answered within 1s: read: EOF; they ended the connection: do they want TLS or SASL, or other credentials?"
	if err.Error() != want {
		t.Errorf("error %s\nwant  %s", err, want)
	}
}

// As in Kafka's record format.
func TestVarint(t *testing.T) {
	for n, want := range map[int]int{0: 1, 63: 1, 64: 2, 8191: 2, 8192: 3, 1 << 20: 4, 1 << 27: 5} {
		if got := varint(n); got != want {
			t.Errorf("%d takes %d bytes, want %d", n, got, want)
		}
	}
}
