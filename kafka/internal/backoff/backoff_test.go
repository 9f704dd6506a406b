package backoff

import (
	"errors"
	"testing"
	"time"
)

// TestOngoingFailure_GoesOn checks that the time of the first error and the last error are kept.
func TestOngoingFailure_GoesOn(t *testing.T) {
	first, second := errors.New("first"), errors.New("second")
	var none OngoingFailure
	once := none.GoesOn(first)
	since := time.Now().Add(-time.Minute)
	twice := OngoingFailure{Since: since, Err: first}.GoesOn(second)
	if once.Err != first || time.Since(once.Since) > time.Minute || twice != (OngoingFailure{Since: since, Err: second}) {
		t.Errorf("%v, %v", once, twice)
	}
}
