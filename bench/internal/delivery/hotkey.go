package delivery

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// coldKeys have handlers that return at once, the hot key's take hotHandler.
	coldKeys   = 1000
	hotHandler = 10 * time.Millisecond
	// hotKey is the number of the program that is hot.
	hotKey = coldKeys
	// hotWithin is how many hot records there are among the cold ones if they
	// all may wait in memory, hotBeyond if they may not: the consumer's default
	// is 10,000 records over all partitions.
	hotWithin = 1000
	hotBeyond = 20_000
)

// mixed says which program the i-th record is about, if there are hot records
// among n cold ones, evenly. The cold ones come in turns.
func mixed(n, hot int) func(i int) int {
	return func(i int) int {
		before := i * hot / (n + hot) // hot ones before this one
		if (i+1)*hot/(n+hot) > before {
			return hotKey
		}
		return (i - before) % coldKeys
	}
}

// hotKeySide is our consumer of cold records, among which there are hot ones in
// one of the topics. Its turn is over when the cold ones are handled: all, or
// those of partitions without the hot key.
type hotKeySide struct {
	Settings
	elsewhere bool
}

func newHotKey(elsewhere bool) func(Settings) (side, error) {
	return func(s Settings) (side, error) { return hotKeySide{s, elsewhere}, nil }
}

func (hotKeySide) close() error { return nil }

func (s hotKeySide) turn(ctx context.Context, t turn) (outcome, error) {
	counted := coldOnes(s.elsewhere)
	want := int64(countedOf(t.Records, counted))
	hot := programs(hotKey + 1)[hotKey].id
	var cold atomic.Int64
	work := func(done func()) handler {
		return func(_ context.Context, e events.Event[content.Created]) error {
			if e.Payload.ContentID == hot {
				time.Sleep(hotHandler)
			} else if counted[e.Payload.ContentID] && cold.Add(1) == want {
				done()
			}
			return nil
		}
	}
	c := kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: s.Brokers}, Group: t.Group, Topics: []string{s.Topic},
		// What is left of the hot key is not to be waited for.
		DrainTimeout: 100 * time.Millisecond,
	}
	d, err := consume(ctx, c, work, func() string { return fmt.Sprintf("%d of %d cold records", cold.Load(), want) })
	// What is elsewhere is less than the turn's records, whose time is asked for.
	return took(time.Duration(float64(d) * float64(t.Records) / float64(want))), err
}

// coldOnes are the ids whose records count: all cold ones, or those that are
// elsewhere than the hot one.
func coldOnes(elsewhere bool) map[string]bool {
	list := programs(hotKey + 1)
	counted := make(map[string]bool, coldKeys)
	for i := range coldKeys {
		if !elsewhere || partitionOf(list[i].id) != partitionOf(list[hotKey].id) {
			counted[list[i].id] = true
		}
	}
	return counted
}

// countedOf is how many of n cold records count.
func countedOf(n int, counted map[string]bool) (sum int) {
	for i, p := range programs(coldKeys) {
		if counted[p.id] {
			sum += (n - i + coldKeys - 1) / coldKeys
		}
	}
	return sum
}

// partitionOf is where a key's records are.
func partitionOf(key string) int {
	return kgo.StickyKeyPartitioner(nil).ForTopic("").Partition(&kgo.Record{Key: []byte(key)}, partitions)
}
