package connect

import (
	"sync"
	"sync/atomic"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/cluster"
)

// admission watches whether a client gets into its cluster at all. As long as
// it never did, and every broker that it was told of says that it never will,
// records have nothing to wait for: they fail at once. A client that was in
// before waits: certificates, passwords and tokens are renewed.
type admission struct {
	Client atomic.Pointer[kgo.Client] // nil until there is one
	in     atomic.Bool                // a broker answered to more than a greeting

	// mu guards the fields below.
	mu      sync.Mutex
	Failing map[string]*cluster.SecurityError // why by address, nil for another reason
	hangUps map[string]int                    // in a row
}

// answered notes an answer of a broker, or that there was none.
func (a *admission) answered(addr string, key int16, err error) {
	if a.in.Load() {
		return
	}
	switch kmsg.Key(key) {
	case kmsg.ApiVersions, kmsg.SASLHandshake, kmsg.SASLAuthenticate:
		return // anybody gets that far; that it failed will be told of the connection
	}
	if err == nil {
		a.in.Store(true)
		return
	}
	if client := a.Client.Load(); client != nil && saslUser(client) == "" && hungUp(err) {
		a.suspect(addr, &cluster.SecurityError{Broker: addr, Fault: cluster.FaultSASLWanted, Detail: "it hangs up on the first request", Err: err})
	}
}

// failed notes a connection that could not be made.
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

// suspect notes what may be a refusal. It is one when it comes in a row.
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

// deny notes why a broker does not let the client in, and fails the records
// that wait if there is no broker left to hope for.
func (a *admission) deny(addr string, why *cluster.SecurityError) {
	a.mu.Lock()
	if a.Failing == nil {
		a.Failing = make(map[string]*cluster.SecurityError)
	}
	a.Failing[addr] = why
	a.mu.Unlock()
	if why != nil && a.denied() != nil {
		// Apart, since the client may hold its locks. Nothing was sent yet, so
		// that there is nothing that the client could be unsure of.
		go a.fail()
	}
}

func (a *admission) fail() {
	if client := a.Client.Load(); client.Context().Err() == nil {
		client.UnsafeAbortBufferedRecords()
	}
}

// denied returns why the cluster does not let the client in, nil if it did or
// still may.
func (a *admission) denied() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.in.Load() || len(a.Failing) == 0 || len(a.Failing) < len(a.Client.Load().SeedBrokers()) {
		return nil
	}
	var one *cluster.SecurityError
	for _, why := range a.Failing {
		if why == nil {
			return nil // down, say: it may come back
		}
		one = why
	}
	return one
}
