package kafka

import (
	"errors"
	"fmt"
	"time"

	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kerr"
)

// ErrClosed is returned if a publisher is used after Close.
var ErrClosed = errors.New("the publisher is closed")

// ErrRunning is returned if the consumer is already running.
var ErrRunning = errors.New("kafka: the consumer is running already")

// HandlerError reports that the last attempt of a handler failed. [Consumer.Run] returns it
// if the policy for [ReasonHandlerFailed] is [PolicyStop]. The record's offset is then not
// committed, so the record will be redelivered.
type HandlerError struct {
	EventType string
	EventID   string
	Topic     string
	Partition int32
	Offset    int64
	Attempts  int   // number of times this consumer called the handler for the event
	Err       error // what the handler returned, or a *[PanicError]
	Tombstone bool  // true if the record is a [Tombstone], which has no EventID and may have no EventType
}

func (e *HandlerError) Error() string {
	if e.Tombstone {
		of := ""
		if e.EventType != "" {
			of = " of " + wire.Printable(e.EventType)
		}
		return fmt.Sprintf("kafka: handling a tombstone%s (%s partition %d offset %d): %v", of, e.Topic, e.Partition, e.Offset, e.Err)
	}
	return fmt.Sprintf("kafka: handling %s %s (%s partition %d offset %d): %v",
		wire.Printable(e.EventType), wire.Printable(e.EventID), e.Topic, e.Partition, e.Offset, e.Err)
}

func (e *HandlerError) Unwrap() error { return e.Err }

// PanicError reports that a handler, a [Middleware] or an [Interceptor] panicked.
type PanicError struct {
	Value any
	Stack []byte // stack trace of the panic, in the format of runtime/debug.Stack
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.Value, e.Stack) }

// Unwrap returns the panic value if it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// panicText returns the text of a panic, without its stack, if an error is one.
func panicText(err error) (text string, panicked bool) {
	if p, ok := errors.AsType[*PanicError](err); ok {
		return fmt.Sprintf("panic: %v", p.Value), true
	}
	return "", false
}

// RecordError reports a record that cannot be handled, if the policy for its reason is
// [PolicyStop]. Its offset is not committed, so the record will be redelivered.
type RecordError struct {
	Reason    Reason
	EventType string // "" if unknown
	EventID   string
	Topic     string
	Partition int32
	Offset    int64
	Err       error // for example an *[events.InvalidError]
}

func (e *RecordError) Error() string {
	return fmt.Sprintf("kafka: %s partition %d offset %d is not handled (%s): %v", e.Topic, e.Partition, e.Offset, e.Reason, e.Err)
}

func (e *RecordError) Unwrap() error { return e.Err }

// AbandonedError reports that handlers had still not returned some time after the drain
// timeout ended and their contexts were cancelled. Their events will be redelivered.
type AbandonedError struct {
	Handlers int
	Timeout  time.Duration // ConsumerConfig.DrainTimeout
}

func (e *AbandonedError) Error() string {
	return fmt.Sprintf("kafka: %d handlers have not returned long after the drain timeout of %v: check that they observe their context", e.Handlers, e.Timeout)
}

// DeadLetterError reports that a dead letter could not be written. [Consumer.RunToEnd]
// returns it; [Consumer.Run] logs it and retries the write. The record's offset is not
// committed, so the record will be redelivered.
type DeadLetterError struct {
	Reason          Reason
	Topic           string
	Partition       int32
	Offset          int64
	DeadLetterTopic string
	Err             error
}

func (e *DeadLetterError) Error() string {
	text := fmt.Sprintf("kafka: dead letter to %s (%s, %s partition %d offset %d): %v",
		e.DeadLetterTopic, e.Reason, e.Topic, e.Partition, e.Offset, e.Err)
	if errors.Is(e.Err, kerr.MessageTooLarge) {
		text += fmt.Sprintf("; raise max.message.bytes of %s above that of %s", e.DeadLetterTopic, e.Topic)
	}
	return text
}

func (e *DeadLetterError) Unwrap() error { return e.Err }

// CommitError reports that the offsets of handled records could not be committed when the
// consumer stopped. Those records will be redelivered.
type CommitError struct {
	Group string
	Err   error
}

func (e *CommitError) Error() string {
	return fmt.Sprintf("kafka: committing the offsets of group %s: %v; records handled since the last commit will be redelivered", e.Group, e.Err)
}

func (e *CommitError) Unwrap() error { return e.Err }

// FetchError reports that the cluster refused a fetch for a reason that retrying cannot
// resolve.
type FetchError struct {
	Topic     string // "" if it is about the group
	Partition int32  // -1 if it is about the group
	Group     string
	Err       error
}

func (e *FetchError) Error() string {
	if e.Topic == "" {
		return fmt.Sprintf("kafka: consuming as group %s: %v", e.Group, e.Err)
	}
	return fmt.Sprintf("kafka: consuming %s partition %d as group %s: %v", e.Topic, e.Partition, e.Group, e.Err)
}

func (e *FetchError) Unwrap() error { return e.Err }
