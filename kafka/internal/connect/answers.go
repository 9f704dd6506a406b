package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	// silence is how long brokers may stay silent before they count as unreachable. A group
	// member sends a request every few seconds.
	silence = 10 * time.Second
	// failing is the same limit after a request or connection failed.
	failing = 3 * time.Second
)

// Answers is a client hook that records when a broker last answered.
type Answers struct {
	// mu guards the fields below.
	mu      sync.Mutex
	last    time.Time // zero if no broker has answered
	err     error     // the last error since then, nil if none
	refused bool      // err is a failed connection attempt
}

var (
	_ kgo.HookBrokerE2E     = (*Answers)(nil)
	_ kgo.HookBrokerConnect = (*Answers)(nil)
)

// OnBrokerConnect implements [kgo.HookBrokerConnect].
func (a *Answers) OnBrokerConnect(_ kgo.BrokerMetadata, _ time.Duration, _ net.Conn, err error) {
	if err != nil {
		a.failed(err, true)
	}
}

// OnBrokerE2E implements [kgo.HookBrokerE2E].
func (a *Answers) OnBrokerE2E(_ kgo.BrokerMetadata, key int16, e kgo.BrokerE2E) {
	switch kmsg.Key(key) {
	case kmsg.ApiVersions, kmsg.SASLHandshake, kmsg.SASLAuthenticate:
		return // brokers answer these before authentication
	}
	if err := e.Err(); err != nil {
		a.failed(err, false)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.last, a.err, a.refused = time.Now(), nil, false
}

// failed records an error. Errors of requests do not replace that of a failed connection attempt,
// which caused them.
func (a *Answers) failed(err error, connecting bool) {
	if errors.Is(err, context.Canceled) {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if connecting || !a.refused {
		a.err, a.refused = err, connecting
	}
}

// since returns how long no broker has answered, and whether that exceeds the limit.
func (a *Answers) since(now time.Time) (quiet time.Duration, never, tooLong bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	limit := silence
	if a.err != nil {
		limit = failing
	}
	quiet = now.Sub(a.last)
	return quiet, a.last.IsZero(), quiet > limit, a.err
}

// Problem returns a message that no broker answers, or "" if one does.
func (a *Answers) Problem(now time.Time, brokers []string) string {
	quiet, never, tooLong, err := a.since(now)
	if !tooLong {
		return ""
	}
	why := ""
	if err != nil {
		why = ": " + err.Error()
	}
	if never {
		return fmt.Sprintf("no broker of %s has answered yet%s", strings.Join(brokers, ", "), why)
	}
	return fmt.Sprintf("no broker of %s has answered for %v%s", strings.Join(brokers, ", "), quiet.Round(time.Second), why)
}
