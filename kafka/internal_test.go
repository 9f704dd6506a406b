package kafka

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
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
	var w connect.Watch
	if err := w.Because(timeout); err != timeout {
		t.Errorf("error %v of a client that is connected", err)
	}
	w.OnBrokerConnect(kgo.BrokerMetadata{}, 0, nil, refused)
	err := w.Because(timeout)
	if !errors.Is(err, timeout) || !errors.Is(err, refused) || err.Error() != "timed out: connection refused" {
		t.Errorf("error %v", err)
	}
	if err := w.Because(refused); err != refused {
		t.Errorf("error %v says it twice", err)
	}
	w.OnBrokerConnect(kgo.BrokerMetadata{}, 0, nil, nil)
	if err := w.Because(timeout); err != timeout {
		t.Errorf("error %v, though connected again", err)
	}
}

func TestErrorsUnwrap(t *testing.T) {
	cause := errors.New("cause")
	for _, err := range []error{
		&cluster.ConfigError{Err: cause}, &cluster.ConnectError{Err: cause}, &HandlerError{Err: cause}, &PanicError{Value: cause},
		&DeadLetterError{Err: cause}, &CommitError{Err: cause}, &FetchError{Err: cause}, &PublishError{Err: cause},
		&PublishErrors{Errors: []*PublishError{{Err: errors.New("else")}, {Err: cause}}},
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
	err := &cluster.ConnectError{Brokers: []string{"a:9092", "b:9092"}, Timeout: time.Second, Err: fmt.Errorf("read: %w", io.EOF)}
	want := "kafka: no broker of a:9092, b:9092 answered within 1s: read: EOF; they ended the connection: do they want TLS or SASL, or other credentials?"
	if err.Error() != want {
		t.Errorf("error %s\nwant  %s", err, want)
	}
}

// TestErrorTexts checks texts of errors that are hard to bring about.
func TestErrorTexts(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&cluster.TopicError{Topic: "t", Err: io.EOF}, "kafka: topic t: EOF"},
		{&GroupError{Group: "g", Topic: "t", Err: io.EOF}, "kafka: setting the offsets of group g: EOF"},
		{&topicwriter.UnwrittenError{Err: io.EOF}, "EOF"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if !errors.Is(c.err, io.EOF) {
			t.Errorf("%T does not unwrap", c.err)
		}
	}
}

// TestPanicText takes the stack off a panic.
func TestPanicText(t *testing.T) {
	if text, panicked := panicText(fmt.Errorf("handling: %w", &PanicError{Value: "x", Stack: []byte("goroutine 1")})); text != "panic: x" || !panicked {
		t.Errorf("%q, %v", text, panicked)
	}
	if text, panicked := panicText(errors.New("x")); panicked {
		t.Errorf("%q is the text of a panic", text)
	}
}
