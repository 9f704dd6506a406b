package delivery

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
)

// A Timeout is the time that a cluster has to acknowledge a record.
type Timeout struct {
	Brokers []string
	Within  time.Duration
}

// Explain says of an error that the timeout is over, and why it may have come to that. It
// returns any other error as it is.
func (t Timeout) Explain(err error, w *connect.Watch) error {
	if errors.Is(err, kgo.ErrRecordTimeout) || err == ErrNoAnswer {
		return &timeoutError{Timeout: t, connection: w.Last(), err: err}
	}
	return err
}

// timeoutError says that a timeout is over.
type timeoutError struct {
	Timeout
	connection error // why there is none, nil if there is one
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

// Grace is what the client may need to tell that a timeout is over.
const Grace = 5 * time.Second
