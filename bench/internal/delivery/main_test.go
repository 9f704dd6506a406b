package delivery

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// TestMain lets the test binary be the processes that a bench starts.
func TestMain(m *testing.M) {
	if code, ours := Main(os.Args[1:]); ours {
		os.Exit(code)
	}
	goleak.VerifyTestMain(m)
}
