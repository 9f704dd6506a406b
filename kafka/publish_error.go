package kafka

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/wire"
)

// RetryAdvice says what publishing an event again would do.
type RetryAdvice int

const (
	// RetrySafe: the event was not written. Publishing it again writes it once.
	RetrySafe = RetryAdvice(delivery.Safe)
	// RetryMayDuplicate: the event was sent, but not acknowledged, so it may
	// have been written. Publishing it again may write it twice, with the same
	// event id, which readers can tell duplicates by.
	RetryMayDuplicate = RetryAdvice(delivery.MayDuplicate)
	// RetryUseless: the event was not written, and it would be refused again:
	// the event or the cluster's settings must change first.
	RetryUseless = RetryAdvice(delivery.Useless)
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
