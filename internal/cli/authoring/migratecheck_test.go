package authoring_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
)

// A proof may be asked for by millions of events; it ends between two.
func TestMigrateCheck_EndsWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	code := clitest.Run(ctx, strings.NewReader(""), &out, io.Discard, "migrate", "--check", "--count", "1000000000", "--contract", "../../../examples/playback/contract")
	if code != 130 || out.Len() > 0 {
		t.Errorf("exit code %d, want 130; it prints %q", code, out.String())
	}
}
