package status

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// endsInterval is how often the ends of partitions are asked for, for the lag of
// those that nothing is fetched from.
const endsInterval = 10 * time.Second

// Run is what a run notes for health and metrics, besides what its scheduler knows. The
// zero value is ready to use: call Moved when the run begins. It is safe for concurrent use.
type Run struct {
	moved    atomic.Int64 // when the loop last came by, in Unix nanoseconds
	polling  atomic.Bool  // it waits for records
	stopping atomic.Bool  // it polls no more

	// mu guards the fields below.
	mu          sync.Mutex
	high        map[lanes.Place]int64 // where partitions end, as last heard of
	committed   time.Time
	commits     backoff.OngoingFailure
	deadLetters map[string]backoff.OngoingFailure // by dead-letter topic
}

// Moved notes that the loop came by, and whether it waits for records now.
func (r *Run) Moved(now time.Time, polling bool) {
	r.moved.Store(now.UnixNano())
	r.polling.Store(polling)
}

// Still returns for how long the loop has been elsewhere than waiting for records; 0 if it
// waits for them.
func (r *Run) Still(now time.Time) time.Duration {
	still := now.Sub(time.Unix(0, r.moved.Load()))
	if r.polling.Load() {
		return 0
	}
	return still
}

// Stop notes that the run polls no more.
func (r *Run) Stop() { r.stopping.Store(true) }

// Stopping reports whether the run polls no more.
func (r *Run) Stopping() bool { return r.stopping.Load() }

// Fetched notes where partitions end.
func (r *Run) Fetched(fetches kgo.Fetches) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fetches.EachPartition(func(p kgo.FetchTopicPartition) {
		if p.Err == nil {
			r.end(lanes.Place{Topic: p.Topic, Partition: p.Partition}, p.HighWatermark)
		}
	})
}

func (r *Run) end(at lanes.Place, offset int64) {
	if r.high == nil {
		r.high = make(map[lanes.Place]int64)
	}
	r.high[at] = offset
}

// WatchEnds asks where partitions end, until ctx does.
func (r *Run) WatchEnds(ctx context.Context, client *kgo.Client, topics []string) {
	ticker := time.NewTicker(endsInterval)
	defer ticker.Stop()
	for {
		r.findEnds(ctx, client, topics)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (r *Run) findEnds(ctx context.Context, client *kgo.Client, topics []string) {
	ctx, cancel := context.WithTimeout(ctx, endsInterval)
	defer cancel()
	ends, err := kadm.NewClient(client).ListEndOffsets(ctx, topics...)
	if err != nil && len(ends) == 0 {
		return // the next time will do; if brokers do not answer, others tell
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	ends.Each(func(e kadm.ListedOffset) {
		if e.Err == nil {
			r.end(lanes.Place{Topic: e.Topic, Partition: e.Partition}, e.Offset)
		}
	})
}

// Lags returns how many records of each partition are not done, where that is known.
// Where none was held yet, what the group has committed counts.
func (r *Run) Lags(done []lanes.Progress, committed map[string]map[int32]kgo.EpochOffset) map[lanes.Place]int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	lags := make(map[lanes.Place]int64)
	for _, p := range done {
		high, known := r.high[p.Place]
		at := p.Offset
		if at < 0 {
			before, ok := committed[p.Topic][p.Partition]
			at, known = before.Offset, known && ok
		}
		if known {
			lags[p.Place] = max(0, high-at)
		}
	}
	return lags
}

// Committed notes how a commit ended.
func (r *Run) Committed(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err != nil {
		r.commits = r.commits.GoesOn(err)
		return
	}
	r.commits, r.committed = backoff.OngoingFailure{}, time.Now()
}

// LastCommit returns when offsets were last committed; the zero time if never.
func (r *Run) LastCommit() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.committed
}

// Written notes how writing to a dead-letter topic, or to its ledger, ended.
func (r *Run) Written(topic string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		delete(r.deadLetters, topic)
		return
	}
	if r.deadLetters == nil {
		r.deadLetters = make(map[string]backoff.OngoingFailure)
	}
	r.deadLetters[topic] = r.deadLetters[topic].GoesOn(err)
}

// Failures returns those that go on: of commits, and of writing to each dead-letter topic.
func (r *Run) Failures() (commits backoff.OngoingFailure, deadLetters map[string]backoff.OngoingFailure) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.commits, maps.Clone(r.deadLetters)
}
