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
	Useless                   // it was not written, and it would be refused again
)

// A Result is what became of a record. The zero value is acknowledged.
type Result struct {
	Err    error // nil is acknowledged
	Retry  Retry // if there is an error
	Before int64 // if Err is ErrAbandoned: the produce requests sent before the record
}

var (
	// ErrNoAnswer says that the client did not come back with an outcome.
	ErrNoAnswer = errors.New("no answer")
	// ErrAbandoned is the error of a record that was not settled when its client was closed.
	// What a retry would do is known only when the client can send nothing any more.
	ErrAbandoned = errors.New("given up")
	// errPending says that the client has a record and has not told of it.
	errPending = errors.New("not acknowledged")
)

// RetryAfter tells from a client's error for a record what a retry would do.
func RetryAfter(err error) Retry {
	switch {
	case errors.Is(err, kerr.UnknownTopicOrPartition):
		return Safe
	case connect.IsRefusal(err):
		return Useless
	}
	return MayDuplicate
}
