package broker

import (
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	minFetch = 64 << 10 // bytes that every fetch may ask for; one batch is returned in any case
	maxFetch = 4 << 20

	// maxFetchWait is the maximum time that a fetch may wait. The cluster keeps a waiting
	// fetch even if its connection is closed.
	maxFetchWait = 30 * time.Second
)

type fetchedPartition struct {
	topic     string
	id        [16]byte
	partition int32
}

// limitFetch removes repeated partitions from a fetch, which the cluster would return
// repeatedly, and limits its bytes to the memory that the response may take.
//
// It disables fetch sessions, which clients do not depend on: the cluster would keep the
// partitions that a session names, whether they exist or not.
func limitFetch(c *conn, request kmsg.Request) bool {
	r := request.(*kmsg.FetchRequest)
	if r.SessionEpoch == newSession {
		r.SessionEpoch = noSession
	}
	r.MaxWaitMillis = c.limitWait(r.MaxWaitMillis)
	r.MaxBytes = c.reserveResponse(r.MaxBytes)
	seen := map[fetchedPartition]bool{}
	for i := range r.Topics {
		t := &r.Topics[i]
		kept := t.Partitions[:0]
		for _, p := range t.Partitions {
			id := fetchedPartition{t.Topic, t.TopicID, p.Partition}
			if !seen[id] {
				seen[id] = true
				p.PartitionMaxBytes = min(p.PartitionMaxBytes, maxFetch)
				kept = append(kept, p)
			}
		}
		t.Partitions = kept
	}
	return true
}

const (
	newSession = 0 // session epochs of a fetch
	noSession  = -1
)

// limitWait limits how long the request being read may wait.
func (c *conn) limitWait(millis int32) int32 {
	millis = min(millis, int32(maxFetchWait.Milliseconds()))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.current.until = time.Now().Add(time.Duration(millis) * time.Millisecond)
	return millis
}

// reserveResponse reserves memory for the response to the request being read, less if
// little is free, and returns the number of bytes that the request may ask for.
func (c *conn) reserveResponse(bytes int32) int32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gone {
		return min(bytes, minFetch)
	}
	want := min(max(bytes, minFetch), maxFetch)
	c.current.reserved = c.limits.responses.reserve(responseCost*int64(want), responseCost*minFetch)
	return min(bytes, int32(c.current.reserved/responseCost))
}
