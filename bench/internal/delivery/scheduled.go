package delivery

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// The shape of the schedule: so many keys in one partition, handlers that take
// from nothing to so long, so many at once.
const (
	scheduleKeys    = 1000
	scheduleLongest = 5 * time.Millisecond
	scheduleWorkers = 100
	scheduleSeed    = 4
)

// scheduleKey and scheduleDurations say of each record, by its offset, whose it
// is and how long its handler takes.
func scheduleKey(i int) int {
	return rand.New(rand.NewPCG(scheduleSeed, uint64(i))).IntN(scheduleKeys)
}

func scheduleDurations(n int) []time.Duration {
	r := rand.New(rand.NewPCG(scheduleSeed, 0))
	list := make([]time.Duration, n)
	for i := range list {
		list[i] = time.Duration(r.Int64N(int64(scheduleLongest) + 1))
	}
	return list
}

// scheduled is our consumer with handlers that sleep.
type scheduled struct{ Settings }

func newScheduled(s Settings) (side, error) { return scheduled{s}, nil }

func (scheduled) close() error { return nil }

// turn compares with two ideal schedules: of the durations that were asked for,
// and of those that the handlers took, since a sleep is longer than asked for.
// It is an error if the order within a key was not kept.
func (s scheduled) turn(ctx context.Context, t turn) (outcome, error) {
	asked, slept := scheduleDurations(t.Records), make([]time.Duration, t.Records)
	var handled, disorder atomic.Int64
	last := make([]atomic.Int64, catalogSize)
	for i := range last {
		last[i].Store(-1)
	}
	sleep := func(done func()) handler {
		return func(ctx context.Context, e events.Event[content.Created]) error {
			start := time.Now()
			r, _ := kafka.RecordFrom(ctx)
			key, err := strconv.Atoi(strings.TrimPrefix(e.Payload.ContentID, programPrefix))
			if err != nil {
				return err
			}
			if last[key].Swap(r.Offset) >= r.Offset {
				disorder.Add(1)
			}
			time.Sleep(asked[r.Offset])
			slept[r.Offset] = time.Since(start)
			if handled.Add(1) == int64(t.Records) {
				done()
			}
			return nil
		}
	}
	c := kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: s.Brokers}, Group: t.Group, Topics: []string{s.Topic}, Workers: scheduleWorkers}
	d, err := consume(ctx, c, sleep, func() string { return fmt.Sprintf("%d of %d records", handled.Load(), t.Records) })
	if err == nil && disorder.Load() > 0 {
		err = fmt.Errorf("%d records came after a later one of their key", disorder.Load())
	}
	if err != nil {
		return outcome{}, err
	}
	keys := make([]int, t.Records)
	for i := range keys {
		keys[i] = scheduleKey(i)
	}
	o := took(d)
	o.Values = map[string]float64{
		"ideal-asked": float64(ideal(keys, asked, scheduleWorkers)),
		"ideal-slept": float64(ideal(keys, slept, scheduleWorkers)),
	}
	return o, committed(ctx, s.Settings, t)
}
