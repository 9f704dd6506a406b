package kafka

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/deprecation"
	"github.com/mediamesh/events/kafka/internal/dlqwriter"
	"github.com/mediamesh/events/kafka/internal/keyorder"
	"github.com/mediamesh/events/kafka/internal/positions"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/status"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

const (
	// pollRecords bounds how many records one poll takes.
	pollRecords = 1000
	// pollIdle is how often a consumer that exits at the end looks for it, and
	// one with paused partitions whether they may go on.
	pollIdle = 100 * time.Millisecond
	// fetchWait is how long a broker that has nothing waits for something. A
	// partition waits for the fetch that it just missed, so it is not the client's
	// five seconds, but the Java client's default; and little for a consumer that
	// exits at the end, which wants only what is there.
	fetchWait      = 500 * time.Millisecond
	fetchWaitAtEnd = 20 * time.Millisecond
	// clientPause bounds how long the client waits before it asks a broker again
	// that failed: by its own five seconds, commits and heartbeats would come that
	// much later after a coordinator moved, and what was handled is not committed.
	clientPause = time.Second
	// shutdownTimeout bounds the last commit, and leaving the group.
	shutdownTimeout = 5 * time.Second
)

// run is one call of [Consumer.Run]: a loop polls records and adds them to the
// scheduler, workers deal with them, a committer commits how far they came.
type run struct {
	config       ConsumerConfig
	toEnd        bool // it ends once the group has handled what the topics held when it began
	handlers     *handlers
	stats        *stats
	client       *kgo.Client
	watch        *connect.Watch
	scheduler    *scheduler
	ends         *positions.Ends   // nil unless it exits at the end
	latest       *positions.Latest // nil unless a group begins at the end
	letters      *dlqwriter.Writer
	tracing      *telemetry.Tracer       // nil for none
	metrics      *telemetry.GroupMetrics // nil for none
	deprecations *deprecation.Tracker    // nil for none
	answers      connect.Answers
	status       status.Run

	committing sync.Mutex // one commit at a time; guards committer
	committer  positions.Committer
	redrives   *provenance.Verifier
	order      *keyorder.Order
	logLimit   *telemetry.LogLimiter     // nil for none
	pause      time.Duration             // before the poll after one that only complained
	polled     atomic.Pointer[time.Time] // what workers have was read before
	work       context.Context
	failing    sync.Once
	err        error // the first that ends the run
	stop       context.CancelFunc
}

// fail ends the run with an error.
func (r *run) fail(err error) {
	r.failing.Do(func() {
		r.err = err
		r.stop()
	})
}

func (r *run) run(ctx context.Context, topics []string) error {
	defer r.leave(ctx)
	defer r.redrives.Close()
	defer r.logLimit.Watch(r.config.Logger, r.config.Group)()
	if err := connect.Reach(ctx, r.client, r.config.Cluster.Brokers, r.config.Cluster.ConnectTimeout); err != nil {
		return ignoreStop(ctx, err)
	}
	if err := r.latest.Begin(ctx, r.group(), topics); err != nil {
		return ignoreStop(ctx, err)
	}
	if r.toEnd {
		var err error
		if r.ends, err = positions.FindEnds(ctx, r.group(), topics, r.config.Start == StartLatest); err != nil {
			return ignoreStop(ctx, err)
		}
	}
	defer r.measure(ctx, topics)()
	if r.config.KeepOrder {
		watching, stop := context.WithCancel(ctx)
		var watch sync.WaitGroup
		watch.Go(func() { r.order.WatchDiscards(watching) })
		defer func() {
			stop()
			watch.Wait()
		}()
	}
	workers := startWorkers(r.scheduler, &r.config, func() { newWorker(r).work() })
	end := r.startCommits(ctx)
	r.loop(ctx)
	r.status.Stop()
	err := finish(r.work, r.scheduler, &r.config, workers)
	end()
	last, cancel := context.WithTimeout(r.work, shutdownTimeout)
	defer cancel()
	if _, failed := r.commit(last); failed != nil {
		err = errors.Join(err, &CommitError{Group: r.config.Group, Err: r.watch.Because(failed)})
	}
	r.failing.Do(func() {}) // what fails from now on comes too late
	return errors.Join(r.err, err)
}

// startWorkers has as many workers at work as are configured. The channel is closed when
// all have ended.
func startWorkers(s *scheduler, c *ConsumerConfig, work func()) <-chan struct{} {
	var all sync.WaitGroup
	for range c.Workers {
		all.Go(work)
	}
	ended := make(chan struct{})
	go func() {
		all.Wait()
		close(ended)
	}()
	go watchHandlers(s, c.HandlerTimeout, ended)
	return ended
}

// loop polls until ctx or the topics end.
func (r *run) loop(ctx context.Context) {
	for ctx.Err() == nil && !r.ends.Reached() {
		if resumed := r.scheduler.Resume(); resumed != nil {
			r.client.ResumeFetchPartitions(resumed)
		}
		if room := r.scheduler.Room(); room > 0 {
			r.poll(ctx, min(room, pollRecords))
		} else {
			r.await(ctx)
		}
	}
}

// await waits for room. If none comes soon, partitions that hold more than
// their share are paused.
func (r *run) await(ctx context.Context) {
	r.status.Moved(time.Now(), false)
	const soon = 100 * time.Millisecond
	timer := time.NewTimer(soon)
	defer timer.Stop()
	for r.scheduler.Room() == 0 {
		select {
		case <-ctx.Done():
			return
		case <-r.scheduler.Changed():
		case <-timer.C:
			if paused := r.scheduler.Pause(); paused != nil {
				r.client.PauseFetchPartitions(paused)
			}
			return
		}
	}
}

// poll adds what it gets to the scheduler. The client does not take partitions
// away between a poll that gave something and AllowRebalance, so that nothing
// is added of one that has gone.
func (r *run) poll(ctx context.Context, most int) {
	wait := ctx
	if r.ends != nil || r.scheduler.Pausing() {
		var cancel context.CancelFunc
		wait, cancel = context.WithTimeout(ctx, pollIdle)
		defer cancel()
		r.ends.Awaken(cancel)
	}
	r.status.Moved(time.Now(), true)
	fetches := r.client.PollRecords(wait, most)
	now := time.Now()
	r.polled.Store(&now)
	r.status.Moved(now, false)
	fetches.EachPartition(func(p kgo.FetchTopicPartition) { r.scheduler.Add(p.Records) })
	r.scheduler.Add(topicscan.PassGiants(r.client, fetches))
	if r.metrics != nil {
		r.status.Fetched(fetches)
	}
	r.client.AllowRebalance()
	troubled := false
	for _, failed := range fetches.Errors() {
		if wait.Err() != nil && errors.Is(failed.Err, wait.Err()) {
			continue
		}
		troubled = troubled || !expected(failed.Err)
		if err := r.pollFailed(ctx, failed); err != nil {
			r.fail(err)
			return
		}
	}
	if troubled && fetches.NumRecords() == 0 {
		r.backOffPoll(ctx)
	} else {
		r.pause = 0
	}
	if wait.Err() != nil {
		r.ends.Refresh(ctx)
	}
}

// finish has the workers of a scheduler end what they have begun, within DrainTimeout.
func finish(ctx context.Context, s *scheduler, c *ConsumerConfig, workers <-chan struct{}) error {
	places := s.All()
	drain(s, places, c.DrainTimeout)
	s.Close()
	if abandoned := s.Abandon(places); abandoned > 0 {
		c.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: handlers did not return within the drain timeout; their events will be redelivered",
			slog.String("group", c.Group), slog.Int("handlers", abandoned), slog.Duration("drain_timeout", c.DrainTimeout))
	}
	timer := time.NewTimer(shutdownTimeout)
	defer timer.Stop()
	select {
	case <-workers:
		return nil
	case <-timer.C:
		if n := s.Busy(); n > 0 {
			return &AbandonedError{Handlers: n, Timeout: c.DrainTimeout}
		}
		<-workers
		return nil
	}
}

// drain has partitions end what they have begun, and waits for that, but not
// longer than it may take.
func drain(s *scheduler, places []place, timeout time.Duration) {
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for _, drained := range s.Drain(places, time.Now().Add(timeout)) {
		select {
		case <-drained:
		case <-timer.C:
			return
		}
	}
}

// leave leaves the group and closes the client.
func (r *run) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	r.client.AllowRebalance()
	_ = r.client.LeaveGroupContext(ctx) // the group notices by itself
	r.client.Close()
	r.letters.Close()
}

// ignoreStop drops an error that only says that ctx ended.
func ignoreStop(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// clientBackoff is how long the client waits after so many failures.
func clientBackoff(failures int) time.Duration {
	return backoff.Policy{First: 250 * time.Millisecond, Max: clientPause}.Wait(failures)
}

func (r *run) options(topics []string) []kgo.Opt {
	start := kgo.NewOffset().AtStart()
	if r.config.Start == StartLatest {
		start = kgo.NewOffset().AtEnd()
	}
	wait := fetchWait
	if r.toEnd {
		wait = fetchWaitAtEnd
	}
	opts := []kgo.Opt{
		kgo.SeedBrokers(r.config.Cluster.Brokers...),
		kgo.ClientID("mediamesh-consumer"),
		kgo.WithLogger(connect.Log{To: r.config.Logger}),
		kgo.ConsumerGroup(r.config.Group),
		kgo.ConsumeTopics(topics...),
		kgo.ConsumeStartOffset(start),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.WithDecompressor(decompress.New(2*max(r.config.MaxInFlightBytes, defaultMaxInFlightBytes) + decompressRoom)),
		kgo.KeepControlRecords(), // they have offsets, which are to be committed too
		kgo.MetadataMinAge(connect.MetadataMinAge),
		kgo.FetchMaxWait(wait),
		kgo.DisableAutoCommit(),
		kgo.BlockRebalanceOnPoll(),
		kgo.RetryBackoffFn(clientBackoff),
		kgo.RebalanceTimeout(max(time.Minute, 2*r.config.DrainTimeout+shutdownTimeout)),
		kgo.OnPartitionsAssigned(func(_ context.Context, c *kgo.Client, more map[string][]int32) { r.assigned(c, more) }),
		kgo.OnPartitionsRevoked(func(ctx context.Context, _ *kgo.Client, gone map[string][]int32) { r.revoked(ctx, gone) }),
		kgo.OnOffsetsFetched(r.fetched),
		kgo.OnPartitionsLost(func(ctx context.Context, _ *kgo.Client, gone map[string][]int32) { r.lost(ctx, gone) }),

		// For dead letters. What is too large is for the cluster to say.
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.ProducerBatchCompression(kgo.GzipCompression()),
		kgo.ProducerBatchMaxBytes(64 << 20),
		kgo.ProducerLinger(0),
		kgo.MaxBufferedRecords(2*r.config.MaxInFlight + r.config.Workers),
		kgo.RecordDeliveryTimeout(defaultDeliveryTimeout),
		kgo.AllowIdempotentProduceCancellation(),
	}
	if r.latest != nil {
		opts = append(opts, kgo.AdjustFetchOffsetsFn(r.latest.Adjust))
	}
	if r.config.Protocol == ProtocolKIP848 {
		opts = append(opts, kgo.Balancers(kgo.StickyBalancer()), kgo.ServerSideBalancer())
	}
	if r.watch != nil {
		opts = append(opts, kgo.WithHooks(r.watch, &r.answers))
	}
	if !r.config.NoTopicCreation {
		opts = append(opts, kgo.AllowAutoTopicCreation())
	}
	opts = append(opts, connect.Options(r.config.Cluster.Security)...)
	return append(opts, slices.Clone(r.config.Cluster.ClientOptions)...)
}

// decompressRoom is how much memory decompressed batches may take beyond the records
// that are held, in bytes: a record keeps a block of them.
const decompressRoom = 32 << 20
