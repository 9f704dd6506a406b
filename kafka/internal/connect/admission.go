package connect

import (
	"sync"
	"sync/atomic"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/cluster"
)

// admission tracks whether the cluster has ever accepted the client. If it never has, and every
// known broker has rejected the client for good, buffered records fail at once. After the client
// was accepted once, records wait, because certificates, passwords and tokens are renewed.
type admission struct {
	Client atomic.Pointer[kgo.Client] // nil until the client exists
	in     atomic.Bool                // a broker answered a request that needs authentication

	// mu guards the fields below.
	mu      sync.Mutex
	Failing map[string]*cluster.SecurityError // rejection by address; nil if the broker fails for another reason
	hangUps map[string]int                    // consecutive, by address
}

// answered records the result of a request to a broker.
func (a *admission) answered(addr string, key int16, err error) {
	if a.in.Load() {
		return
	}
	switch kmsg.Key(key) {
	case kmsg.ApiVersions, kmsg.SASLHandshake, kmsg.SASLAuthenticate:
		return // need no authentication; failed reports the connection's error
	}
	if err == nil {
		a.in.Store(true)
		return
	}
	if client := a.Client.Load(); client != nil && saslUser(client) == "" && hungUp(err) {
		a.suspect(addr, &cluster.SecurityError{Broker: addr, Fault: cluster.FaultSASLWanted, Detail: "it hangs up on the first request", Err: err})
	}
}

// failed records a failed connection attempt.
func (a *admission) failed(addr string, err error) {
	client := a.Client.Load()
	if a.in.Load() || client == nil || client.Context().Err() != nil {
		return
	}
	if final := denied(client.Context(), client, addr, err); final != nil {
		a.deny(addr, final)
		return
	}
	a.suspect(addr, suspected(client, addr, err))
}

// suspect records a possible rejection; maxHangUps consecutive ones count as a rejection. A nil
// maybe resets the count.
func (a *admission) suspect(addr string, maybe *cluster.SecurityError) {
	a.mu.Lock()
	if a.hangUps == nil {
		a.hangUps = make(map[string]int)
	}
	a.hangUps[addr]++
	if maybe == nil {
		a.hangUps[addr] = 0
	}
	sure := a.hangUps[addr] >= maxHangUps
	a.mu.Unlock()
	if !sure {
		maybe = nil
	}
	a.deny(addr, maybe)
}

// deny records why a broker rejects the client, or nil for another failure. It fails the buffered
// records once every broker has rejected the client.
func (a *admission) deny(addr string, why *cluster.SecurityError) {
	a.mu.Lock()
	if a.Failing == nil {
		a.Failing = make(map[string]*cluster.SecurityError)
	}
	a.Failing[addr] = why
	a.mu.Unlock()
	if why != nil && a.denied() != nil {
		// In a goroutine because the client may hold its locks. Aborting is safe: nothing has
		// been sent, so no record's result is unknown.
		go a.fail()
	}
}

func (a *admission) fail() {
	if client := a.Client.Load(); client.Context().Err() == nil {
		client.UnsafeAbortBufferedRecords()
	}
}

// denied returns why the cluster rejects the client, or nil if it accepted the client or still
// may.
func (a *admission) denied() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.in.Load() || len(a.Failing) == 0 || len(a.Failing) < len(a.Client.Load().SeedBrokers()) {
		return nil
	}
	var one *cluster.SecurityError
	for _, why := range a.Failing {
		if why == nil {
			return nil // unreachable, for example: it may recover
		}
		one = why
	}
	return one
}
