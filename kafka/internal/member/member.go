package member

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/jobs"
	"github.com/mediamesh/events/kafka/internal/keyorder"
	"github.com/mediamesh/events/kafka/internal/positions"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/status"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// Config configures a [Member]. All fields but those marked otherwise are required.
type Config struct {
	Cluster         cluster.Config
	Group           string
	Topics          []string
	DeadLetterTopic func(topic string) string

	ToEnd           bool // it ends once the group has handled what the topics held when it began
	Latest          bool // a group without offsets begins at the end
	KIP848          bool // the cluster assigns the partitions
	KeepOrder       bool // dead letters block their keys
	NoTopicCreation bool

	CommitInterval  time.Duration
	WriteTimeout    time.Duration // of dead letters
	DecompressBytes int           // memory for decompressed batches
	MaxInFlight     int           // records that the scheduler holds
	Crew            *jobs.Crew    // whose scheduler the member fills

	Backoff  func(failures int) time.Duration
	Logger   *slog.Logger
	LogLimit *telemetry.LogLimiter   // nil for none
	Metrics  *telemetry.GroupMetrics // nil for none
	Redrives *provenance.Verifier

	// FetchError and CommitError make the errors of [Member.Run]. Without a single partition
	// that has failed, topic is "" and partition -1.
	FetchError  func(topic string, partition int32, err error) error
	CommitError func(err error) error
}

// A Member is one run of a consumer as a member of its group. All its methods but Run are safe
// for concurrent use.
type Member struct {
	config    Config
	Client    *kgo.Client
	Scheduler *jobs.Scheduler
	Order     *keyorder.Order
	Watch     *connect.Watch // of the client's connections
	Status    status.Run
	// Work is the context of what goes on when the run is to stop: handlers and writing.
	Work context.Context

	running context.Context // ends when the run is to stop
	stop    context.CancelFunc
	failing sync.Once
	err     error // the first that ended the run

	answers connect.Answers
	ends    *positions.Ends           // nil unless it runs to the end
	latest  *positions.Latest         // nil unless a group begins at the end
	pause   time.Duration             // before the poll after one that only failed
	polled  atomic.Pointer[time.Time] // what workers have was read before

	// committing allows one commit at a time, and guards committer.
	committing sync.Mutex
	committer  positions.Committer
}

// Check returns what is wrong with the options of a configuration's client.
func Check(c Config) error {
	m := &Member{config: c}
	if err := kgo.ValidateOpts(m.options()...); err != nil {
		return connect.Unusable("ConsumerConfig", err)
	}
	return nil
}

// New returns a member whose client begins to join the group. [Member.Run] must follow. stop ends
// running, the context of the run.
func New(running context.Context, stop context.CancelFunc, c Config) (*Member, error) {
	m := &Member{
		config: c, Scheduler: c.Crew.Scheduler, Watch: new(connect.Watch), Work: context.WithoutCancel(running),
		running: running, stop: stop, committer: positions.Committer{Group: c.Group},
	}
	m.Order = keyorder.New(keyorder.Options{
		Group: c.Group, DeadLetterTopic: c.DeadLetterTopic, Partitions: m.Scheduler, Redrives: c.Redrives,
		Access:        &topicscan.Access{Field: "ConsumerConfig.Cluster", Cluster: c.Cluster},
		ClientOptions: []kgo.Opt{kgo.ClientID(clientID), kgo.WithLogger(connect.Log{To: c.Logger})},
		Backoff:       c.Backoff, Timeout: c.Cluster.ConnectTimeout, Logger: c.Logger,
	})
	if c.Latest {
		m.latest = positions.NewLatest(positions.LatestOptions{Wait: c.Backoff, FirstRead: m.Scheduler.FirstRead, StartAt: m.Scheduler.StartAt})
	}
	var err error
	if m.Client, err = kgo.NewClient(m.options()...); err != nil {
		return nil, connect.Unusable("ConsumerConfig", err)
	}
	m.Status.Moved(time.Now(), false)
	return m, nil
}

// Fail ends the run with an error.
func (m *Member) Fail(err error) {
	m.failing.Do(func() {
		m.err = err
		m.stop()
	})
}

// Polled returns a time that is after what the workers have was written.
func (m *Member) Polled() time.Time { return *m.polled.Load() }

// Run polls records and has workers deal with them, until the run's context or the topics end.
// Then it waits for the workers, commits what they have done, and leaves the group.
func (m *Member) Run(work func()) error {
	defer m.leave()
	ctx := m.running
	if err := connect.Reach(ctx, m.Client, m.config.Cluster.Brokers, m.config.Cluster.ConnectTimeout); err != nil {
		return ignoreStop(ctx, err)
	}
	if err := m.latest.Begin(ctx, m.group(), m.config.Topics); err != nil {
		return ignoreStop(ctx, err)
	}
	if m.config.ToEnd {
		var err error
		if m.ends, err = positions.FindEnds(ctx, m.group(), m.config.Topics, m.config.Latest); err != nil {
			return ignoreStop(ctx, err)
		}
	}
	defer m.measure()()
	defer m.watchDiscards()()
	m.config.Crew.Start(work)
	end := m.startCommits()
	m.loop(ctx)
	m.Status.Stop()
	err := m.config.Crew.Finish(m.Work)
	end()
	last, cancel := context.WithTimeout(m.Work, jobs.ShutdownTimeout)
	defer cancel()
	if _, failed := m.commit(last); failed != nil {
		err = errors.Join(err, m.config.CommitError(m.Watch.Because(failed)))
	}
	m.failing.Do(func() {}) // what fails from now on comes too late
	return errors.Join(m.err, err)
}

// watchDiscards unblocks keys whose dead letters are discarded, until it is stopped.
func (m *Member) watchDiscards() (end func()) {
	if !m.config.KeepOrder {
		return func() {}
	}
	return inBackground(m.running, m.Order.WatchDiscards)
}

// inBackground runs f until it is stopped.
func inBackground(ctx context.Context, f func(context.Context)) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { f(ctx) })
	return func() {
		cancel()
		running.Wait()
	}
}

// leave leaves the group and closes the client.
func (m *Member) leave() {
	ctx, cancel := context.WithTimeout(m.Work, jobs.ShutdownTimeout)
	defer cancel()
	m.Client.AllowRebalance()
	_ = m.Client.LeaveGroupContext(ctx) // the group notices by itself
	m.Client.Close()
}

// ignoreStop drops an error that only says that ctx ended.
func ignoreStop(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// measure keeps the gauges up to date, until it is stopped.
func (m *Member) measure() (end func()) {
	if m.config.Metrics == nil {
		return func() {}
	}
	unfollow := m.config.Metrics.Follow(m.config.Topics, m.gauges)
	stop := inBackground(m.running, func(ctx context.Context) { m.Status.WatchEnds(ctx, m.Client, m.config.Topics) })
	return func() {
		stop()
		unfollow()
	}
}

// gauges is what the run is at.
func (m *Member) gauges() telemetry.Gauges {
	v := m.Scheduler.View(time.Time{})
	return telemetry.Gauges{
		View: v, Lags: m.Status.Lags(v.Progress, m.Client.CommittedOffsets()), LastCommit: m.Status.LastCommit(),
	}
}
