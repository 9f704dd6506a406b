package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
)

var errBusy = errors.New("busy")

// Whatever handlers do, the events of one content are handled one after the
// other, in order, each until it is done.
func TestOrderOfKeys(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(seed, 1))
			partitions, workers := 1+rng.IntN(6), []int{16, 64}[seed%2]
			contents, each := 20+rng.IntN(40), 10
			list := story(contents, each)
			failures := make(map[string]int) // how often handling it fails
			for _, e := range list {
				if rng.IntN(5) == 0 {
					failures[e.Meta().EventID] = 1 + rng.IntN(3)
				}
			}
			s := newStage(t, partitions)
			s.publish(t, list...)

			l := newLedger()
			c := s.consumer(t, kafka.ConsumerConfig{
				Workers: workers,
				Retry:   kafka.RetryPolicy{Backoff: time.Millisecond, MaxBackoff: 4 * time.Millisecond},
			})
			handle(t, c, l.handler(func(ctx context.Context, e events.Event[content.Created]) error {
				time.Sleep(rand.N(2 * time.Millisecond)) // work
				if kafka.AttemptFrom(ctx) <= failures[e.Metadata.EventID] {
					return errBusy
				}
				return nil
			}))
			runToEnd(t, c)

			if again := l.check(t, list); again != 0 {
				t.Errorf("%d were handled again", again)
			}
			l.alone(t)
			retries := 0
			for k := range contents {
				key := fmt.Sprintf("k%d", k)
				var want []string
				for i := range each {
					id := fmt.Sprintf("%s/%d", key, i)
					for range 1 + failures[id] {
						want = append(want, id)
					}
					retries += failures[id]
				}
				if got := l.calls(key); got != strings.Join(want, " ") {
					t.Errorf("calls %s\nwant  %s", got, strings.Join(want, " "))
				}
			}
			if got, want := c.Stats(), (kafka.Stats{Handled: int64(len(list)), Retries: int64(retries)}); got != want {
				t.Errorf("stats %+v, want %+v", got, want)
			}
			if n := s.committed(t); n != int64(len(list)) {
				t.Errorf("committed %d, want %d", n, len(list))
			}
		})
	}
}

// As many contents are handled at once as there are workers, in one partition
// as well as over several, and no more.
func TestWorkersWorkAtOnce(t *testing.T) {
	for _, c := range []struct{ partitions, workers, configured int }{
		{1, 16, 0}, // the default
		{1, 64, 64},
		{6, 8, 8},
	} {
		t.Run(fmt.Sprintf("%d in %d partitions", c.workers, c.partitions), func(t *testing.T) {
			t.Parallel()
			s := newStage(t, c.partitions)
			list := story(4*c.workers, 1)
			s.publish(t, list...)
			l, all := newLedger(), make(chan struct{})
			consumer := s.consumer(t, kafka.ConsumerConfig{Workers: c.configured})
			handle(t, consumer, l.handler(func(context.Context, events.Event[content.Created]) error {
				<-all // nobody ends before all have begun
				return nil
			}))
			r := startToEnd(t, consumer)
			l.await(t, "all workers are at work", func() bool { return l.busy == c.workers })
			close(all)
			if err := r.wait(t); err != nil {
				t.Fatal(err)
			}
			if l.most != c.workers {
				t.Errorf("%d worked at once, want %d", l.most, c.workers)
			}
			l.check(t, list)
		})
	}
}

// One worker keeps the order of each partition, whichever keys follow each other, and
// while records wait for their next attempts.
func TestConsumer_OneWorkerKeepsPartitionOrder(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	list := story(10, 5)
	rng := rand.New(rand.NewPCG(1, 1))
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	s.publish(t, list...)
	var handled, want []string
	for _, e := range list {
		want = append(want, e.Meta().EventID)
	}
	c := s.consumer(t, kafka.ConsumerConfig{Workers: 1, Retry: kafka.RetryPolicy{Backoff: 5 * time.Millisecond}})
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		if len(handled)%7 == 0 && kafka.AttemptFrom(ctx) == 1 {
			return errBusy
		}
		handled = append(handled, e.Metadata.EventID)
		return nil
	})
	runToEnd(t, c)
	if got := strings.Join(handled, " "); got != strings.Join(want, " ") {
		t.Errorf("handled %s", got)
	}
}

// Records without a key have the order of their partition, while others pass
// them by.
func TestOrderOfTheKeyless(t *testing.T) {
	t.Parallel()
	s := newStage(t, 2)
	var records []*kgo.Record
	const each = 40
	for i := range each {
		for p := range int32(2) {
			records = append(records,
				&kgo.Record{Partition: p, Value: document(t, chapter(fmt.Sprintf("none%d", p), i))},
				&kgo.Record{Partition: p, Key: []byte("k"), Value: document(t, chapter(fmt.Sprintf("k%d", p), i))})
		}
	}
	s.send(t, records...)
	var mu sync.Mutex
	handled := make(map[string][]string)
	first := make(chan struct{}) // closed when all with a key are done
	keyed := 0
	c := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		r, _ := kafka.RecordFrom(ctx)
		if r.Key == nil {
			<-first
		}
		mu.Lock()
		defer mu.Unlock()
		handled[e.Payload.ContentID] = append(handled[e.Payload.ContentID], e.Metadata.EventID)
		if r.Key != nil {
			if keyed++; keyed == 2*each {
				close(first)
			}
		}
		return nil
	})
	runToEnd(t, c)
	for _, name := range []string{"none0", "none1", "k0", "k1"} {
		var want []string
		for i := range each {
			want = append(want, fmt.Sprintf("%s/%d", name, i))
		}
		if got := strings.Join(handled[name], " "); got != strings.Join(want, " ") {
			t.Errorf("handled %s", got)
		}
	}
}

// The same key in two partitions, as after partitions were added, or by another
// producer's hash, is two orders; neither waits for the other.
func TestKeyInTwoPartitions(t *testing.T) {
	t.Parallel()
	s := newStage(t, 2)
	s.send(t,
		&kgo.Record{Partition: 0, Key: []byte("k0"), Value: document(t, chapter("k0", 0))},
		&kgo.Record{Partition: 1, Key: []byte("k0"), Value: document(t, chapter("k0", 1))})
	var both sync.WaitGroup
	both.Add(2)
	c := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, c, func(context.Context, events.Event[content.Created]) error {
		both.Done()
		both.Wait()
		return nil
	})
	runToEnd(t, c)
}
