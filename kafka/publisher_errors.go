package kafka

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/wire"
)

// ErrFull says that a publisher had accepted as many events as its configuration
// lets it, by MaxBuffered or MaxBufferedBytes, and was not to wait for room.
var ErrFull = errors.New("the buffer is full")

// RetryAdvice says what publishing an event again would do.
type RetryAdvice int

const (
	// RetrySafe: the event was not written. Publishing it again writes it once.
	RetrySafe RetryAdvice = iota
	// RetryMayDuplicate: the event was sent, but not acknowledged, so it may
	// have been written. Publishing it again may write it twice, with the same
	// event id, which readers can tell duplicates by.
	RetryMayDuplicate
	// RetryUseless: the event was not written, and it would be refused again:
	// the event or the cluster's settings must change first.
	RetryUseless
)

// A [delivery.Retry] is converted to the constant of the same value. What differs does not
// compile: the index is out of range.
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
	Index     int    // of the event among those of the call
	EventType string // "" if the event is nil
	EventID   string
	Topic     string // "" if the event was refused before one was chosen
	// Refused tells that the event was found wrong, or refused by an interceptor,
	// before anything was sent: then none of the call's events was.
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
	Events int             // how many the call was about
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

// Failures returns the events that an error of [Publisher.Publish] is about,
// in the order that they were given in: one for each *[PublishError] in it.
// The call's other events were acknowledged, unless one of these was refused:
// then nothing was sent.
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

// MissingKeyError says that an event has no key, though its contract names the
// field for it: then nothing would keep it in order with the others about the
// same thing.
type MissingKeyError struct {
	Fields []string // of the payload, that may become the key; nil for a tombstone
}

func (e *MissingKeyError) Error() string {
	if len(e.Fields) == 0 {
		return "it has no key: a tombstone deletes what was published with its key"
	}
	return fmt.Sprintf("it has no key: /payload/%s is empty", e.Fields[0])
}

// TooLargeError says that an event's record is greater than the cluster is
// expected to take.
type TooLargeError struct {
	Size int // of a batch of nothing but the record, uncompressed, in bytes
	Max  int // what Kafka's message.max.bytes is by default, or ProducerBatchMaxBytes among ClientOptions
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("its record has %d bytes, more than the %d that the cluster is expected to take (message.max.bytes)", e.Size, e.Max)
}

// TransactionError says that the events of a transaction were not published, or
// may not have been. It is the same for all of them.
type TransactionError struct {
	Events int // how many there are
	// EventType, EventID and Topic are of the event that the transaction failed
	// by, "" if it was not for one of them.
	EventType string
	EventID   string
	Topic     string
	Retry     RetryAdvice // of all events together
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

// FencedError says that the cluster listens to no more transactions of a
// publisher, since a newer one has its transactional id. The newer one goes on;
// for this one it is final if its configuration named the id.
type FencedError struct {
	TransactionalID string
	Err             error
}

func (e *FencedError) Error() string {
	return fmt.Sprintf("the transactional id %q was taken over: %v", e.TransactionalID, e.Err)
}

func (e *FencedError) Unwrap() error { return e.Err }
