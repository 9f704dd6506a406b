package delivery

import (
	"errors"

	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/mediamesh/events/kafka/internal/connect"
)

// A Retry says what sending a record again would do.
type Retry int

const (
	Safe         Retry = iota // the record was not written
	MayDuplicate              // it may have been written
	Useless                   // it was not written, and would be rejected again
)

// A Result is the outcome of a record. The zero value means acknowledged.
type Result struct {
	Err    error // nil if acknowledged
	Retry  Retry // valid if Err is not nil
	Before int64 // if Err is ErrAbandoned: number of produce requests sent before the record
}

var (
	// ErrNoAnswer means that the client did not report a result in time.
	ErrNoAnswer = errors.New("no answer")
	// ErrAbandoned is the error of a record without a result when its client was closed. What a
	// retry would do is known only once the client can send nothing more.
	ErrAbandoned = errors.New("given up")
	// errPending means that the client holds the record and has not reported a result.
	errPending = errors.New("not acknowledged")
)

// RetryAfter returns what a retry would do after a client's error for a record.
func RetryAfter(err error) Retry {
	switch {
	case errors.Is(err, kerr.UnknownTopicOrPartition):
		return Safe
	case connect.IsRefusal(err):
		return Useless
	}
	return MayDuplicate
}
