package delivery

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
)

// A Timeout is how long a cluster may take to acknowledge a record.
type Timeout struct {
	Brokers []string
	Within  time.Duration
}

// Explain turns the error of an expired timeout into one that says so, and why there is no
// connection if there is none. It returns any other error unchanged.
func (t Timeout) Explain(err error, w *connect.Watch) error {
	if errors.Is(err, kgo.ErrRecordTimeout) || err == ErrNoAnswer {
		return &timeoutError{Timeout: t, connection: w.Last(), err: err}
	}
	return err
}

// timeoutError is the error of an expired timeout.
type timeoutError struct {
	Timeout
	connection error // why there is no connection, nil if there is one
	err        error
}

func (e *timeoutError) Error() string {
	text := fmt.Sprintf("%s did not acknowledge it within %v", strings.Join(e.Brokers, ", "), e.Within)
	if e.connection != nil {
		text += ": " + e.connection.Error()
	}
	return text
}

func (e *timeoutError) Unwrap() []error {
	if e.connection == nil {
		return []error{e.err}
	}
	return []error{e.err, e.connection}
}

// Grace is how long the client may take to report an expired timeout.
const Grace = 5 * time.Second
