// Package clients holds us to the clients of others: what kcat, kafkajs and a
// NestJS microservice produce reaches our handlers, and they read what we
// publish. See README.md.
package clients

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/mediamesh/events/broker"
)

// brokers are where the suite runs: those of MEDIAMESH_TEST_BROKERS, or the
// embedded one.
var (
	brokers  []string
	embedded bool
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(suite{m}) }

type suite struct{ *testing.M }

func (s suite) Run() int {
	defer stopShell()
	if list := os.Getenv("MEDIAMESH_TEST_BROKERS"); list != "" {
		brokers = strings.Split(list, ",")
		return s.M.Run()
	}
	// As on a real cluster, a topic that nobody made is a mistake.
	b, err := broker.Start(broker.Config{NoAutoCreateTopics: true})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer b.Close()
	brokers, embedded = b.Addrs(), true
	return s.M.Run()
}

// patience bounds each test's waiting. Nothing waits for it to pass.
const patience = time.Minute

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

// require skips where a program is missing, but never on a build server: there
// a skipped test would go unnoticed.
func require(t *testing.T, program, install string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		missing(t, program+" is not on the PATH: "+install)
	}
}

func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}
