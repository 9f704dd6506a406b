package delivery

import (
	"context"
	"fmt"
	"os"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

const (
	// fastHandler returns at once, so that the backlog is read to its end.
	fastHandler time.Duration = 0
	// slowHandler is slower than records come, so that all that may wait in
	// memory does.
	slowHandler = 5 * time.Millisecond
)

// memoryWorkers is how many slow handlers there are at once.
const memoryWorkers = 100

// memory is our consumer, whose process's memory is watched. A process takes one
// turn, since a peak is never forgotten.
type memory struct {
	Settings
	handler time.Duration
}

func newMemory(handler time.Duration) func(Settings) (side, error) {
	return func(s Settings) (side, error) { return memory{s, handler}, nil }
}

func (memory) close() error { return nil }

func (s memory) turn(ctx context.Context, t turn) (outcome, error) {
	var handled atomic.Int64
	work := func(done func()) handler {
		return func(context.Context, events.Event[content.Created]) error {
			if s.handler > 0 {
				time.Sleep(s.handler)
			}
			if handled.Add(1) == int64(t.Records) {
				done()
			}
			return nil
		}
	}
	c := kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: s.Brokers}, Group: t.Group, Topics: []string{s.Topic}}
	if s.handler > 0 {
		c.Workers = memoryWorkers
	}
	heap := watchHeap()
	d, err := consume(ctx, c, work, func() string { return fmt.Sprintf("%d of %d records", handled.Load(), t.Records) })
	peak := heap()
	if err != nil {
		return outcome{}, err
	}
	o := took(d)
	o.Values = map[string]float64{"heap": float64(peak), "resident": float64(resident())}
	return o, nil
}

// watchHeap looks at the heap every ten milliseconds until it is asked for the
// most that it saw, in bytes.
func watchHeap() (peak func() uint64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	most := uint64(0)
	look := func() {
		metrics.Read(sample)
		most = max(most, sample[0].Value.Uint64())
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		ticker := time.NewTicker(10 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-stop:
				return
			case <-ticker.C:
				look()
			}
		}
	})
	return func() uint64 {
		close(stop)
		wg.Wait()
		look()
		return most
	}
}

// resident is the most memory that this process ever had, in bytes, as Linux
// tells it; 0 elsewhere.
func resident() uint64 {
	status, _ := os.ReadFile("/proc/self/status") // only Linux has it
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kilobytes, _ := strconv.ParseUint(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB")), 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}
