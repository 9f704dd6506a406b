package events_test

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/mediamesh/events"
)

func TestPermanent(t *testing.T) {
	if err := events.Permanent(nil); err != nil {
		t.Errorf("Permanent(nil) = %v", err)
	}
	err := fmt.Errorf("indexing: %w", events.Permanent(io.ErrUnexpectedEOF))
	var permanent *events.PermanentError
	if !errors.As(err, &permanent) || !errors.Is(err, io.ErrUnexpectedEOF) || err.Error() != "indexing: unexpected EOF" {
		t.Errorf("the error is %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	if err := events.RetryAfter(time.Second, nil); err != nil {
		t.Errorf("RetryAfter of nil = %v", err)
	}
	var after *events.RetryAfterError
	err := events.RetryAfter(90*time.Second, io.ErrClosedPipe)
	if !errors.As(err, &after) || after.After != 90*time.Second || !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the error is %#v", err)
	}
	if want := "io: read/write on closed pipe (again in 1m30s)"; err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
	if err := events.RetryAfter(-1, io.EOF); !errors.As(err, &after) || after.After != 0 {
		t.Errorf("a time below zero is %#v", err)
	}
}
