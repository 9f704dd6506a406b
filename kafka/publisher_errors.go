package kafka

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/wire"
)

// ErrFull is returned with WhenFullFail if the publisher's buffer has reached MaxBuffered
// or MaxBufferedBytes.
var ErrFull = errors.New("the buffer is full")

// RetryAdvice says whether it is safe to publish an event again.
type RetryAdvice int

const (
	// RetrySafe: the event was not written. Publishing it again writes it once.
	RetrySafe RetryAdvice = iota
	// RetryMayDuplicate: the event was sent, but not acknowledged, so it may have been
	// written. Publishing it again may write it twice. Both records have the same event id,
	// by which readers can detect the duplicate.
	RetryMayDuplicate
	// RetryUseless: the event was not written, and publishing it again would fail again
	// unless the event or the cluster's configuration is changed.
	RetryUseless
)

// A [delivery.Retry] converts to the constant of the same value. If the values differed, this
// would not compile: the index would be out of range.
var (
	_ = [1]int{}[RetrySafe-RetryAdvice(delivery.Safe)]
	_ = [1]int{}[RetryMayDuplicate-RetryAdvice(delivery.MayDuplicate)]
	_ = [1]int{}[RetryUseless-RetryAdvice(delivery.Useless)]
)

func (r RetryAdvice) String() string {
	switch r {
	case RetrySafe:
		return "it was not written: publishing it again is safe"
	case RetryMayDuplicate:
		return "it may have been written: publishing it again may write it twice"
	}
	return "it was not written: publishing it again as it is will fail again"
}

// PublishError says that one event was not published, or may not have been.
type PublishError struct {
	Index     int    // index of the event in the call's arguments
	EventType string // "" if the event is nil
	EventID   string
	Topic     string // "" if the event was rejected before its topic was determined
	// Refused is true if the event was invalid or rejected by an interceptor. In that case
	// none of the call's events was sent.
	Refused bool
	Retry   RetryAdvice
	Err     error // an *[events.InvalidError], *[MissingKeyError], *[HeaderError], *[InterceptorError] or *[TooLargeError], [ErrFull], [ErrClosed], or the client's error
}

func (e *PublishError) Error() string {
	what := strings.TrimSpace(wire.Printable(e.EventType) + " " + wire.Printable(e.EventID))
	if what == "" {
		what = "event"
	}
	to := ""
	if e.Topic != "" {
		to = " to " + e.Topic
	}
	if e.Refused {
		return fmt.Sprintf("kafka: %s was refused, nothing was sent: %v", what, e.Err)
	}
	return fmt.Sprintf("kafka: %s was not published%s: %v; %s", what, to, e.Err, e.Retry)
}

func (e *PublishError) Unwrap() error { return e.Err }

// PublishErrors says that several events of one call were not published.
type PublishErrors struct {
	Errors []*PublishError // in the order of the events
	Events int             // number of events in the call
}

func (e *PublishErrors) Error() string {
	const shown = 3
	var b strings.Builder
	fmt.Fprintf(&b, "kafka: %d of %d events were not published", len(e.Errors), e.Events)
	for i, one := range e.Errors {
		if i == shown {
			fmt.Fprintf(&b, "\nand %d more", len(e.Errors)-shown)
			break
		}
		b.WriteString("\n" + one.Error())
	}
	return b.String()
}

// Unwrap returns each event's error.
func (e *PublishErrors) Unwrap() []error {
	list := make([]error, len(e.Errors))
	for i, one := range e.Errors {
		list[i] = one
	}
	return list
}

// Failures returns the *PublishErrors in an error of [Publisher.Publish], one for each
// failed event, in the order of the call's arguments. The call's other events were
// acknowledged, unless Refused is set on one of them; in that case nothing was sent.
func Failures(err error) []*PublishError {
	var several *PublishErrors
	if errors.As(err, &several) {
		return several.Errors
	}
	var one *PublishError
	if errors.As(err, &one) {
		return []*PublishError{one}
	}
	return nil
}

func publishError(failed []*PublishError, events int) error {
	switch len(failed) {
	case 0:
		return nil
	case 1:
		return failed[0]
	}
	return &PublishErrors{Errors: failed, Events: events}
}

// MissingKeyError reports that an event has no key although its contract declares key
// fields. Without a key, the event would not be ordered relative to other events of the
// same entity.
type MissingKeyError struct {
	Fields []string // payload fields that can be the key; nil for a tombstone
}

func (e *MissingKeyError) Error() string {
	if len(e.Fields) == 0 {
		return "it has no key: a tombstone needs the key of the events to delete"
	}
	return fmt.Sprintf("it has no key: /payload/%s is empty", e.Fields[0])
}

// TooLargeError reports that an event's record is larger than the cluster is expected to
// accept.
type TooLargeError struct {
	Size int // size in bytes of an uncompressed batch with only this record
	Max  int // Kafka's default message.max.bytes, or ProducerBatchMaxBytes if ClientOptions set it
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("its record has %d bytes, more than the %d that the cluster is expected to take (message.max.bytes)", e.Size, e.Max)
}

// TransactionError says that the events of a transaction were not published, or may not
// have been. It applies to all of them.
type TransactionError struct {
	Events int // number of events in the transaction
	// EventType, EventID and Topic identify the event that made the transaction fail; "" if
	// no single event did.
	EventType string
	EventID   string
	Topic     string
	Retry     RetryAdvice // advice for all events together
	Err       error
}

func (e *TransactionError) Error() string {
	by := ""
	if e.EventType != "" {
		by = fmt.Sprintf("%s %s to %s: ", wire.Printable(e.EventType), wire.Printable(e.EventID), e.Topic)
	}
	return fmt.Sprintf("kafka: the transaction of %d events failed: %s%v; %s", e.Events, by, e.Err, e.Retry)
}

func (e *TransactionError) Unwrap() error { return e.Err }

// FencedError reports that the cluster has fenced a publisher because a newer one uses the
// same transactional id. The newer publisher continues. For this one the error is permanent
// if TransactionalID is set in its configuration.
type FencedError struct {
	TransactionalID string
	Err             error
}

func (e *FencedError) Error() string {
	return fmt.Sprintf("another publisher uses the transactional ID %q: %v", e.TransactionalID, e.Err)
}

func (e *FencedError) Unwrap() error { return e.Err }
