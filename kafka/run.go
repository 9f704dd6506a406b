package kafka

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// pollRecords bounds how many records wait in the queue.
	pollRecords = 500
	// pollIdle is how often a consumer that exits at the end looks for it.
	pollIdle = 250 * time.Millisecond
	// farewell bounds the last commit, and leaving the group.
	farewell = 5 * time.Second
)

// run is one call of [Consumer.Run].
//
// The client calls back before partitions are taken away, but, as
// BlockRebalanceOnPoll has it, not between a poll that gave something and
// AllowRebalance. So while the run handles records, their partitions are its
// own. When a rebalance has to wait, the run lets it pass after the record in
// hand.
type run struct {
	config   ConsumerConfig
	handlers *handlers
	stats    *stats
	client   *kgo.Client
	watch    *watch

	queue     queue
	ends      *ends // nil unless it exits at the end
	committed time.Time
	prepared  map[string]bool // dead-letter topics that were to be created
	wanted    atomic.Bool     // a rebalance waits
}

func (r *run) options(topics []string) []kgo.Opt {
	start := kgo.NewOffset().AtStart()
	if r.config.Start == Latest {
		start = kgo.NewOffset().AtEnd()
	}
	opts := []kgo.Opt{
		kgo.SeedBrokers(r.config.Brokers...),
		kgo.ClientID("mediamesh-consumer"),
		kgo.WithLogger(clientLog{r.config.Logger}),
		kgo.ConsumerGroup(r.config.Group),
		kgo.ConsumeTopics(topics...),
		kgo.ConsumeStartOffset(start),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.KeepControlRecords(), // they have offsets, which are to be committed too
		kgo.MetadataMinAge(metadataMinAge),
		// A partition waits for the fetch that it just missed, so not for the
		// client's five seconds. This is the Java client's default.
		kgo.FetchMaxWait(500 * time.Millisecond),
		kgo.DisableAutoCommit(),
		kgo.BlockRebalanceOnPoll(),
		kgo.OnPartitionsCallbackBlocked(func(context.Context, *kgo.Client) { r.wanted.Store(true) }),
		kgo.OnPartitionsRevoked(func(ctx context.Context, _ *kgo.Client, gone map[string][]int32) {
			_, _ = r.commit(ctx) // what an earlier commit failed to
			r.drop(ctx, gone)
		}),
		kgo.OnPartitionsLost(func(ctx context.Context, _ *kgo.Client, gone map[string][]int32) {
			r.drop(ctx, gone)
		}),

		// For dead letters. What is too large is for the cluster to say.
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.ProducerBatchCompression(kgo.GzipCompression()),
		kgo.ProducerBatchMaxBytes(64 << 20),
		kgo.ProducerLinger(0),
		kgo.RecordDeliveryTimeout(defaultDeliveryTimeout),
		kgo.AllowIdempotentProduceCancellation(),
	}
	if r.watch != nil {
		opts = append(opts, kgo.WithHooks(r.watch))
	}
	if !r.config.NoTopicCreation {
		opts = append(opts, kgo.AllowAutoTopicCreation())
	}
	opts = append(opts, r.config.Security.options()...)
	return append(opts, r.config.ClientOptions...)
}

func (r *run) run(ctx context.Context, topics []string) error {
	defer r.leave(ctx)
	if err := reach(ctx, r.client, r.config.Brokers, r.config.ConnectTimeout); err != nil {
		return ignoreStop(ctx, err)
	}
	if r.config.ExitAtEnd {
		var err error
		if r.ends, err = findEnds(ctx, r.client, r.config, topics); err != nil {
			return ignoreStop(ctx, err)
		}
	}
	work, done := draining(ctx, r.config.DrainTimeout)
	defer done()
	r.committed = time.Now()
	err := r.loop(ctx, work)
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	if _, failed := r.commit(last); failed != nil {
		err = errors.Join(err, &CommitError{Group: r.config.Group, Err: r.watch.because(failed)})
	}
	return err
}

// leave leaves the group and closes the client.
func (r *run) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	r.client.AllowRebalance()
	_ = r.client.LeaveGroupContext(ctx) // the group notices by itself
	r.client.Close()
}

// ignoreStop drops an error that only says that ctx ended.
func ignoreStop(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// draining returns a context that ends only so long after ctx.
func draining(ctx context.Context, budget time.Duration) (context.Context, context.CancelFunc) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.NewTimer(budget)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel()
		case <-work.Done():
		}
	})
	return work, func() {
		stop()
		cancel()
	}
}

// loop polls and handles until ctx or the topics end. The handlers are given
// the context work.
func (r *run) loop(ctx, work context.Context) error {
	for ctx.Err() == nil && !r.ends.reached() {
		idle, err := r.poll(ctx)
		if err != nil {
			return err
		}
		if err := r.handle(ctx, work); err != nil {
			return err
		}
		if ctx.Err() != nil {
			break // before a rebalance that makes the last commit forget
		}
		r.tryCommit(work)
		if idle {
			r.ends.refresh(ctx, r.client, r.config)
		}
		r.client.AllowRebalance()
	}
	return nil
}

// poll fills the queue. It is idle if nothing came while it waited.
func (r *run) poll(ctx context.Context) (idle bool, err error) {
	wait := ctx
	if r.ends != nil {
		var cancel context.CancelFunc
		wait, cancel = context.WithTimeout(ctx, pollIdle)
		defer cancel()
	}
	fetches := r.client.PollRecords(wait, pollRecords)
	r.queue.add(fetches.Records())
	for _, failed := range fetches.Errors() {
		if wait.Err() != nil && errors.Is(failed.Err, wait.Err()) {
			continue
		}
		if err := r.troubled(ctx, failed); err != nil {
			return false, err
		}
	}
	return wait.Err() != nil, nil
}

// handle deals with the records of the queue, until it is empty or ctx ends.
func (r *run) handle(ctx, work context.Context) error {
	for ctx.Err() == nil {
		rec := r.queue.next()
		if rec == nil {
			return nil
		}
		if err := r.process(work, rec); err != nil {
			return err
		}
		r.queue.done(rec)
		wanted := r.wanted.Swap(false)
		if wanted || time.Since(r.committed) >= r.config.CommitInterval {
			r.tryCommit(work)
		}
		if wanted {
			r.yield()
		}
	}
	return nil
}

// yield lets a waiting rebalance pass. Partitions that it takes away are gone
// from the queue afterwards.
func (r *run) yield() {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	r.client.AllowRebalance()
	// A poll waits for rebalances and holds up further ones, even one that may
	// not bring anything.
	r.client.PollRecords(ended, 1)
}

// drop forgets partitions that were taken away.
func (r *run) drop(ctx context.Context, gone map[string][]int32) {
	if r.queue.drop(gone) {
		r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: partitions went before what was handled of them was committed: it is delivered again",
			slog.String("group", r.config.Group))
	}
}

// process does with a record what was decided.
func (r *run) process(ctx context.Context, rec *kgo.Record) error {
	v := decide(r.config.Registry, r.handlers, rec, r.config.ZeroCopy)
	switch {
	case v.dead != nil:
		if err := r.putAside(ctx, rec, v.dead); err != nil {
			return err
		}
		r.stats.deadLetters.Add(1)
	case v.call == nil:
		if !rec.Attrs.IsControl() {
			r.stats.passed.Add(1)
		}
	default:
		if err := protect(withHandling(withRecord(ctx, rec), &v.meta), v.call); err != nil {
			return &HandlerError{
				EventType: v.meta.EventType, EventID: v.meta.EventID,
				Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset, Err: err,
			}
		}
		r.stats.handled.Add(1)
	}
	return nil
}

// protect calls a handler. A panic becomes an error.
func protect(ctx context.Context, call call) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return call(ctx)
}
