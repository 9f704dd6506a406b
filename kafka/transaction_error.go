package kafka

import (
	"fmt"

	"github.com/mediamesh/events/kafka/internal/transaction"
	"github.com/mediamesh/events/wire"
)

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

// transactionFailed is the error for an outcome.
func transactionFailed(list []*outgoingEvent, o transaction.Outcome) *TransactionError {
	e := &TransactionError{Events: len(list), Retry: RetryAdvice(o.Retry), Err: o.Err}
	if o.Index >= 0 {
		by := list[o.Index]
		e.EventType, e.EventID, e.Topic = by.eventType, by.eventID, by.record.Topic
	}
	return e
}
