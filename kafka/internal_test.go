package kafka

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
	"github.com/twmb/franz-go/pkg/kgo"
)

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
	want := "kafka: no broker of a:9092, b:9092 answered within 1s: read: EOF; they closed the connection: check whether they require TLS, SASL or other credentials"
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
