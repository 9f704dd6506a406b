//go:build unix

package broken

import (
	"context"
	"os"
	"sync"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
	"github.com/twmb/franz-go/pkg/kgo"
)

// consumer handles the records that it fetched one after the other, and then
// commits them. Until then, its partitions are not taken away.
type consumer struct {
	*Config
	name    string
	client  *kgo.Client
	journal *journal.Writer

	mu     sync.Mutex
	queue  []*kgo.Record // fetched and not handled
	failed map[string]int
	again  []*kgo.Record // to be tried again, of a consumer that is broken
	aside  sync.WaitGroup

	blocked blocked // of a consumer that keeps the order
}

// Consume is the process of a consumer. It ends when it is asked to.
func Consume(dir, name string) error {
	c, err := read(dir)
	if err != nil {
		return err
	}
	out, err := journal.Open(c.HandledJournal())
	if err != nil {
		return err
	}
	defer out.Close()
	b := &consumer{Config: c, name: name, journal: out, failed: make(map[string]int)}
	if err := b.begin(); err != nil {
		return err
	}
	if b.client, err = kgo.NewClient(b.options()...); err != nil {
		return err
	}
	ctx, cancel := process.Part(nil)
	defer cancel()
	process.SayReady()
	if err := b.learn(ctx); err != nil {
		return err
	}
	err = b.run(ctx)
	b.aside.Wait()
	b.client.CloseAllowingRebalance()
	return err
}

func (c *consumer) options() []kgo.Opt {
	opts := []kgo.Opt{
		kgo.SeedBrokers(c.Brokers...),
		kgo.ConsumerGroup(c.Topic.Group),
		kgo.ConsumeTopics(c.Topic.Name),
		kgo.ConsumeStartOffset(kgo.NewOffset().AtStart()),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.DisableAutoCommit(),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.KeepControlRecords(), // they have offsets, which are to be committed too
		kgo.SessionTimeout(time.Second),
		kgo.MetadataMinAge(100 * time.Millisecond),
		kgo.MetadataMaxAge(c.metadataAge()),
		kgo.HeartbeatInterval(100 * time.Millisecond),
		kgo.FetchMaxWait(100 * time.Millisecond),
		kgo.AllowAutoTopicCreation(),
		kgo.ProducerLinger(0),
		kgo.ProducerBatchCompression(kgo.GzipCompression()),
		kgo.ProducerBatchMaxBytes(2 * giant),
		kgo.WithLogger(kgo.BasicLogger(os.Stderr, kgo.LogLevelInfo, nil)),
	}
	switch c.Flaw {
	case dropOnRevoke:
		return append(opts, kgo.OnPartitionsRevoked(c.drop))
	case resumeForgotten:
		opts = append(opts, kgo.Balancers(kgo.RangeBalancer()), kgo.OnPartitionsRevoked(pause))
	case addedAtEnd:
		opts = append(opts, kgo.AdjustFetchOffsetsFn(c.addedAtEnd))
	case latestEachStart:
		opts = append(opts, kgo.ConsumeStartOffset(kgo.NewOffset().AtEnd()), kgo.ConsumeResetOffset(kgo.NewOffset().AtEnd()))
	}
	return append(opts, kgo.BlockRebalanceOnPoll())
}

// fetched is how many records are taken at a time: few, or of several
// partitions.
func (c *consumer) fetched() int {
	if c.Flaw == dropOnRevoke {
		return 1000
	}
	return 100
}

func (c *consumer) run(ctx context.Context) error {
	for ctx.Err() == nil {
		poll, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
		batch := c.client.PollRecords(poll, c.fetched()).Records()
		cancel()
		if len(batch) == 0 {
			if err := c.retry(ctx); err != nil {
				return err
			}
			if err := c.hear(ctx); err != nil {
				return err
			}
		}
		if c.Flaw == commitBeforeHandle {
			if err := c.client.CommitRecords(ctx, batch...); err != nil {
				return err
			}
		}
		if err := c.handle(ctx, c.arrange(batch)); err != nil {
			return err
		}
		if err := c.commit(ctx, batch); err != nil {
			return err
		}
		c.client.AllowRebalance()
	}
	return nil
}

// handle deals with records, until they are taken away from the queue.
func (c *consumer) handle(ctx context.Context, batch []*kgo.Record) error {
	c.mu.Lock()
	c.queue = batch
	c.mu.Unlock()
	for ctx.Err() == nil {
		c.mu.Lock()
		if len(c.queue) == 0 {
			c.mu.Unlock()
			return nil
		}
		r := c.queue[0]
		c.queue = c.queue[1:]
		c.mu.Unlock()
		if err := c.deal(ctx, r); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (c *consumer) commit(ctx context.Context, batch []*kgo.Record) error {
	if len(batch) == 0 {
		return nil
	}
	if c.Flaw == dropOnRevoke {
		return c.client.CommitUncommittedOffsets(ctx)
	}
	return c.client.CommitRecords(ctx, batch...)
}

// arrange is the order to handle records in.
func (c *consumer) arrange(batch []*kgo.Record) []*kgo.Record {
	if c.Flaw != noKeyOrder {
		return batch
	}
	var even, odd []*kgo.Record
	for _, r := range batch {
		if r.Offset%2 == 0 {
			even = append(even, r)
		} else {
			odd = append(odd, r)
		}
	}
	return append(even, odd...) // as two workers may come to
}

// drop forgets what was fetched of partitions that are taken away, and commits
// as if it had been handled.
func (c *consumer) drop(ctx context.Context, client *kgo.Client, gone map[string][]int32) {
	c.mu.Lock()
	var left []*kgo.Record
	for _, r := range c.queue {
		taken := false
		for _, p := range gone[r.Topic] {
			taken = taken || p == r.Partition
		}
		if !taken {
			left = append(left, r)
		}
	}
	c.queue = left
	c.mu.Unlock()
	_ = client.CommitUncommittedOffsets(ctx)
}
